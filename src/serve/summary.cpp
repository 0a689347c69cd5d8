// What the page says first: five lines and counts; and how tolls rose, told by whom.
#include <algorithm>
#include <map>
#include <simdjson.h>

#include "serve/answers.h"
#include "serve/item.h"
#include "serve/lines.h"
#include "serve/problem.h"
#include "serve/select.h"
#include "write/json.h"

namespace casus::serve {
namespace {

using write::JsonWriter;

constexpr std::size_t most_figures = 600;

Response summary(Call& call, const Snapshot& snapshot, const Bound& bound) {
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), call.target.path);
  const auto lines = five_lines(**lease, snapshot, bound);
  if (!lines) return problem(lines.error(), call.target.path);
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
  std::string body = "{\"lines\":" + *lines + ",\"counts\":";
  JsonWriter json(body);
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
  body += '}';
  return json_response(std::move(body));
}

struct Figure {
  std::uint32_t row = 0;
  Day told = no_day;
  std::string teller;  // who says so, else the source
  std::string speaker, source, published, qualifier, text;
  std::int64_t low = Row::no_figure, high = Row::no_figure;
  bool superseded = false;
  std::vector<std::size_t> conflicts;  // others of the series
};

// A figure gives way to a later one of the same teller, and running totals to later running totals; two
// figures of one day that share no number are in conflict.
void compare(std::vector<Figure>& figures, const Snapshot& snapshot) {
  const auto& rows = snapshot.of(Claim::toll);
  const auto bottom = [](const Figure& f) { return f.low != Row::no_figure ? f.low : f.high; };
  const auto top = [](const Figure& f) {
    const bool open = f.qualifier == "at_least" || f.qualifier == "more_than";
    if (open || (f.high == Row::no_figure && f.low == Row::no_figure))
      return std::numeric_limits<std::int64_t>::max();
    return f.high != Row::no_figure ? f.high : f.low;
  };
  for (std::size_t i = 0; i < figures.size(); ++i) {
    for (std::size_t k = i + 1; k < figures.size(); ++k) {
      Figure &earlier = figures[i], &later = figures[k];
      if (later.told > earlier.told && later.teller == earlier.teller &&
          rows[later.row].cumulative == rows[earlier.row].cumulative && bottom(later) >= bottom(earlier)) {
        earlier.superseded = true;
      }
      if (later.told == earlier.told && later.teller != earlier.teller &&
          (bottom(later) > top(earlier) || bottom(earlier) > top(later))) {
        earlier.conflicts.push_back(k);
        later.conflicts.push_back(i);
      }
    }
  }
}

std::string text_at(simdjson::dom::element from, std::string_view pointer) {
  std::string_view out;
  return from.at_pointer(pointer).get(out) == simdjson::SUCCESS ? std::string(out) : std::string();
}

Response series(Call& call, const Snapshot& snapshot, const Bound& bound) {
  const auto& rows = snapshot.of(Claim::toll);
  const auto found = matches(snapshot, Claim::toll, bound);
  const Page latest =
      page_of(snapshot, Claim::toll, found, {SortBy::published, true}, std::nullopt, most_figures);
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), call.target.path);
  const std::vector<std::string> fields = {"source", "published", "qualifier", "text", "attribution"};
  ItemWriter writer(**lease, snapshot, fields);
  simdjson::dom::parser parser;
  // A situation's incidents are its series; stories that no situation holds make one of their own.
  std::map<std::tuple<Word, Word, Word>, std::vector<Figure>> groups;
  for (auto at = latest.rows.rbegin(); at != latest.rows.rend(); ++at) {
    const Row& row = rows[*at];
    std::string text;
    const auto written = writer.write(Claim::toll, row, text);
    if (!written) return problem(written.error(), call.target.path);
    simdjson::dom::element item;
    const simdjson::padded_string padded(text);
    if (!*written || parser.parse(padded).get(item) != simdjson::SUCCESS) continue;
    const StoryRow& story = snapshot.stories[row.story];
    Figure figure;
    figure.row = *at;
    figure.told = story.published;
    figure.low = row.low;
    figure.high = row.high;
    figure.source = text_at(item, "/source");
    figure.published = text_at(item, "/published");
    figure.qualifier = text_at(item, "/qualifier");
    figure.text = text_at(item, "/text");
    figure.speaker = text_at(item, "/attribution/0/speaker/name");
    if (figure.speaker.empty()) figure.speaker = text_at(item, "/attribution/0/speaker_text");
    figure.teller = figure.speaker.empty() ? figure.source : figure.speaker;
    groups[{story.situation, story.incident, row.kind}].push_back(std::move(figure));
  }
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.key("series");
  json.begin_array();
  for (auto& [group, figures] : groups) {
    compare(figures, snapshot);
    const auto& [situation, incident, kind] = group;
    json.begin_object();
    json.text_or_null("situation", snapshot.words[situation]);
    json.text_or_null("incident", snapshot.words[incident]);
    json.member("kind", snapshot.words[kind]);
    json.key("points");
    json.begin_array();
    for (const Figure& figure : figures) {
      const Row& row = rows[figure.row];
      json.begin_object();
      json.text_or_null("published", figure.published);
      json.text_or_null("day", row.day == no_day ? std::string() : day_text(row.day));
      json.member("kind", snapshot.words[row.kind]);
      for (const auto& [name, value] : {std::pair("low", figure.low), std::pair("high", figure.high)}) {
        json.key(name);
        value == Row::no_figure ? json.null() : json.number(value);
      }
      json.member("qualifier", figure.qualifier);
      json.key("cumulative");
      json.boolean(row.cumulative);
      json.text_or_null("source", figure.source);
      json.text_or_null("speaker", figure.speaker);
      json.member("text", figure.text);
      json.member("story", snapshot.story_of(row));
      json.member("id", snapshot.id_of(row));
      json.key("superseded");
      json.boolean(figure.superseded);
      json.key("conflicts");
      json.begin_array();
      for (const std::size_t other : figure.conflicts) {
        json.begin_object();
        json.member("story", snapshot.story_of(rows[figures[other].row]));
        json.member("id", snapshot.id_of(rows[figures[other].row]));
        json.end_object();
      }
      json.end_array();
      json.end_object();
    }
    json.end_array();
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
