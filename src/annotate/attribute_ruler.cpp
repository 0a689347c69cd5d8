#include "annotate/attribute_ruler.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casus::annotate {
namespace {

using Json = nlohmann::json;

constexpr std::size_t tag_count = static_cast<std::size_t>(document::Tag::open_quote) + 1;
static_assert(tag_count <= 64);

// Features sorted, as the morphology keeps them; "_" is none.
std::string normalised_morph(const std::string& text) {
  if (text == "_") return {};
  std::vector<std::string> features;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find('|', start), text.size());
    features.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  std::sort(features.begin(), features.end());
  std::string out;
  for (const std::string& feature : features) {
    if (!out.empty()) out.push_back('|');
    out += feature;
  }
  return out;
}

std::bitset<64> bit_of(std::optional<document::Tag> tag) {
  return tag ? std::bitset<64>().set(static_cast<std::size_t>(*tag)) : std::bitset<64>();
}
std::bitset<64> bit_of(std::optional<document::Dep> dep) {
  return dep ? std::bitset<64>().set(static_cast<std::size_t>(*dep)) : std::bitset<64>();
}

// A condition on a label: a name, {"IN": [...]} or {"NOT_IN": [...]}. Names outside the label set never hold:
// the rules know a few tags that no tagger gives.
template <class Find>
bool read_labels(const Json& condition, Find find, std::bitset<64>& out) {
  if (condition.is_string()) {
    out &= bit_of(find(condition.get<std::string>()));
    return true;
  }
  if (!condition.is_object() || condition.size() != 1) return false;
  const auto entry = condition.begin();
  if (!entry.value().is_array()) return false;
  std::bitset<64> named;
  for (const Json& name : entry.value()) {
    if (!name.is_string()) return false;
    named |= bit_of(find(name.get<std::string>()));
  }
  if (entry.key() == "IN") {
    out &= named;
  } else if (entry.key() == "NOT_IN") {
    out &= ~named;
  } else {
    return false;
  }
  return true;
}

}  // namespace

struct AttributeRuler::Loader {
  AttributeRuler& ruler;

  bool read_lower(const Json& condition, Element& out) {
    if (condition.is_string()) {
      out.lowers = {string_id(condition.get<std::string>())};
      return true;
    }
    if (!condition.is_object() || condition.size() != 1) return false;
    const auto entry = condition.begin();
    if (entry.key() == "REGEX" && entry.value().is_string()) {
      auto regex = Regex::compile(entry.value().get<std::string>());
      if (!regex) return false;
      out.regex = ruler.regexes_.size();
      ruler.regexes_.push_back(*std::move(regex));
      return true;
    }
    if (entry.key() != "IN" || !entry.value().is_array()) return false;
    out.lowers.emplace();
    for (const Json& word : entry.value()) {
      if (!word.is_string()) return false;
      out.lowers->push_back(string_id(word.get<std::string>()));
    }
    std::sort(out.lowers->begin(), out.lowers->end());
    return true;
  }

  bool read_element(const Json& json, Element& out) {
    if (!json.is_object()) return false;
    out.tags.set();
    out.deps.set();
    for (const auto& [key, condition] : json.items()) {
      bool good = false;
      if (key == "TAG") good = read_labels(condition, document::find_tag, out.tags);
      if (key == "DEP") good = read_labels(condition, document::find_dep, out.deps);
      if (key == "LOWER") good = read_lower(condition, out);
      if (key == "IS_SPACE" && condition.is_boolean()) {
        out.is_space = condition.get<bool>();
        good = true;
      }
      if (!good) return false;
    }
    return true;
  }

  bool read_attributes(const Json& json, Rule& out) {
    if (!json.is_object()) return false;
    for (const auto& [key, json_value] : json.items()) {
      if (!json_value.is_string()) return false;
      const auto value = json_value.get<std::string>();
      if (key == "MORPH") {
        out.morph = normalised_morph(value);
      } else if (key == "LEMMA") {
        out.lemma = value;
      } else if (key == "POS") {
        out.pos = document::find_pos(value);
        if (!out.pos) return false;
      } else if (key == "TAG") {
        out.tag = document::find_tag(value);
        if (!out.tag) return false;
      } else if (key == "DEP") {
        out.dep = document::find_dep(value);
        if (!out.dep) return false;
      } else {
        return false;
      }
    }
    return true;
  }

  bool read_pattern(const Json& json, RuleIndex rule) {
    if (!json.is_array() || json.empty() || ruler.rules_[rule].index >= json.size()) return false;
    std::vector<Element> elements(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
      if (!read_element(json[i], elements[i])) return false;
    }
    if (elements.size() == 1) {
      ruler.shorts_.push_back({std::move(elements[0]), rule});
      return true;
    }
    unsigned first_bit = 0;
    if (!ruler.longs_.empty()) {
      first_bit = ruler.longs_.back().first_bit + static_cast<unsigned>(ruler.longs_.back().elements.size());
    }
    if (first_bit + elements.size() > 64) return false;
    ruler.beginnings_ |= Elements{1} << first_bit;
    ruler.longs_.push_back({std::move(elements), first_bit, rule});
    return true;
  }

  bool read_rule(const Json& json) {
    if (!json.is_object() || !json.contains("patterns") || !json.contains("attrs") ||
        !json.contains("index") || !json["patterns"].is_array() || !json["index"].is_number_unsigned()) {
      return false;
    }
    Rule rule;
    rule.index = json["index"].get<std::uint32_t>();
    if (!read_attributes(json["attrs"], rule)) return false;
    const auto index = static_cast<RuleIndex>(ruler.rules_.size());
    ruler.rules_.push_back(std::move(rule));
    return std::all_of(json["patterns"].begin(), json["patterns"].end(),
                       [&](const Json& pattern) { return read_pattern(pattern, index); });
  }
};

base::Result<AttributeRuler> AttributeRuler::read(const ModelFile& file) {
  AttributeRuler out;
  const Json json = Json::parse(file.text("ruler.json"), nullptr, false);
  if (!json.is_array() || json.size() > 0xFFFF) return file.broken("its attribute rules cannot be read");
  Loader loader{out};
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (!loader.read_rule(json[i])) {
      return file.broken("attribute rule " + std::to_string(i) + " is of a kind this program does not know");
    }
  }
  out.shorts_of_tag_.resize(tag_count);
  for (std::size_t i = 0; i < out.shorts_.size(); ++i) {
    for (std::size_t tag = 0; tag < tag_count; ++tag) {
      if (out.shorts_[i].element.tags[tag]) out.shorts_of_tag_[tag].push_back(static_cast<std::uint32_t>(i));
    }
  }
  return out;
}

bool AttributeRuler::holds(const Element& element, const Facts& facts, RegexScratch& scratch) const {
  if (!element.tags[static_cast<std::size_t>(facts.tag)] ||
      !element.deps[static_cast<std::size_t>(facts.dep)]) {
    return false;
  }
  if (element.is_space && *element.is_space != facts.is_space) return false;
  if (element.lowers && !std::binary_search(element.lowers->begin(), element.lowers->end(), facts.lower)) {
    return false;
  }
  return !element.regex || regexes_[*element.regex].find(facts.lower_text, scratch).has_value();
}

void AttributeRuler::match(const Facts& facts, RegexScratch& scratch, std::vector<RuleIndex>& rules,
                           Elements& elements) const {
  rules.clear();
  for (const std::uint32_t i : shorts_of_tag_[static_cast<std::size_t>(facts.tag)]) {
    const Short& candidate = shorts_[i];
    if (holds(candidate.element, facts, scratch) && (rules.empty() || rules.back() != candidate.rule)) {
      rules.push_back(candidate.rule);
    }
  }
  elements = 0;
  for (const Long& pattern : longs_) {
    for (std::size_t k = 0; k < pattern.elements.size(); ++k) {
      if (holds(pattern.elements[k], facts, scratch)) elements |= Elements{1} << (pattern.first_bit + k);
    }
  }
}

void AttributeRuler::match_long(const Elements* elements, std::size_t count, std::vector<Hit>& hits) const {
  for (const Long& pattern : longs_) {
    if (pattern.elements.size() > count) continue;
    bool all = true;
    for (std::size_t k = 0; k < pattern.elements.size() && all; ++k) {
      all = (elements[k] >> (pattern.first_bit + k) & 1U) != 0;
    }
    if (all) hits.push_back({pattern.rule, rules_[pattern.rule].index});
  }
}

Attributes AttributeRuler::apply(Attributes out, const std::vector<RuleIndex>& rules) const {
  for (const RuleIndex index : rules) {
    const Rule& rule = rules_[index];
    if (rule.tag) out.tag = *rule.tag;
    if (rule.pos) out.pos = *rule.pos;
    if (rule.dep) out.dep = *rule.dep;
    if (rule.morph) out.morph = *rule.morph;
    if (!rule.lemma.empty()) out.lemma = rule.lemma;
  }
  return out;
}

}  // namespace casus::annotate
