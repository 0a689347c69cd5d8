// Rules of the model that turn tags and words into parts of speech, features and irregular lemmas.
//
// A rule is one or more patterns of one or two tokens, each token with conditions on tag, lower-cased text,
// relation and white space; where a pattern matches, one token is given attributes. All rules are matched
// against the tokens as parser and tagger left them; then they are applied in their order, later ones over
// earlier ones.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/lexeme.h"
#include "annotate/model_file.h"
#include "annotate/regex.h"
#include "base/result.h"
#include "document/labels.h"

namespace casus::annotate {

// What the rules say about one token. Views live as long as the ruler.
struct Attributes {
  document::Tag tag = document::Tag::none;
  document::Pos pos = document::Pos::none;
  document::Dep dep = document::Dep::none;
  std::string_view morph;  // "Number=Sing|Person=3", sorted
  std::string_view lemma;  // "" where no rule gives one
};

// Immutable after read(); shared by threads.
class AttributeRuler {
 public:
  using RuleIndex = std::uint16_t;
  // A token's part in patterns of more than one token: one bit for each of their elements.
  using Elements = std::uint64_t;

  // Error `model_content`, also for conditions and attributes that this runtime does not have.
  static base::Result<AttributeRuler> read(const ModelFile& file);

  // The conditions see this.
  struct Facts {
    document::Tag tag = document::Tag::none;
    document::Dep dep = document::Dep::none;
    StringId lower = 0;
    std::string_view lower_text;
    bool is_space = false;
  };
  // Rules of one token that hold for it, ascending; and its part in longer patterns.
  void match(const Facts& facts, RegexScratch& scratch, std::vector<RuleIndex>& rules,
             Elements& elements) const;

  // Which elements begin a longer pattern.
  Elements beginnings() const { return beginnings_; }
  // A rule of a longer pattern and how far from the pattern's first token the token is that it changes.
  struct Hit {
    RuleIndex rule = 0;
    std::uint32_t index = 0;
  };
  // Longer patterns that match `elements` from its first entry on. Appends.
  void match_long(const Elements* elements, std::size_t count, std::vector<Hit>& hits) const;

  // `start` changed by the rules, which must ascend.
  Attributes apply(Attributes start, const std::vector<RuleIndex>& rules) const;

 private:
  struct Element {
    std::bitset<64> tags;
    std::bitset<64> deps;
    std::optional<std::vector<StringId>> lowers;  // sorted
    std::optional<std::size_t> regex;
    std::optional<bool> is_space;
  };
  struct Short {
    Element element;
    RuleIndex rule = 0;
  };
  struct Long {
    std::vector<Element> elements;
    unsigned first_bit = 0;
    RuleIndex rule = 0;
  };
  struct Rule {
    std::optional<document::Tag> tag;
    std::optional<document::Pos> pos;
    std::optional<document::Dep> dep;
    std::optional<std::string> morph;
    std::string lemma;
    std::uint32_t index = 0;
  };
  struct Loader;

  bool holds(const Element& element, const Facts& facts, RegexScratch& scratch) const;

  std::vector<Rule> rules_;
  std::vector<Short> shorts_;  // by rule
  std::vector<std::vector<std::uint32_t>> shorts_of_tag_;
  std::vector<Long> longs_;
  Elements beginnings_ = 0;
  std::vector<Regex> regexes_;
};

}  // namespace casus::annotate
