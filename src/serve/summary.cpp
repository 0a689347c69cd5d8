// What the page says first: five lines and counts; and how tolls rose, told by whom.
#include <algorithm>
#include <map>

#include "inquire/tolls.h"
#include "serve/answers.h"
#include "serve/lines.h"
#include "serve/select.h"
#include "write/json.h"

namespace casus::serve {
namespace {

using write::JsonWriter;

constexpr std::size_t most_figures = 600;

Response summary(Call& call, const Snapshot& snapshot, const Bound& bound) {
  const auto stories = stories_of(call.question.filter, snapshot, bound);
  Day from = no_day, to = no_day;
  std::vector<bool> situations(snapshot.words.size()), incidents = situations;
  for (const std::uint32_t story : stories) {
    const StoryRow& row = snapshot.stories[story];
    situations[row.situation] = incidents[row.incident] = true;
    if (row.published == no_day) continue;
    from = from == no_day ? row.published : std::min(from, row.published);
    to = std::max(to, row.published);
  }
  const Word leading = leading_situation(snapshot, stories);
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.key("situation");
  if (leading == Words::none) {
    json.null();
  } else {
    const auto facts = snapshot.across.situations.find(leading);
    json.begin_object();
    json.member("id", snapshot.words[leading]);
    json.text_or_null("label",
                      facts == snapshot.across.situations.end() ? std::string_view() : facts->second->label);
    json.end_object();
  }
  body += ",\"lines\":" + lines_json(snapshot, leading, bound);
  json.key("counts");
  json.begin_object();
  json.key("stories");
  json.number(stories.size());
  for (std::size_t kind = 0; kind < claim_count; ++kind) {
    json.key(plural(static_cast<Claim>(kind)));
    json.number(matches(snapshot, static_cast<Claim>(kind), bound).size());
  }
  json.key("situations");
  json.number(std::count(situations.begin() + 1, situations.end(), true));
  json.key("incidents");
  json.number(std::count(incidents.begin() + 1, incidents.end(), true));
  json.end_object();
  json.text_or_null("from", from == no_day ? std::string() : day_text(from));
  json.text_or_null("to", to == no_day ? std::string() : day_text(to));
  json.end_object();
  return json_response(std::move(body));
}

// A series, and which of its figures are shown.
struct Shown {
  const inquire::Facts* facts = nullptr;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> figures;  // index into the series, row
};

std::string_view day_part(std::string_view published) { return published.substr(0, 10); }

// From the day it was told until another took its place.
inquire::Standing standing_of(const inquire::Facts& facts, const std::vector<inquire::Figure>& figures,
                              const inquire::Figure& figure) {
  const auto range = inquire::range_of(figure.low, figure.high, figure.qualifier);
  inquire::Standing out{
      std::string(day_part(facts.stories[figure.claim.story].published)), {}, range.low, range.high};
  const std::string& version = facts.stories[figure.claim.story].superseded_by;
  if (figure.superseded_by) {
    out.until = day_part(facts.stories[figures[*figure.superseded_by].claim.story].published);
  } else if (!version.empty()) {
    const auto later = std::find_if(facts.stories.begin(), facts.stories.end(),
                                    [&](const inquire::Teller& story) { return story.id == version; });
    if (later != facts.stories.end()) out.until = day_part(later->published);
  }
  return out;
}

void write_point(JsonWriter& json, std::string_view kind, const Shown& shown,
                 const std::vector<inquire::Figure>& figures, std::uint32_t index) {
  const inquire::Figure& figure = figures[index];
  const inquire::Teller& story = shown.facts->stories[figure.claim.story];
  json.begin_object();
  json.text_or_null("published", story.published);
  json.text_or_null("day", figure.at);
  json.member("kind", kind);
  for (const auto& [name, value] : {std::pair("low", figure.low), std::pair("high", figure.high)}) {
    json.key(name);
    value ? json.number(*value) : json.null();
  }
  json.member("qualifier", figure.qualifier);
  json.key("cumulative");
  json.boolean(figure.cumulative);
  json.text_or_null("source", story.source);
  json.text_or_null("speaker", figure.speaker);
  json.member("text", figure.claim.text);
  json.member("story", story.id);
  json.member("id", figure.claim.id);
  json.key("superseded");
  json.boolean(figure.superseded);
  json.key("superseded_by");
  write_superseded_by(json, *shown.facts, figures, figure);
  json.key("conflicts");
  json.begin_array();
  for (const std::size_t other : figure.conflicts) {
    const bool there = std::any_of(shown.figures.begin(), shown.figures.end(),
                                   [&](const auto& one) { return one.first == other; });
    if (there) write_key(json, *shown.facts, figures[other].claim);
  }
  json.end_array();
  json.end_object();
}

void write_bands(JsonWriter& json, const Shown& shown, const std::vector<inquire::Figure>& figures) {
  std::vector<inquire::Standing> standing;
  for (const auto& [index, row] : shown.figures)
    standing.push_back(standing_of(*shown.facts, figures, figures[index]));
  json.key("bands");
  json.begin_array();
  for (const inquire::Band& band : inquire::bands_of(standing)) {
    json.begin_object();
    json.member("day", band.day);
    json.key("low");
    json.number(band.low);
    json.key("high");
    json.number(band.high);
    json.key("open");
    json.boolean(band.open);
    json.key("figures");
    json.number(band.figures);
    json.end_object();
  }
  json.end_array();
}

Response series(Call&, const Snapshot& snapshot, const Bound& bound) {
  const auto& rows = snapshot.of(Claim::toll);
  const auto& places = snapshot.across.place[static_cast<std::size_t>(Claim::toll)];
  std::vector<std::uint32_t> found = matches(snapshot, Claim::toll, bound);
  std::erase_if(found, [&](std::uint32_t row) {
    return places[row] == nowhere || snapshot.across.of(snapshot.stories[rows[row].story]) == nullptr;
  });
  const Page latest =
      page_of(snapshot, Claim::toll, found, {SortBy::published, true}, std::nullopt, most_figures);
  std::map<std::pair<std::string_view, std::uint32_t>, Shown> all;  // by situation and series
  for (const std::uint32_t row : latest.rows) {
    const StoryRow& story = snapshot.stories[rows[row].story];
    Shown& shown = all[{snapshot.words[story.situation], places[row]}];
    shown.facts = snapshot.across.of(story);
    shown.figures.emplace_back(snapshot.across.figure[row], row);
  }
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.key("series");
  json.begin_array();
  for (auto& [where, shown] : all) {
    const inquire::Counting& counting = shown.facts->countings[where.second];
    std::sort(shown.figures.begin(), shown.figures.end());
    json.begin_object();
    json.member("situation", where.first);
    json.text_or_null("incident", counting.incident);
    json.member("kind", counting.kind);
    json.text_or_null("victims", counting.victims);
    json.key("points");
    json.begin_array();
    for (const auto& [index, row] : shown.figures)
      write_point(json, counting.kind, shown, counting.figures, index);
    json.end_array();
    write_bands(json, shown, counting.figures);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json_response(std::move(body));
}

}  // namespace

Response answer_summary(Call& call) { return aggregate(call, summary); }
Response answer_series(Call& call) { return aggregate(call, series); }

}  // namespace casus::serve
