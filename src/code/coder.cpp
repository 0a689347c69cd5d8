#include "code/coder.h"

#include "base/sha256.h"
#include "code/agenda.h"
#include "code/obligations.h"
#include "code/politics.h"
#include "code/story_index.h"
#include "code/threads.h"

namespace casus::code {

base::Result<Coder> Coder::load(const std::string& data_folder, const ontology::Ontology& ontology,
                                const knowledge::Knowledge* known) {
  auto parts = std::make_unique<Parts>();
  auto lexicon = Lexicon::load(data_folder + "/words/en");
  if (!lexicon) return lexicon.error();
  parts->lexicon = *std::move(lexicon);
  auto rules = RuleSet::load(data_folder + "/rules", ontology, parts->lexicon);
  if (!rules) return rules.error();
  parts->rules = *std::move(rules);
  for (const std::string& word : parts->rules.words()) parts->lexicon.know(word);
  auto tables = Tables::load(data_folder + "/rules/tables.toml", ontology);
  if (!tables) return tables.error();
  parts->tables = *std::move(tables);
  auto agenda = AgendaTables::load(data_folder, parts->lexicon);
  if (!agenda) return agenda.error();
  parts->agenda = *std::move(agenda);
  auto obligations = ObligationTables::load(data_folder, parts->lexicon);
  if (!obligations) return obligations.error();
  parts->obligations = *std::move(obligations);
  auto threads = ThreadTables::load(data_folder);
  if (!threads) return threads.error();
  parts->threads = *std::move(threads);
  auto likelihood = Likelihood::load(data_folder + "/likelihood/weights.tsv");
  if (!likelihood) return likelihood.error();
  parts->likelihood = *std::move(likelihood);
  parts->hash = base::sha256_hex(parts->rules.hash() + parts->likelihood.hash());
  parts->known = known;
  parts->events = std::make_unique<EventCoder>(ontology, parts->lexicon, parts->rules, parts->tables);
  auto quotes = QuoteCoder::load(data_folder);
  if (!quotes) return quotes.error();
  parts->quotes = std::make_unique<QuoteCoder>(*std::move(quotes));
  auto tolls = TollCoder::load(data_folder);
  if (!tolls) return tolls.error();
  parts->tolls = std::make_unique<TollCoder>(*std::move(tolls));
  return Coder(std::move(parts));
}

events::Claims Coder::code(const document::Document& document, Trace* trace) const {
  events::Claims claims;
  claims.events = parts_->events->code(document, trace);
  infer_recipients(document, claims.events);
  merge_same(claims.events);
  Choices* choices = trace == nullptr ? nullptr : &trace->choices;
  drop_unpolitical(document, claims.events, choices);
  claims.quotes = parts_->quotes->code(document);
  const Attributions attributions(claims.quotes);
  for (events::Event& event : claims.events) event.attribution = attributions.of(event.evidence.span());
  claims.tolls = parts_->tolls->code(document, claims.events, attributions, choices);
  const StoryIndex story(document, parts_->lexicon);
  claims.obligations = code_obligations(story, parts_->obligations, claims, parts_->known, choices);
  for (events::Obligation& one : claims.obligations) one.attribution = attributions.of(one.evidence.span());
  claims.threads = link_threads(story, parts_->threads, claims, choices);
  claims.agenda = code_agenda(story, parts_->agenda, claims, choices);
  for (events::AgendaItem& item : claims.agenda) item.attribution = attributions.of(item.evidence.span());
  parts_->likelihood.weigh(document, claims, choices, trace == nullptr ? nullptr : &trace->judged);
  return claims;
}

}  // namespace casus::code
