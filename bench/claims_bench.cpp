// What the claims beyond events cost: tolls, threads, obligations and agenda beside all that `casus code`
// does to a story, one thread.
//
//   claims_bench [--jsonl FILE] [--limit STORIES] [--rounds N]
//
// Reads text and published of each line of FILE, takes the steps of the main path one by one, and prints one
// line of JSON a step: CPU seconds and its share of the whole. Writing the record is left out.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "annotate/annotator.h"
#include "annotate/roles.h"
#include "code/agenda.h"
#include "code/events.h"
#include "code/obligations.h"
#include "code/politics.h"
#include "code/quotes.h"
#include "code/story_index.h"
#include "code/threads.h"
#include "code/tolls.h"
#include "knowledge/knowledge.h"
#include "ontology/ontology.h"
#include "pipeline/installation.h"
#include "resolve/resolver.h"
#include "stories.h"

namespace {

using namespace casus;
using bench::thread_seconds;

template <class T>
T or_stop(base::Result<T> result) {
  return bench::or_stop("claims_bench", std::move(result));
}

// CPU seconds by step, in the order in which the steps are first taken.
class Clock {
 public:
  void start() { last_ = thread_seconds(); }
  void step(const char* name) {
    const double now = thread_seconds();
    for (auto& [known, spent] : spent_) {
      if (known != name) continue;
      spent += now - last_;
      last_ = now;
      return;
    }
    spent_.emplace_back(name, now - last_);
    last_ = now;
  }
  void clear() { spent_.clear(); }
  const std::vector<std::pair<std::string, double>>& spent() const { return spent_; }

 private:
  double last_ = 0;
  std::vector<std::pair<std::string, double>> spent_;
};

}  // namespace

int main(int argc, char** argv) {
  std::string jsonl = std::string(CASUS_SOURCE_DIR) + "/demo/dispatches.jsonl";
  std::size_t limit = 1'000'000, rounds = 3;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--jsonl") jsonl = argv[i + 1];
    if (option == "--limit") limit = std::strtoul(argv[i + 1], nullptr, 10);
    if (option == "--rounds") rounds = std::strtoul(argv[i + 1], nullptr, 10);
  }
  const auto articles = bench::read_articles(jsonl, limit);
  const auto place = or_stop(pipeline::find_installation({}));
  const std::string& data = place.data;
  const auto annotator = or_stop(annotate::Annotator::load(place.model));
  const auto known = or_stop(pipeline::load_knowledge(place)).knowledge;
  const auto labeler = or_stop(annotate::RoleLabeler::load(data));
  const auto resolver = or_stop(resolve::Resolver::load(data, known));
  const auto ontology = or_stop(ontology::Ontology::load(data + "/ontology"));
  auto lexicon = or_stop(code::Lexicon::load(data + "/words/en"));
  const auto rules = or_stop(code::RuleSet::load(data + "/rules", ontology, lexicon));
  for (const std::string& word : rules.words()) lexicon.know(word);
  const auto tables = or_stop(code::Tables::load(data + "/rules/tables.toml", ontology));
  const code::EventCoder event_coder(ontology, lexicon, rules, tables);
  const auto quote_coder = or_stop(code::QuoteCoder::load(data));
  const auto toll_coder = or_stop(code::TollCoder::load(data));
  const auto agenda_tables = or_stop(code::AgendaTables::load(data, lexicon));
  const auto obligation_tables = or_stop(code::ObligationTables::load(data, lexicon));
  const auto thread_tables = or_stop(code::ThreadTables::load(data));

  annotate::Annotator::Workspace workspace;
  Clock clock;
  std::size_t tokens = 0;
  // The first round fills the caches and does not count.
  for (std::size_t round = 0; round <= rounds; ++round) {
    if (round == 1) {
      clock.clear();
      tokens = 0;
    }
    for (const document::Article& article : articles) {
      clock.start();
      auto document = bench::read_document(article, annotator, known, workspace);
      if (!document) continue;
      clock.step("annotate");
      labeler.read(*document);
      clock.step("roles");
      resolver.read(*document);
      clock.step("resolve");
      events::Claims claims;
      claims.events = event_coder.code(*document);
      code::infer_recipients(*document, claims.events);
      code::merge_same(claims.events);
      code::drop_unpolitical(*document, claims.events, nullptr);
      clock.step("events");
      claims.quotes = quote_coder.code(*document);
      const code::Attributions attributions(claims.quotes);
      for (events::Event& event : claims.events) event.attribution = attributions.of(event.evidence.span());
      clock.step("quotes");
      claims.tolls = toll_coder.code(*document, claims.events, attributions);
      clock.step("tolls");
      const code::StoryIndex story(*document, lexicon);
      clock.step("index");
      claims.obligations = code::code_obligations(story, obligation_tables, claims, &known);
      clock.step("obligations");
      claims.threads = code::link_threads(story, thread_tables, claims);
      clock.step("threads");
      claims.agenda = code::code_agenda(story, agenda_tables, claims);
      clock.step("agenda");
      tokens += document->size();
    }
  }
  double whole = 0, beyond = 0;
  for (const auto& [name, spent] : clock.spent()) {
    whole += spent;
    if (name == "tolls" || name == "index" || name == "obligations" || name == "threads" || name == "agenda")
      beyond += spent;
  }
  if (tokens == 0) {
    std::fprintf(stderr, "claims_bench: %s holds no story that can be read\n", jsonl.c_str());
    return 1;
  }
  const auto line = [&](const std::string& name, double spent) {
    std::printf("{\"step\":\"%s\",\"cpu_seconds\":%.4f,\"share\":%.4f}\n", name.c_str(), spent,
                spent / whole);
  };
  for (const auto& [name, spent] : clock.spent()) line(name, spent);
  line("tolls to agenda together", beyond);
  line("all", whole);
  return 0;
}
