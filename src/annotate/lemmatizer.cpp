#include "annotate/lemmatizer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "annotate/unicode.h"
#include "base/ascii.h"

namespace casus::annotate {
namespace {

using document::Pos;

// The value of a feature, or "" where it is absent.
std::string_view feature(std::string_view morph, std::string_view name) {
  while (!morph.empty()) {
    const std::size_t end = std::min(morph.find('|'), morph.size());
    const std::string_view one = morph.substr(0, end);
    if (one.size() > name.size() && one[name.size()] == '=' && one.starts_with(name)) {
      return one.substr(name.size() + 1);
    }
    morph.remove_prefix(std::min(end + 1, morph.size()));
  }
  return {};
}

// Words that already stand in their dictionary form.
bool is_base_form(Pos pos, std::string_view morph) {
  const std::string_view verb_form = feature(morph, "VerbForm");
  if (pos == Pos::noun && feature(morph, "Number") == "Sing") return true;
  if (pos == Pos::verb && verb_form == "Fin" && feature(morph, "Tense") == "Pres" &&
      feature(morph, "Number").empty()) {
    return true;
  }
  return verb_form == "Inf" || verb_form == "None" || feature(morph, "Degree") == "Pos";
}

bool contains(const std::vector<std::string>& forms, std::string_view form) {
  return std::find(forms.begin(), forms.end(), form) != forms.end();
}

}  // namespace

base::Result<Lemmatizer> Lemmatizer::read(const ModelFile& file) {
  Lemmatizer out;
  const auto json = nlohmann::json::parse(file.text("lemmas.json"), nullptr, false);
  if (!json.is_object()) return file.broken("its lemma rules cannot be read");
  for (std::size_t i = 0; i < out.tables_.size(); ++i) {
    Tables& tables = out.tables_[i];
    const std::string part = base::lowered(document::name(static_cast<Pos>(i)));
    const std::string section = "lemmas/" + part;
    for (const auto& [table, suffix] :
         {std::pair{&tables.index, "/index"}, std::pair{&tables.exceptions, "/exceptions"},
          std::pair{&tables.forms, "/forms"}}) {
      auto strings = StringTable::read(file, section + suffix);
      if (!strings) return strings.error();
      *table = *strings;
    }
    if (tables.exceptions.size() != tables.forms.size()) return file.broken("its lemma exceptions are wrong");
    if (!json.contains(part)) continue;
    for (const auto& rule : json[part]) {
      if (!rule.is_array() || rule.size() != 2 || !rule[0].is_string() || !rule[1].is_string()) {
        return file.broken("its lemma rules cannot be read");
      }
      tables.rules.emplace_back(rule[0].get<std::string>(), rule[1].get<std::string>());
    }
  }
  return out;
}

std::string Lemmatizer::lemma(std::string_view text, Pos pos, std::string_view morph) const {
  std::string word = unicode::lower(text);
  if (pos == Pos::none || pos == Pos::space || is_base_form(pos, morph)) return word;
  const Tables& tables = tables_[static_cast<std::size_t>(pos)];
  if (tables.empty()) return pos == Pos::propn ? std::string(text) : word;

  // Forms the index knows come first, the last found foremost; then forms that are no words; those that are
  // words but unknown count only where there is nothing else.
  std::vector<std::string> forms;
  std::vector<std::string> unknown;
  for (const auto& [old_suffix, new_suffix] : tables.rules) {
    if (!word.ends_with(old_suffix)) continue;
    std::string form = word.substr(0, word.size() - old_suffix.size()) + new_suffix;
    if (form.empty()) continue;
    if (tables.index.contains(form)) {
      forms.insert(forms.begin(), std::move(form));
    } else if (!unicode::is_alpha(form)) {
      forms.push_back(std::move(form));
    } else {
      unknown.push_back(std::move(form));
    }
  }
  if (const auto exception = tables.exceptions.find(word)) {
    std::vector<std::string> distinct;
    for (std::string& form : forms) {
      if (!contains(distinct, form)) distinct.push_back(std::move(form));
    }
    forms = std::move(distinct);
    std::string_view rest = tables.forms[*exception];
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (!contains(forms, rest.substr(0, end))) forms.emplace(forms.begin(), rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  if (!forms.empty()) return forms.front();
  if (!unknown.empty()) return unknown.front();
  return std::string(text);
}

}  // namespace casus::annotate
