// casus lint: rules, words and examples, checked.
#include <algorithm>
#include <fmt/format.h>

#include "base/sha256.h"
#include "cli/work.h"
#include "code/lint.h"

namespace casus::cli {
namespace {

using code::Complaint;
using document::Document;

// Path from the data folder's parent, as people know it: "data/rules/...".
std::string known_path(const std::string& file, const std::string& data) {
  return file.starts_with(data) ? "data" + file.substr(data.size()) : file;
}

// Whether an event that this rule made is what the example says.
bool fits(const code::Rule& rule, const code::Example& example, const Document& document,
          const events::Event& event) {
  const auto has = [&](events::Party party, const std::string& words) {
    return words.empty() ||
           std::any_of(event.participants.begin(), event.participants.end(),
                       [&](const events::Participant& one) {
                         return one.party == party && !one.span.empty() &&
                                document.text(one.span).find(words) != std::string_view::npos;
                       });
  };
  return std::find(event.rules.begin(), event.rules.end(), rule.id) != event.rules.end() &&
         (example.event.empty() || name(event.type) == example.event) &&
         (example.mode.empty() || event.mode == example.mode) &&
         (example.cameo.empty() || event.cameo == example.cameo) &&
         (example.status.empty() || name(event.status) == example.status) &&
         has(events::Party::actor, example.actor) && has(events::Party::recipient, example.recipient);
}

// "" where the example holds, else what is wrong.
std::string judge(const code::Rule& rule, const code::Example& example, const pipeline::Coded& coded) {
  bool found = false;
  std::string got;
  for (const events::Event& event : coded.claims.events) {
    found = found || fits(rule, example, coded.document, event);
    std::string rules;
    for (const std::string& id : event.rules) rules += " " + id;
    got += fmt::format("{}{} {} by{}", got.empty() ? "" : "; ", name(event.type), event.cameo, rules);
  }
  if (example.none) return found ? "must not be coded, but is: " + got : "";
  return found ? "" : "not coded as it says, but: " + (got.empty() ? "nothing" : got);
}

std::vector<Complaint> lint_examples(const pipeline::Pipeline& pipeline) {
  std::vector<Complaint> out;
  pipeline::Pipeline::Workspace workspace;
  for (const code::Rule& rule : pipeline.coder().rules().rules()) {
    for (const code::Example& example : rule.examples) {
      document::Article article;
      article.id = rule.id;
      article.text = example.text;
      article.sha256 = base::sha256_hex(article.text);
      const auto coded = pipeline.take(article, workspace);
      const std::string wrong = coded ? judge(rule, example, *coded) : coded.error().message;
      if (!wrong.empty()) {
        out.push_back({rule.file, example.line == 0 ? rule.line : example.line, rule.id,
                       "example \"" + example.text + "\": " + wrong});
      }
    }
  }
  return out;
}

}  // namespace

int lint(const Common& common, const LintOptions& options) {
  Console console(common);
  const auto pipeline = open_pipeline(common, {}, console);
  if (!pipeline) return usage;
  const std::string& data = pipeline->installation().data;
  std::vector<Complaint> complaints = code::lint_rules(pipeline->coder().rules());
  const auto add = [&](std::vector<Complaint> more) {
    complaints.insert(complaints.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
  };
  add(code::lint_words(pipeline->coder().lexicon(), data));
  if (!options.no_examples) add(lint_examples(*pipeline));

  auto output = *Output::open("");
  for (const Complaint& one : complaints) {
    output.write(fmt::format("{}:{}: {}: {}\n", known_path(one.file, data),
                             std::max<std::uint64_t>(one.line, 1), one.about, one.message));
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  console.note(fmt::format("{} rules with {} words, {} classes with {} words; {} complaints",
                           pipeline->coder().rules().rules().size(), pipeline->coder().rules().key_count(),
                           pipeline->coder().lexicon().names().size(),
                           pipeline->coder().lexicon().word_count(), complaints.size()));
  return complaints.empty() ? all_well : some_rejected;
}

}  // namespace casus::cli
