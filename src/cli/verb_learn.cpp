// casus learn: weights for how likely an event is, from events that people reviewed.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>

#include "base/ascii.h"
#include "base/files.h"
#include "cli/work.h"
#include "code/likelihood_fit.h"

namespace casus::cli {
namespace {

using Json = nlohmann::json;

// Where an event stands (code points) and of which type it is.
using Place = std::tuple<std::int64_t, std::int64_t, std::string>;
using Reviews = std::map<std::string, std::map<Place, bool>>;  // by story: right or not

base::Error bad_review(const std::string& file, std::uint64_t line, std::string message) {
  return {.code = "bad_review", .message = std::move(message), .file = file, .line = line};
}

// Reviews of events; of other claims are passed over. Of several reviews of an event the last counts. One
// that was corrected is right where its type was.
base::Result<Reviews> read_reviews(const std::string& file) {
  const auto text = base::read_file(file);
  if (!text) return base::Error{.code = "cannot_read", .message = "cannot be read", .file = file};
  Reviews out;
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < text->size();) {
    ++number;
    const std::size_t end = std::min(text->find('\n', at), text->size());
    const std::string_view line = std::string_view(*text).substr(at, end - at);
    at = end + 1;
    if (base::trimmed(line).empty()) continue;
    const Json review = Json::parse(line, nullptr, false);
    if (!review.is_object()) return bad_review(file, number, "a line is one JSON object");
    const auto coded = review.find("coded");
    if (coded == review.end() || !coded->is_object()) continue;
    // Tolls and agenda items name their event by its id; only an event has a type of event there.
    const Json type = coded->value("event", Json());
    if (!type.is_string() || !ontology::find_event_type(type.get<std::string>())) continue;
    const Json span = coded->value("trigger", *coded);
    if (!review.value("story", Json()).is_string() || !review.value("verdict", Json()).is_string() ||
        !span.is_object() || !span.value("start", Json()).is_number_integer() ||
        !span.value("end", Json()).is_number_integer()) {
      return bad_review(file, number,
                        "a review of an event has story, verdict and the event as it was coded");
    }
    const std::string verdict = review["verdict"];
    const Json correction = review.value("correction", Json());
    if (verdict != "accept" && verdict != "reject" && verdict != "correct") {
      return bad_review(file, number, "a verdict is accept, reject or correct");
    }
    if (verdict == "correct" && !correction.is_object()) {
      return bad_review(file, number, "what is corrected has a correction");
    }
    const bool right = verdict == "accept" || (verdict == "correct" && !correction.contains("event"));
    out[review["story"]][{span["start"], span["end"], type}] = right;
  }
  return out;
}

std::string head(const LearnOptions& options, std::size_t examples, std::size_t stories, double threshold) {
  return fmt::format(
      "# How much each sign speaks for an event (above 0) or against it (below), as natural logarithms of "
      "odds.\n"
      "# Learned from {} reviewed events of {} stories by `casus learn`; see docs/likelihood.md.\n"
      "threshold\t{:g}\n",
      examples, stories, options.threshold < 0 ? threshold : options.threshold);
}

}  // namespace

int learn(const Common& common, const LearnOptions& options) {
  Console console(common);
  const auto reviews = read_reviews(options.reviews);
  if (!reviews) return console.error(reviews.error()), usage;
  const auto pipeline = open_pipeline(common, options.input, console);
  if (!pipeline) return usage;
  const auto source = open_source(options.input, console);

  pipeline::Pipeline::Workspace workspace;
  pipeline::Counts counts;
  std::vector<code::ReviewedEvent> examples;
  std::size_t unread = 0;
  for (const auto& [story, events] : *reviews) unread += events.size();
  std::set<std::string> seen;
  while (const auto item = source->next()) {
    const auto events = item->error ? reviews->end() : reviews->find(item->article.id);
    if (item->error) {
      console.error(*item->error);
      ++counts.rejected;
    }
    if (events != reviews->end() && seen.insert(item->article.id).second) {
      code::Trace trace;
      const auto coded = pipeline->take(item->article, workspace, &trace, nullptr);
      if (!coded) console.error(coded.error());
      if (coded) {
        const base::CodePoints& points = coded->document.code_points();
        for (code::Judged& one : trace.judged) {
          const auto found = events->second.find(
              {points.at(one.words.start), points.at(one.words.end), std::string(ontology::name(one.type))});
          if (found == events->second.end()) continue;
          examples.push_back({item->article.id, std::move(one.signs), found->second});
        }
      }
    }
    counts.coded += item->error ? 0 : 1;
    console.progress(counts.coded, counts.rejected, source->position(), source->size());
  }
  if (examples.empty()) {
    return console.error("none of the reviewed events is among those that these stories give"),
           nothing_readable;
  }

  const code::FitOptions how{.prior = options.prior, .words_prior = options.words_prior};
  const std::vector<double> apart = code::cross_validate(examples, how);
  const auto right = static_cast<double>(
      std::count_if(examples.begin(), examples.end(), [](const auto& one) { return one.right; }));
  auto output = Output::open(options.output);
  if (!output) return console.error(output.error()), usage;
  console.note(
      fmt::format("{} reviewed events, {} of them right ({:.2f}); {} are not among the events any more",
                  examples.size(), static_cast<int>(right), right / static_cast<double>(examples.size()),
                  unread - std::min(unread, examples.size())));
  console.note("stories held out, ten folds:");
  std::optional<double> chosen;
  double best = 0, best_precision = 0;
  for (int percent = 0; percent <= 90; percent += 5) {
    const double threshold = percent / 100.0;
    double said = 0, held = 0;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (apart[i] < threshold) continue;
      ++said;
      if (examples[i].right) ++held;
    }
    const double precision = said == 0 ? 0 : held / said;
    if (!chosen && precision >= options.precision) chosen = threshold;
    if (precision > best_precision) best = threshold, best_precision = precision;
    console.note(fmt::format(
        "  from {:.2f}: {:.3f} of what is at least so likely is right, {:.3f} of what is right is", threshold,
        precision, right == 0 ? 0 : held / right));
  }
  if (!chosen && options.threshold < 0) {
    console.note(fmt::format("no threshold reaches {:.2f}: {:.2f} is taken, which comes nearest",
                             options.precision, best));
  }
  const auto weights = code::fit(examples, how);
  std::size_t stories = 0;
  std::string last;
  for (const code::ReviewedEvent& example : examples) {
    if (example.story != last) ++stories;
    last = example.story;
  }
  std::string text = head(options, examples.size(), stories, chosen.value_or(best));
  for (const auto& [sign, weight] : weights) text += fmt::format("{}\t{:.3f}\n", sign, weight);
  output->write(text);
  if (auto done = output->close(); !done) return console.error(done.error()), usage;
  return counts.rejected > 0 ? some_rejected : all_well;
}

}  // namespace casus::cli
