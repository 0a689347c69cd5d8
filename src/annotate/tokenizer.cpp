// The steps and their order are those of the tokenizer that the models were trained with; every oddity below
// is one of its own and changes tokens when mended:
//  - the suffix is looked for in what follows the prefix, but a special case stops the loop before the suffix
//    is taken off;
//  - a web address is only recognised after prefixes and suffixes are gone;
//  - an infix at the very start of what is left does not cut;
//  - phrases (special cases with punctuation inside) that lose against a longer one still block their tokens.
// Caching differs: here every short chunk is remembered with its types, so that a known chunk costs one
// look-up.
#include "annotate/tokenizer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "annotate/hash.h"
#include "annotate/unicode.h"
#include "base/utf8.h"

namespace casus::annotate {
namespace {

constexpr std::size_t longest_cached_chunk = 64;  // bytes
// A longer chunk is no web address; the pattern's cost grows with the square of the length.
constexpr std::size_t longest_url = 2048;
// Suffixes are short but for runs of full stops: looking at the end of a long chunk is enough.
constexpr std::size_t suffix_window = 128;

bool is_space_at(std::string_view text, std::size_t at, std::uint32_t& length) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) {
    length = 1;
    return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
  }
  const base::Decoded decoded = base::decode_utf8(text, at);
  length = decoded.length;
  return unicode::is_space(decoded.code_point);
}

}  // namespace

void Tokens::clear() {
  span.clear();
  space_after.clear();
  type.clear();
}

// ---- workspace

Tokenizer::Workspace::Workspace(std::size_t capacity) : capacity_(capacity), types_(capacity) { clear(); }

void Tokenizer::Workspace::renew() {
  if (types_.full() || chunk_count_ >= capacity_) clear();
}

void Tokenizer::Workspace::clear() {
  types_.clear();
  std::size_t slots = 1024;
  while (slots < 2 * capacity_) slots *= 2;
  slots_.assign(slots, {});
  chunk_count_ = 0;
  texts_.clear();
  pieces_.clear();
  root_of_type_.clear();
}

const Tokenizer::Workspace::Chunk* Tokenizer::Workspace::find(std::string_view text,
                                                              std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at].count != 0; at = (at + 1) & mask) {
    const Chunk& chunk = slots_[at];
    if (chunk.hash == hash && chunk.length == text.size() &&
        std::memcmp(texts_.data() + chunk.text, text.data(), text.size()) == 0) {
      return &chunk;
    }
  }
  return nullptr;
}

void Tokenizer::Workspace::keep(std::string_view text, std::uint64_t hash, const std::vector<Piece>& pieces) {
  if (chunk_count_ >= capacity_) return;  // until the next renew()
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].count != 0) at = (at + 1) & mask;
  slots_[at] = {hash, static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(text.size()),
                static_cast<std::uint32_t>(pieces_.size()), static_cast<std::uint32_t>(pieces.size())};
  texts_.append(text);
  pieces_.insert(pieces_.end(), pieces.begin(), pieces.end());
  ++chunk_count_;
}

// ---- loading

Tokenizer::Tokenizer(Regex prefix, Regex suffix, Regex infix, Regex url)
    : prefix_(std::move(prefix)),
      suffix_(std::move(suffix)),
      infix_(std::move(infix)),
      url_(std::move(url)),
      phrases_(1) {}

base::Result<Tokenizer> Tokenizer::read(const ModelFile& file) {
  std::vector<Regex> compiled;
  for (const char* name : {"prefix", "suffix", "infix", "url"}) {
    const std::string section = std::string("tokenizer/") + name;
    if (!file.has(section)) return file.broken("it has no " + section);
    auto regex = Regex::compile(file.text(section));
    if (!regex) return file.broken(section + ": " + regex.error().to_string());
    compiled.push_back(*std::move(regex));
  }
  Tokenizer out(std::move(compiled[0]), std::move(compiled[1]), std::move(compiled[2]),
                std::move(compiled[3]));
  auto norms = Norms::read(file);
  if (!norms) return norms.error();
  out.norms_ = *norms;
  if (auto read = out.read_specials(file); !read) return read.error();
  return out;
}

base::Result<void> Tokenizer::read_specials(const ModelFile& file) {
  const auto json = nlohmann::json::parse(file.text("tokenizer/specials"), nullptr, false);
  const auto wrong = [&] { return file.broken("its special cases cannot be read"); };
  if (!json.is_object()) return wrong();
  for (const auto& [text, tokens] : json.items()) {
    if (text.empty() || !tokens.is_array() || tokens.empty()) return wrong();
    Special special{text, {}};
    std::string joined;
    for (const auto& token : tokens) {
      if (!token.is_array() || token.size() != 2 || !token[0].is_string() || !token[1].is_string())
        return wrong();
      special.tokens.push_back({token[0].get<std::string>(), token[1].get<std::string>()});
      if (special.tokens.back().text.empty()) return wrong();
      joined += special.tokens.back().text;
    }
    if (joined != text) return wrong();
    longest_special_ = std::max(longest_special_, text.size());
    specials_.push_back(std::move(special));
  }
  std::size_t slots = 16;
  while (slots < 4 * specials_.size()) slots *= 2;
  special_slots_.assign(slots, 0);
  for (std::size_t i = 0; i < specials_.size(); ++i) {
    std::size_t at = table_hash(specials_[i].text) & (slots - 1);
    while (special_slots_[at] != 0) at = (at + 1) & (slots - 1);
    special_slots_[at] = static_cast<std::uint32_t>(i + 1);
  }
  // Special cases that the affix rules would take apart are also looked for token by token.
  Workspace workspace(1024);
  for (const Special& special : specials_) {
    const std::string_view text = special.text;
    if (prefix_.find(text, workspace.scratch_) || infix_.find(text, workspace.scratch_) ||
        suffix_.find(text, workspace.scratch_) || text.find(' ') != std::string_view::npos) {
      add_phrase(special, workspace);
    }
  }
  return {};
}

void Tokenizer::add_phrase(const Special& special, Workspace& workspace) {
  // The phrase is what the rules without special cases make of the text. White space never forms one.
  if (unicode::is_space(special.text)) return;
  cut_chunk(special.text, false, workspace);
  std::uint32_t node = 0;
  std::size_t at = 0;
  for (const Workspace::Piece& piece : workspace.cut_) {
    const StringId orth = string_id(std::string_view(special.text).substr(at, piece.length));
    at += piece.length;
    std::uint32_t next = next_node(node, orth);
    if (next == 0) {
      next = static_cast<std::uint32_t>(phrases_.size());
      phrases_[node].next.emplace_back(orth, next);
      phrases_.emplace_back();
    }
    node = next;
  }
  phrases_[node].ends = true;
}

const Tokenizer::Special* Tokenizer::find_special(std::string_view text) const {
  if (text.size() > longest_special_) return nullptr;
  const std::size_t mask = special_slots_.size() - 1;
  for (std::size_t at = table_hash(text) & mask; special_slots_[at] != 0; at = (at + 1) & mask) {
    const Special& special = specials_[special_slots_[at] - 1];
    if (special.text == text) return &special;
  }
  return nullptr;
}

std::uint32_t Tokenizer::next_node(std::uint32_t node, StringId orth) const {
  for (const auto& [id, next] : phrases_[node].next) {
    if (id == orth) return next;
  }
  return 0;
}

// ---- chunks

void Tokenizer::add_piece(std::string_view text, std::string_view norm, Workspace& workspace) const {
  workspace.cut_.push_back(
      {workspace.types_.intern(text, norm, norms_), static_cast<std::uint32_t>(text.size())});
}

void Tokenizer::add_special(const Special& special, Workspace& workspace) const {
  for (const SpecialToken& token : special.tokens) add_piece(token.text, token.norm, workspace);
}

std::size_t Tokenizer::suffix_length(std::string_view text, RegexScratch& scratch) const {
  std::size_t from = 0;
  if (text.size() > 2 * suffix_window) {
    from = text.size() - suffix_window;
    while ((static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
  }
  auto match = suffix_.find(text, scratch, from);
  // A match that begins where the window does may begin earlier: a long run of full stops.
  if (match && from > 0 && match->start == from) match = suffix_.find(text, scratch);
  return match ? match->size() : 0;
}

void Tokenizer::cut_middle(std::string_view middle, bool with_specials, Workspace& workspace) const {
  if (middle.empty()) return;
  if (const Special* special = with_specials ? find_special(middle) : nullptr) {
    add_special(*special, workspace);
    return;
  }
  if (middle.size() <= longest_url) {
    const auto url = url_.find(middle, workspace.scratch_);
    if (url && url->start == 0) {
      add_piece(middle, {}, workspace);
      return;
    }
  }
  std::size_t start = 0;
  std::size_t from = 0;
  while (from < middle.size() && workspace.cut_.size() <= workspace.most_pieces_) {
    const auto infix = infix_.find(middle, workspace.scratch_, from);
    if (!infix) break;
    from = infix->end;
    if (infix->size() == 0) {  // no infix of a real model is empty
      std::uint32_t length = 1;
      if (from < middle.size()) length = base::decode_utf8(middle, from).length;
      from += length;
      continue;
    }
    if (infix->start == 0) continue;
    if (infix->start != start) add_piece(middle.substr(start, infix->start - start), {}, workspace);
    add_piece(middle.substr(infix->start, infix->size()), {}, workspace);
    start = infix->end;
  }
  if (start < middle.size()) add_piece(middle.substr(start), {}, workspace);
}

// Leaves the pieces of one chunk in workspace.cut_.
void Tokenizer::cut_chunk(std::string_view chunk, bool with_specials, Workspace& workspace) const {
  workspace.cut_.clear();
  workspace.suffixes_.clear();
  const auto is_special = [&](std::string_view text) {
    return with_specials && !text.empty() && find_special(text) != nullptr;
  };

  std::string_view rest = chunk;
  std::size_t last_size = 0;
  const auto pieces = [&] { return workspace.cut_.size() + workspace.suffixes_.size(); };
  while (!rest.empty() && rest.size() != last_size && pieces() <= workspace.most_pieces_) {
    if (is_special(rest)) break;
    last_size = rest.size();
    const auto match = prefix_.find(rest, workspace.scratch_);
    const std::size_t prefix = match ? match->size() : 0;
    const std::string_view after_prefix = rest.substr(prefix);
    if (prefix != 0 && is_special(after_prefix)) {
      add_piece(rest.substr(0, prefix), {}, workspace);
      rest = after_prefix;
      break;
    }
    const std::size_t suffix = after_prefix.empty() ? 0 : suffix_length(after_prefix, workspace.scratch_);
    const std::string_view before_suffix = rest.substr(0, rest.size() - suffix);
    if (suffix != 0 && is_special(before_suffix)) {
      workspace.suffixes_.push_back(rest.substr(before_suffix.size()));
      rest = before_suffix;
      break;
    }
    if (prefix != 0) add_piece(rest.substr(0, prefix), {}, workspace);
    if (suffix != 0) workspace.suffixes_.push_back(rest.substr(before_suffix.size()));
    rest = rest.substr(prefix, rest.size() - prefix - suffix);
  }
  cut_middle(rest, with_specials, workspace);
  for (auto it = workspace.suffixes_.rbegin(); it != workspace.suffixes_.rend(); ++it) {
    add_piece(*it, {}, workspace);
  }
}

void Tokenizer::add_chunk(std::string_view text, base::Span chunk, Workspace& workspace, Tokens& out) const {
  const std::string_view bytes = base::cut(text, chunk);
  const bool cacheable = bytes.size() <= longest_cached_chunk;
  const std::uint64_t hash = cacheable ? table_hash(bytes) : 0;
  const Workspace::Chunk* known = cacheable ? workspace.find(bytes, hash) : nullptr;
  const Workspace::Piece* pieces = nullptr;
  std::size_t count = 0;
  if (known != nullptr) {
    pieces = workspace.pieces_.data() + known->first;
    count = known->count;
  } else {
    if (const Special* special = find_special(bytes)) {
      workspace.cut_.clear();
      add_special(*special, workspace);
    } else {
      cut_chunk(bytes, true, workspace);
    }
    if (cacheable && workspace.cut_.size() <= workspace.most_pieces_) {
      workspace.keep(bytes, hash, workspace.cut_);
    }
    pieces = workspace.cut_.data();
    count = workspace.cut_.size();
  }
  std::uint32_t at = chunk.start;
  for (std::size_t i = 0; i < count; ++i) {
    out.span.push_back({at, at + pieces[i].length});
    out.space_after.push_back(0);
    out.type.push_back(pieces[i].type);
    at += pieces[i].length;
  }
}

bool Tokenizer::tokenize(std::string_view text, Workspace& workspace, Tokens& out,
                         std::size_t most_tokens) const {
  out.clear();
  if (text.empty()) return true;
  std::uint32_t length = 1;
  bool in_space = is_space_at(text, 0, length);
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); i += length) {
    const bool space = is_space_at(text, i, length);
    if (space == in_space) continue;
    if (start < i) {
      workspace.most_pieces_ = most_tokens - out.size();
      add_chunk(text, {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(i)}, workspace, out);
      if (out.size() > most_tokens) return false;
    }
    // The first blank after a word belongs to the word.
    const bool blank = space && text[i] == ' ';
    if (blank) out.space_after.back() = 1;
    start = blank ? i + 1 : i;
    in_space = space;
  }
  if (start < text.size()) {
    workspace.most_pieces_ = most_tokens - out.size();
    add_chunk(text, {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(text.size())}, workspace,
              out);
  }
  if (out.size() > most_tokens) return false;
  apply_phrases(text, workspace, out);
  return out.size() <= most_tokens;
}

// ---- phrases

// The trie node that a token of this type leads to from the root, or 0; remembered by type.
std::uint32_t Tokenizer::root_child(TypeIndex type, Workspace& workspace) const {
  auto& known = workspace.root_of_type_;
  if (type >= known.size()) known.resize(std::max<std::size_t>(type + 1, workspace.types_.size()), -1);
  if (known[type] < 0) known[type] = static_cast<std::int32_t>(next_node(0, workspace.types_[type].orth));
  return static_cast<std::uint32_t>(known[type]);
}

void Tokenizer::apply_phrases(std::string_view text, Workspace& workspace, Tokens& out) const {
  auto& found = workspace.found_;
  found.clear();
  const auto count = static_cast<std::uint32_t>(out.size());
  bool only_single = true;
  for (std::uint32_t i = 0; i < count; ++i) {
    std::uint32_t node = root_child(out.type[i], workspace);
    for (std::uint32_t end = i + 1; node != 0; ++end) {
      if (phrases_[node].ends) {
        found.push_back({i, end});
        only_single = only_single && end == i + 1;
      }
      if (end == count) break;
      node = next_node(node, workspace.types_[out.type[end]].orth);
    }
  }
  if (found.empty()) return;

  // Longest first, then leftmost. Losers mark their tokens too.
  auto& kept = workspace.kept_;
  if (only_single) {
    kept = found;
  } else {
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      const auto a_size = a.end - a.begin;
      const auto b_size = b.end - b.begin;
      return a_size != b_size ? a_size > b_size : a.begin < b.begin;
    });
    kept.clear();
    workspace.seen_.assign(count, 0);
    for (const auto& span : found) {
      if (workspace.seen_[span.begin] == 0 && workspace.seen_[span.end - 1] == 0) kept.push_back(span);
      std::fill(workspace.seen_.begin() + span.begin, workspace.seen_.begin() + span.end, 1);
    }
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  }

  // Tokens separated by a blank can look like a phrase; only where the text itself is a special case is it
  // one.
  Tokens& copy = workspace.copy_;
  copy.clear();
  std::uint32_t done = 0;  // tokens of `out` already in `copy`
  const auto copy_until = [&](std::uint32_t end) {
    copy.span.insert(copy.span.end(), out.span.begin() + done, out.span.begin() + end);
    copy.space_after.insert(copy.space_after.end(), out.space_after.begin() + done,
                            out.space_after.begin() + end);
    copy.type.insert(copy.type.end(), out.type.begin() + done, out.type.begin() + end);
    done = end;
  };
  for (const auto& span : kept) {
    const base::Span bytes{out.span[span.begin].start, out.span[span.end - 1].end};
    const Special* special = find_special(base::cut(text, bytes));
    if (special == nullptr) continue;
    workspace.cut_.clear();
    add_special(*special, workspace);
    if (span.end == span.begin + 1 && workspace.cut_.size() == 1) {
      out.type[span.begin] = workspace.cut_[0].type;
      continue;
    }
    copy_until(span.begin);
    const std::uint8_t space_after = out.space_after[span.end - 1];
    std::uint32_t at = bytes.start;
    for (const Workspace::Piece& piece : workspace.cut_) {
      copy.span.push_back({at, at + piece.length});
      copy.space_after.push_back(0);
      copy.type.push_back(piece.type);
      at += piece.length;
    }
    copy.space_after.back() = space_after;
    done = span.end;
  }
  if (done == 0) return;
  copy_until(count);
  std::swap(out, copy);
}

}  // namespace casus::annotate
