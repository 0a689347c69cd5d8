// casus lint: rules, words and examples, checked.
#include <algorithm>
#include <fmt/format.h>

#include "cli/work.h"
#include "code/lint.h"
#include "pipeline/examples.h"

namespace casus::cli {
namespace {

using code::Complaint;

std::vector<Complaint> lint_examples(const pipeline::Pipeline& pipeline) {
  std::vector<Complaint> out;
  pipeline::Pipeline::Workspace workspace;
  for (const pipeline::BrokenExample& one : pipeline::check_examples(pipeline, workspace)) {
    out.push_back({one.file, one.line, one.rule,
                   "example \"" + one.text + "\": wanted " + one.wanted + ", got " + one.got});
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
    output.write(fmt::format("{}:{}: {}: {}\n", pipeline::known_path(one.file, pipeline->installation()),
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
