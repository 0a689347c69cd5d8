#include "annotate/word_forms.h"

#include <algorithm>

#include "annotate/unicode.h"

namespace casus::annotate {

using document::Dep;
using document::Tag;
using document::TokenIndex;

namespace {

constexpr std::size_t most_known = std::size_t{1} << 16;  // of about 250 bytes

}  // namespace

base::Result<WordForms> WordForms::read(const ModelFile& file) {
  WordForms out;
  auto ruler = AttributeRuler::read(file);
  if (!ruler) return ruler.error();
  auto lemmatizer = Lemmatizer::read(file);
  if (!lemmatizer) return lemmatizer.error();
  out.ruler_ = *std::move(ruler);
  out.lemmatizer_ = *std::move(lemmatizer);
  return out;
}

WordForms::Workspace::Known& WordForms::find(TypeIndex type, Tag tag, Dep dep, const TypeTable& types,
                                             Workspace& workspace) const {
  const std::uint64_t key =
      std::uint64_t{type} << 16 | static_cast<std::uint64_t>(tag) << 8 | static_cast<std::uint64_t>(dep);
  auto at = workspace.known_.find(key);
  if (at != workspace.known_.end()) return at->second;
  Workspace::Known& known =
      workspace.known_.size() < most_known ? workspace.known_[key] : (workspace.beyond_ = {});
  const std::string_view text = types.text(type);
  const std::string lower = unicode::lower(text);
  const Lexeme& lexeme = types[type];
  ruler_.match({tag, dep, lexeme.lower, lower, lexeme.is_space}, workspace.scratch_, known.rules,
               known.elements);
  known.attributes = ruler_.apply({.tag = tag, .dep = dep, .morph = {}, .lemma = {}}, known.rules);
  known.lemma = known.attributes.lemma.empty()
                    ? lemmatizer_.lemma(text, known.attributes.pos, known.attributes.morph)
                    : std::string(known.attributes.lemma);
  return known;
}

void WordForms::read(document::Document& document, const Tokens& tokens, const TypeTable& types,
                     Workspace& workspace) const {
  if (workspace.generation_ != types.generation() || workspace.known_.size() >= most_known) {
    workspace.known_.clear();
    workspace.generation_ = types.generation();
  }
  ++workspace.document_;
  const std::size_t count = tokens.size();
  document::TokenColumns& columns = document.tokens;
  columns.pos.resize(count);
  columns.morph.resize(count);
  columns.lemma.resize(count);
  workspace.elements_.resize(count);
  workspace.long_rules_.clear();
  workspace.relabelled_.clear();

  // Rules of one token first. All rules see tags and relations as they were, so those are changed last.
  bool begins = false;
  for (std::size_t i = 0; i < count; ++i) {
    Workspace::Known& known = find(tokens.type[i], columns.tag[i], columns.dep[i], types, workspace);
    if (known.document != workspace.document_) {
      known.document = workspace.document_;
      known.lemma_ref = document.keep(known.lemma);
      known.morph_ref = document.keep(known.attributes.morph);
    }
    columns.pos[i] = known.attributes.pos;
    columns.lemma[i] = known.lemma_ref;
    columns.morph[i] = known.morph_ref;
    workspace.elements_[i] = known.elements;
    if (known.attributes.tag != columns.tag[i] || known.attributes.dep != columns.dep[i]) {
      workspace.relabelled_.push_back(
          {static_cast<TokenIndex>(i), known.attributes.tag, known.attributes.dep});
    }
    begins = begins || (known.elements & ruler_.beginnings()) != 0;
  }
  if (begins) {
    for (std::size_t i = 0; i < count; ++i) {
      if ((workspace.elements_[i] & ruler_.beginnings()) == 0) continue;
      workspace.hits_.clear();
      ruler_.match_long(&workspace.elements_[i], count - i, workspace.hits_);
      for (const AttributeRuler::Hit& hit : workspace.hits_) {
        workspace.long_rules_.emplace_back(static_cast<TokenIndex>(i + hit.index), hit.rule);
      }
    }
    std::sort(workspace.long_rules_.begin(), workspace.long_rules_.end());
  }

  // Each run of hits on one token: its rules of one token and these together, in order.
  for (auto hit = workspace.long_rules_.begin(); hit != workspace.long_rules_.end();) {
    const TokenIndex i = hit->first;
    auto& rules = workspace.rules_;
    rules = find(tokens.type[i], columns.tag[i], columns.dep[i], types, workspace).rules;
    for (; hit != workspace.long_rules_.end() && hit->first == i; ++hit) rules.push_back(hit->second);
    std::sort(rules.begin(), rules.end());
    const Attributes attributes =
        ruler_.apply({.tag = columns.tag[i], .dep = columns.dep[i], .morph = {}, .lemma = {}}, rules);
    columns.pos[i] = attributes.pos;
    columns.morph[i] = document.keep(attributes.morph);
    columns.lemma[i] =
        document.keep(attributes.lemma.empty()
                          ? lemmatizer_.lemma(types.text(tokens.type[i]), attributes.pos, attributes.morph)
                          : std::string(attributes.lemma));
    workspace.relabelled_.push_back({i, attributes.tag, attributes.dep});
  }
  for (const auto& [i, tag, dep] : workspace.relabelled_) {
    columns.tag[i] = tag;
    columns.dep[i] = dep;
  }
}

}  // namespace casus::annotate
