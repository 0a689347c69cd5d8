#include "annotate/lexeme.h"

#include <algorithm>
#include <array>

#include "annotate/hash.h"
#include "annotate/unicode.h"
#include "base/utf8.h"

namespace casus::annotate {
namespace {

struct Symbol {
  std::string_view name;
  StringId id;
};

#include "annotate/symbols.inc"

constexpr std::size_t longest_symbol = [] {
  std::size_t out = 0;
  for (const Symbol& symbol : symbols) out = std::max(out, symbol.name.size());
  return out;
}();
static_assert([] {
  for (std::size_t i = 1; i < symbols.size(); ++i) {
    if (symbols[i - 1].name >= symbols[i].name) return false;
  }
  return true;
}());

std::string_view first_code_point(std::string_view text) {
  if (text.empty()) return text;
  return text.substr(0, base::decode_utf8(text, 0).length);
}

std::string_view last_code_points(std::string_view text, int count) {
  std::size_t at = text.size();
  while (at > 0 && count > 0) {
    --at;
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) --count;
  }
  return text.substr(at);
}

// Letters to X and x, digits to d, the rest kept; a run of the same shows its first four.
std::string shape_of(std::string_view text) {
  constexpr std::size_t longest = 100;
  std::string out;
  char32_t last = 0;
  bool any = false;
  int run = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const base::Decoded c = base::decode_utf8(text, i);
    i += c.length;
    if (++count >= longest) return "LONG";
    char32_t shown = c.code_point;
    if (unicode::is_alpha(shown)) {
      shown = unicode::is_upper(shown) ? U'X' : U'x';
    } else if (unicode::is_digit(shown)) {
      shown = U'd';
    }
    run = any && shown == last ? run + 1 : 0;
    last = shown;
    any = true;
    if (run < 4) base::append_utf8(out, shown);
  }
  return out;
}

}  // namespace

StringId string_id(std::string_view text) {
  if (text.empty()) return 0;
  if (text.size() <= longest_symbol) {
    const auto* symbol =
        std::lower_bound(symbols.begin(), symbols.end(), text,
                         [](const Symbol& s, std::string_view name) { return s.name < name; });
    if (symbol != symbols.end() && symbol->name == text) return symbol->id;
  }
  return murmur64a(text, 1);
}

base::Result<Norms> Norms::read(const ModelFile& file) {
  Norms out;
  out.ids_ = file.section_as<StringId>("norms/ids");
  auto norms = StringTable::read(file, "norms");
  if (!norms) return norms.error();
  out.norms_ = *norms;
  if (out.norms_.size() != out.ids_.size() || !std::is_sorted(out.ids_.begin(), out.ids_.end())) {
    return file.broken("the table of norms is wrong");
  }
  return out;
}

std::string_view Norms::find(StringId orth) const {
  const auto at = std::lower_bound(ids_.begin(), ids_.end(), orth);
  if (at == ids_.end() || *at != orth) return {};
  return norms_[static_cast<std::size_t>(at - ids_.begin())];
}

Lexeme make_lexeme(std::string_view text, std::string_view norm, const Norms& norms) {
  Lexeme out;
  out.orth = string_id(text);
  out.lower = string_id(unicode::lower(text));
  if (norm.empty()) norm = norms.find(out.orth);
  out.norm = norm.empty() ? out.lower : string_id(norm);
  out.prefix = string_id(first_code_point(text));
  out.suffix = string_id(last_code_points(text, 3));
  out.shape = string_id(shape_of(text));
  out.is_space = unicode::is_space(text);
  out.is_alpha = unicode::is_alpha(text);
  return out;
}

TypeTable::TypeTable(std::size_t capacity) : capacity_(capacity) { clear(); }

void TypeTable::clear() {
  lexemes_.clear();
  texts_.clear();
  text_start_.assign(1, 0);
  slots_.assign(1024, {});
  ++generation_;
}

TypeIndex TypeTable::intern(std::string_view text, std::string_view norm, const Norms& norms) {
  std::uint64_t hash = table_hash(text);
  if (!norm.empty()) hash ^= table_hash(norm) * 0x9e3779b97f4a7c15ULL;
  std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].type != 0; at = (at + 1) & mask) {
    const TypeIndex type = slots_[at].type - 1;
    if (slots_[at].hash == hash && this->text(type) == text) return type;
  }
  const auto type = static_cast<TypeIndex>(lexemes_.size());
  slots_[at] = {hash, type + 1};
  lexemes_.push_back(make_lexeme(text, norm, norms));
  texts_.append(text);
  text_start_.push_back(static_cast<std::uint32_t>(texts_.size()));
  if (lexemes_.size() * 2 > slots_.size()) grow();
  return type;
}

void TypeTable::grow() {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.type == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].type != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace casus::annotate
