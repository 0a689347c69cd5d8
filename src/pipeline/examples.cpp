#include "pipeline/examples.h"

#include <algorithm>

#include "ontology/event_type.h"

namespace casus::pipeline {
namespace {

// Whether some participant of this side is named with these words, or with some of them: "Rebels" and "the
// rebels".
bool names_one(const Coded& coded, const events::Event& event, events::Party party,
               const std::string& words) {
  if (words.empty()) return true;
  return std::any_of(
      event.participants.begin(), event.participants.end(), [&](const events::Participant& one) {
        if (one.party != party || one.span.empty()) return false;
        const std::string_view text = coded.document.text(one.span);
        return text.find(words) != std::string_view::npos || words.find(text) != std::string::npos;
      });
}

bool fits(const Coded& coded, const events::Event& event, const code::Rule& rule,
          const code::Example& example) {
  if (std::find(event.rules.begin(), event.rules.end(), rule.id) == event.rules.end()) return false;
  return (example.event.empty() || example.event == ontology::name(event.type)) &&
         (example.mode.empty() || example.mode == event.mode) &&
         (example.cameo.empty() || example.cameo == event.cameo) &&
         (example.status.empty() || example.status == ontology::name(event.status)) &&
         names_one(coded, event, events::Party::actor, example.actor) &&
         names_one(coded, event, events::Party::recipient, example.recipient);
}

std::string described(const Coded& coded, const events::Event& event) {
  std::string out(ontology::name(event.type));
  if (!event.mode.empty()) out += "/" + event.mode;
  if (!event.cameo.empty()) out += " " + event.cameo;
  out += " " + std::string(ontology::name(event.status));
  for (const events::Participant& one : event.participants) {
    out += one.party == events::Party::actor ? " actor \"" : " recipient \"";
    out += std::string(coded.document.text(one.span)) + "\"";
  }
  out += " by";
  for (const std::string& rule : event.rules) out += " " + rule;
  return out;
}

std::string wanted(const code::Example& example) {
  if (example.none) return "nothing by this rule";
  std::string out = example.event;
  if (!example.mode.empty()) out += "/" + example.mode;
  for (const std::string& more : {example.cameo, example.status}) {
    if (!more.empty()) out += (out.empty() ? "" : " ") + more;
  }
  if (!example.actor.empty()) out += " actor \"" + example.actor + "\"";
  if (!example.recipient.empty()) out += " recipient \"" + example.recipient + "\"";
  return out;
}

}  // namespace

std::vector<BrokenExample> check_examples(const Pipeline& pipeline, Pipeline::Workspace& workspace,
                                          std::size_t limit) {
  std::vector<BrokenExample> out;
  const std::vector<code::Rule>& rules = pipeline.coder().rules().rules();
  for (std::size_t r = 0; r < rules.size() && (limit == 0 || r < limit); ++r) {
    for (const code::Example& example : rules[r].examples) {
      document::Article article;
      article.id = rules[r].id;
      article.published = "2010-06-12";
      article.text = example.text;
      const auto coded = pipeline.take(article, workspace);
      std::string got;
      bool holds = false;
      if (!coded) {
        got = coded.error().to_string();
      } else {
        for (const events::Event& event : coded->claims.events) {
          holds = holds || fits(*coded, event, rules[r], example);
          got += (got.empty() ? "" : "; ") + described(*coded, event);
        }
        if (example.none) holds = !holds;
      }
      if (holds) continue;
      out.push_back({rules[r].id, rules[r].file, example.line, example.text, wanted(example),
                     got.empty() ? "nothing" : std::move(got)});
    }
  }
  std::sort(out.begin(), out.end(), [](const BrokenExample& a, const BrokenExample& b) {
    return a.file != b.file ? a.file < b.file : a.line < b.line;
  });
  return out;
}

}  // namespace casus::pipeline
