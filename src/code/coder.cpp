#include "code/coder.h"

namespace casus::code {

base::Result<Coder> Coder::load(const std::string& data_folder, const ontology::Ontology& ontology) {
  auto parts = std::make_unique<Parts>();
  auto lexicon = Lexicon::load(data_folder + "/words/en");
  if (!lexicon) return lexicon.error();
  parts->lexicon = *std::move(lexicon);
  auto rules = RuleSet::load(data_folder + "/rules", ontology, parts->lexicon);
  if (!rules) return rules.error();
  parts->rules = *std::move(rules);
  auto tables = Tables::load(data_folder + "/rules/tables.toml", ontology);
  if (!tables) return tables.error();
  parts->tables = *std::move(tables);
  parts->events = std::make_unique<EventCoder>(ontology, parts->lexicon, parts->rules, parts->tables);
  return Coder(std::move(parts));
}

events::Claims Coder::code(const document::Document& document, Trace* trace) const {
  events::Claims claims;
  claims.events = parts_->events->code(document, trace);
  infer_recipients(document, claims.events);
  merge_same(claims.events);
  return claims;
}

}  // namespace casus::code
