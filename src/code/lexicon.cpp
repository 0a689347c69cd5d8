#include "code/lexicon.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/ascii.h"

namespace casus::code {
namespace {

using base::Error;
using base::Result;

struct Source {
  std::string file;
  std::vector<std::pair<std::string, std::uint64_t>> lines;  // entry, line number
};

Result<Source> read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{"no_file", "cannot read the word list", {}, path.string()};
  Source out{path.string(), {}};
  std::string line;
  std::uint64_t number = 0;
  while (std::getline(in, line)) {
    ++number;
    std::string_view text = line;
    if (const auto hash = text.find('#'); hash != std::string_view::npos) text = text.substr(0, hash);
    text = base::trimmed(text);
    if (!text.empty()) out.lines.emplace_back(base::lowered(text), number);
  }
  return out;
}

std::vector<std::string> words_of(std::string_view entry) {
  std::vector<std::string> out;
  for (std::string_view piece : base::split(entry, ' ')) {
    if (!piece.empty()) out.emplace_back(piece);
  }
  return out;
}

}  // namespace

Result<Lexicon> Lexicon::load(const std::string& words_folder) {
  Lexicon out;
  std::map<std::string, Source> sources;  // sorted: class ids do not depend on the file system
  for (const auto& [folder, prefix] : {std::pair{"classes", ""}, std::pair{"contexts", "contexts."}}) {
    const std::filesystem::path path = std::filesystem::path(words_folder) / folder;
    std::error_code wrong;
    for (const auto& entry : std::filesystem::directory_iterator(path, wrong)) {
      if (entry.path().extension() != ".txt") continue;
      auto source = read(entry.path());
      if (!source) return source.error();
      sources.emplace(prefix + entry.path().stem().string(), std::move(*source));
    }
    if (wrong) return Error{"no_folder", "cannot read the folder of word lists", {}, path.string()};
  }
  const std::filesystem::path lemmas = std::filesystem::path(words_folder) / "lemmas.txt";
  auto forms = read(lemmas);
  if (!forms) return forms.error();
  for (const auto& [entry, line] : forms->lines) {
    const std::vector<std::string> pair = words_of(entry);
    if (pair.size() != 2) {
      Error error{"bad_lemma", "expected a form and its lemma", {}, forms->file};
      error.line = line;
      return error;
    }
    out.lemmas_.emplace(pair[0], pair[1]);
  }
  if (sources.size() > max_classes) {
    return Error{"too_many_classes", "there are more than " + std::to_string(max_classes) + " word classes"};
  }
  for (const auto& [name, source] : sources) {
    out.class_at_.emplace(name, out.names_.size());
    out.names_.push_back(name);
  }
  for (const auto& [name, source] : sources) {
    // A class takes in what it names, and what that names in turn; a ring is harmless.
    std::vector<std::string> open = {name};
    std::set<std::string> seen = {name};
    const std::size_t bit = out.class_at_.at(name);
    while (!open.empty()) {
      const Source& from = sources.at(open.back());
      open.pop_back();
      for (const auto& [entry, line] : from.lines) {
        if (entry.front() == '@') {
          const std::string other = entry.substr(1);
          if (!sources.contains(other)) {
            Error error{"unknown_class", "unknown word class \"" + entry + "\"", {}, from.file};
            error.line = line;
            return error;
          }
          if (seen.insert(other).second) open.push_back(other);
          continue;
        }
        std::vector<std::string> words = words_of(entry);
        for (const std::string& word : words) out.know(word);
        std::vector<Phrase>& phrases = out.by_first_[words.front()];
        words.erase(words.begin());
        auto found = std::find_if(phrases.begin(), phrases.end(),
                                  [&](const Phrase& phrase) { return phrase.rest == words; });
        if (found == phrases.end()) {
          phrases.push_back({std::move(words), {}});
          found = phrases.end() - 1;
          ++out.word_count_;
        }
        found->classes.set(bit);
      }
    }
  }
  return out;
}

std::optional<ClassId> Lexicon::find(std::string_view name) const {
  const auto found = class_at_.find(std::string(name));
  if (found == class_at_.end()) return std::nullopt;
  return ClassId(found->second);
}

bool Lexicon::contains(ClassId id, std::string_view lemma) const {
  const auto found = by_first_.find(std::string(lemma));
  return found != by_first_.end() &&
         std::any_of(found->second.begin(), found->second.end(), [&](const Phrase& phrase) {
           return phrase.rest.empty() && phrase.classes.test(id.index());
         });
}

DocumentWords::DocumentWords(const document::Document& document, const Lexicon& lexicon) : lexicon_(lexicon) {
  const document::TokenIndex size = document.size();
  lemmas_.reserve(size);
  forms_.reserve(size);
  classes_.resize(size);
  for (document::TokenIndex i = 0; i < size; ++i) {
    forms_.push_back(base::lowered(document.token(i).text()));
    const auto known = lexicon.lemmas_.find(forms_.back());
    lemmas_.push_back(known != lexicon.lemmas_.end() ? known->second : base::lowered(document.lemma(i)));
  }
  for (document::TokenIndex i = 2; i < size; ++i) join_hyphenated(document, i);
  const auto mark = [&](document::TokenIndex i, const std::string& first) {
    const auto found = lexicon.by_first_.find(first);
    if (found == lexicon.by_first_.end()) return;
    for (const Lexicon::Phrase& phrase : found->second) {
      if (phrase.rest.size() >= size - i) continue;
      bool fits = true;
      for (std::size_t k = 0; k < phrase.rest.size() && fits; ++k) {
        fits = is(static_cast<document::TokenIndex>(i + 1 + k), phrase.rest[k]);
      }
      if (!fits) continue;
      for (std::size_t k = 0; k <= phrase.rest.size(); ++k) classes_[i + k] |= phrase.classes;
    }
  };
  for (document::TokenIndex i = 0; i < size; ++i) {
    mark(i, lemmas_[i]);
    if (forms_[i] != lemmas_[i]) mark(i, forms_[i]);
  }
}

// "cease" "-" "fire" is "cease-fire": the head of the three answers to the whole, and no longer to "fire".
void DocumentWords::join_hyphenated(const document::Document& document, document::TokenIndex last) {
  const auto hyphen = [&](document::TokenIndex at) {
    return forms_[at] == "-" && document.tokens.span[at - 1].end == document.tokens.span[at].start &&
           document.tokens.span[at].end == document.tokens.span[at + 1].start;
  };
  const document::TokenIndex sentence = document.sentences()[document.sentence_of(last)].begin;
  if (last < sentence + 2 || !hyphen(last - 1)) return;
  const auto join = [&](document::TokenIndex first) {
    std::string before;
    for (document::TokenIndex at = first; at < last; ++at) before += forms_[at];
    std::string joined = before + lemmas_[last];
    if (!lexicon_.knows(joined)) {
      joined.erase(std::remove(joined.begin(), joined.end(), '-'), joined.end());
      // "Re-sign" is not "resign".
      if (forms_[first] == "re" || !lexicon_.knows(joined)) return false;
    }
    const document::TokenIndex above = document.tokens.head[last];
    const document::TokenIndex head = above >= first && above < last ? above : last;
    lemmas_[head] = joined;
    forms_[head] = std::move(joined);
    return true;
  };
  if (last >= sentence + 4 && hyphen(last - 3) && join(last - 4)) return;  // "hit-and-run"
  join(last - 2);
}

}  // namespace casus::code
