// Lists that are counted from events or stories: actors, places, situations. Each is made whole and then
// paged, the largest first.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

#include "serve/answers.h"
#include "serve/item.h"
#include "serve/lines.h"
#include "serve/problem.h"
#include "serve/select.h"
#include "write/json.h"

namespace casus::serve {
namespace {

using write::JsonWriter;

// One thing that is counted. Things stand by number, then by text, which tells them apart.
struct Group {
  std::int64_t number = 0;
  std::string text;
  std::uint32_t what = 0;
  std::int64_t stories = 0;
  std::uint32_t sample = 0;  // a row of an event, or a story, that has it
};

using WriteItem = std::function<base::Result<void>(const Group& one, std::string& out)>;

Response page_of_groups(Call& call, std::vector<Group> all, const std::vector<std::string_view>& fields,
                        const std::vector<Column>& columns, const std::string& tag, const WriteItem& write) {
  Question& question = call.question;
  const auto& instance = call.target.path;
  for (const std::string& name : question.fields) {
    if (std::find(fields.begin(), fields.end(), name) == fields.end()) {
      return problem(bad_parameter("fields", name, "a member of these items (docs/api.md)"), instance);
    }
  }
  if (!question.facets.empty()) {
    return problem(bad_parameter("facet", question.facets.front(), "allowed: these items have none"),
                   instance);
  }
  if (!question.sort.empty() && question.sort != "-count" && question.sort != "name") {
    return problem(bad_parameter("sort", question.sort, "one of -count, name"), instance);
  }
  const bool by_name = question.sort == "name";
  const auto mark = [&](const Group& one) {
    return std::pair(by_name ? std::int64_t{0} : -one.number, std::string_view(one.text));
  };
  std::sort(all.begin(), all.end(), [&](const Group& a, const Group& b) { return mark(a) < mark(b); });
  auto begin = all.begin();
  if (question.cursor) {
    const std::pair after(question.cursor->value, std::string_view(question.cursor->text));
    begin = std::partition_point(begin, all.end(), [&](const Group& one) { return mark(one) <= after; });
  }
  const bool whole = call.form != Form::json && !question.limit_given && !question.cursor;
  const auto left = static_cast<std::size_t>(all.end() - begin);
  const std::size_t count = whole ? left : std::min(left, question.limit);
  std::vector<std::string> items;
  items.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::string item;
    if (auto done = write(*(begin + static_cast<std::ptrdiff_t>(i)), item); !done) {
      return problem(done.error(), instance);
    }
    items.push_back(question.fields.empty() ? std::move(item) : members_of(item, question.fields));
  }
  PageEnd end{.total = all.size(), .next = {}, .facets = {}};
  if (count < left) {
    const Group& last = *(begin + static_cast<std::ptrdiff_t>(count) - 1);
    end.next =
        write_cursor({.question = question.hash, .value = mark(last).first, .key = 0, .text = last.text});
  }
  return page_response(call, items, columns, end, tag);
}

// The events that pass, in the order of their stories.
struct Chosen {
  std::shared_ptr<const Snapshot> snapshot;
  std::vector<std::uint32_t> events;
  std::string tag;
};
// Either what was chosen or, in `early`, the answer already.
std::optional<Chosen> choose(Call& call, Response& early) {
  auto held = snapshot_of(call);
  if (!held) return early = problem(held.error(), call.target.path), std::nullopt;
  Chosen out{.snapshot = *held, .events = {}, .tag = tag_of(call, **held)};
  if (has_already(call, out.tag)) return early = not_modified(out.tag), std::nullopt;
  const auto searched = search(call, **held);
  if (!searched) return early = problem(searched.error(), call.target.path), std::nullopt;
  const Bound bound(call.question.filter, **held, *searched ? &**searched : nullptr);
  out.events = matches(**held, Claim::event, bound);
  std::sort(out.events.begin(), out.events.end());
  return out;
}

}  // namespace

Response answer_actors(Call& call) {
  static const std::vector<std::string_view> fields = {"code",    "name",   "type",
                                                       "country", "events", "stories"};
  static const std::vector<Column> columns = {{"code", "code"},     {"name", "name"},
                                              {"type", "type"},     {"country", "country"},
                                              {"events", "events"}, {"stories", "stories"}};
  Response early;
  auto chosen = choose(call, early);
  if (!chosen) return early;
  const Snapshot& snapshot = *chosen->snapshot;
  std::vector<Group> counts(snapshot.actors.size());
  std::vector<std::uint32_t> event(snapshot.actors.size(), nowhere), story(snapshot.actors.size(), nowhere);
  for (const std::uint32_t at : chosen->events) {
    const Row& row = snapshot.of(Claim::event)[at];
    for (std::uint32_t i = row.first_role; i < row.first_role + row.roles; ++i) {
      const std::uint32_t actor = snapshot.roles[i].actor;
      if (std::exchange(event[actor], at) != at) ++counts[actor].number;
      if (std::exchange(story[actor], row.story) != row.story) ++counts[actor].stories;
      counts[actor].sample = at;
    }
  }
  std::vector<Group> all;
  for (std::uint32_t i = 0; i < counts.size(); ++i) {
    if (counts[i].number == 0) continue;
    const Actor& actor = snapshot.actors[i];
    counts[i].what = i;
    counts[i].text = std::string(snapshot.words[actor.name]) + "\t" + std::string(snapshot.words[actor.code]);
    all.push_back(std::move(counts[i]));
  }
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), call.target.path);
  auto entity = (*lease)->prepare(
      "SELECT type, country FROM entities WHERE story = ?1 AND code IS ?2 ORDER BY name = ?3 DESC LIMIT 1");
  if (!entity) return problem(entity.error(), call.target.path);
  return page_of_groups(call, std::move(all), fields, columns, chosen->tag,
                        [&](const Group& one, std::string& out) -> base::Result<void> {
                          const Actor& actor = snapshot.actors[one.what];
                          const Row& sample = snapshot.of(Claim::event)[one.sample];
                          const std::string_view code = snapshot.words[actor.code],
                                                 name = snapshot.words[actor.name];
                          entity->reset();
                          entity->bind(snapshot.stories[sample.story].key).bind_or_null(code).bind(name);
                          const auto there = entity->step();
                          if (!there) return there.error();
                          JsonWriter json(out);
                          json.begin_object();
                          json.text_or_null("code", code);
                          json.text_or_null("name", name);
                          json.text_or_null("type", *there ? entity->bytes(0) : std::string_view());
                          json.text_or_null("country", *there ? entity->bytes(1) : std::string_view());
                          json.key("events");
                          json.number(one.number);
                          json.key("stories");
                          json.number(one.stories);
                          json.end_object();
                          return {};
                        });
}

Response answer_places(Call& call) {
  static const std::vector<std::string_view> fields = {"name", "country", "admin1", "kind",   "precision",
                                                       "lat",  "lon",     "events", "stories"};
  static const std::vector<Column> columns = {
      {"name", "name"}, {"country", "country"},     {"admin1", "admin1"},
      {"kind", "kind"}, {"precision", "precision"}, {"lat", "lat"},
      {"lon", "lon"},   {"events", "events"},       {"stories", "stories"}};
  Response early;
  auto chosen = choose(call, early);
  if (!chosen) return early;
  const Snapshot& snapshot = *chosen->snapshot;
  std::vector<Group> counts(snapshot.places.size());
  std::vector<std::uint32_t> story(snapshot.places.size(), nowhere);
  for (const std::uint32_t at : chosen->events) {
    const Row& row = snapshot.of(Claim::event)[at];
    if (row.place == nowhere) continue;
    ++counts[row.place].number;
    if (std::exchange(story[row.place], row.story) != row.story) ++counts[row.place].stories;
  }
  std::vector<Group> all;
  for (std::uint32_t i = 0; i < counts.size(); ++i) {
    if (counts[i].number == 0) continue;
    const Place& place = snapshot.places[i];
    counts[i].what = i;
    counts[i].text =
        fmt::format("{}\t{}\t{}\t{}\t{}\t{}", snapshot.words[place.name], snapshot.words[place.country],
                    snapshot.words[place.admin1], snapshot.words[place.kind], place.lat, place.lon);
    all.push_back(std::move(counts[i]));
  }
  return page_of_groups(call, std::move(all), fields, columns, chosen->tag,
                        [&](const Group& one, std::string& out) -> base::Result<void> {
                          const Place& place = snapshot.places[one.what];
                          JsonWriter json(out);
                          json.begin_object();
                          json.member("name", snapshot.words[place.name]);
                          json.text_or_null("country", snapshot.words[place.country]);
                          json.text_or_null("admin1", snapshot.words[place.admin1]);
                          json.text_or_null("kind", snapshot.words[place.kind]);
                          json.member("precision", precision_of(snapshot.words[place.kind]));
                          json.key("lat");
                          place.located ? json.number(place.lat) : json.null();
                          json.key("lon");
                          place.located ? json.number(place.lon) : json.null();
                          json.key("events");
                          json.number(one.number);
                          json.key("stories");
                          json.number(one.stories);
                          json.end_object();
                          return {};
                        });
}

namespace {

// The largest few of what events of these stories have.
template <class Of>
std::vector<std::string> most_frequent(const Snapshot& snapshot, const std::vector<std::uint32_t>& stories,
                                       Of of) {
  std::unordered_map<std::string_view, std::uint32_t> counts;
  for (const std::uint32_t story : stories) {
    const StoryRow& row = snapshot.stories[story];
    for (std::uint32_t i = 0; i < row.count[0]; ++i) {
      of(snapshot.of(Claim::event)[row.first[0] + i], [&](std::string_view word) {
        if (!word.empty()) ++counts[word];
      });
    }
  }
  std::vector<std::pair<std::uint32_t, std::string_view>> sorted;
  for (const auto& [word, count] : counts) sorted.emplace_back(count, word);
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < sorted.size() && i < 8; ++i) out.emplace_back(sorted[i].second);
  return out;
}

void write_names(JsonWriter& json, std::string_view name, const std::vector<std::string>& values) {
  json.key(name);
  json.begin_array();
  for (const std::string& value : values) json.string(value);
  json.end_array();
}

// Appends the object without its last bracket.
base::Result<void> begin_situation(store::Connection& connection, const Snapshot& snapshot, Word id,
                                   std::string& out) {
  std::vector<std::uint32_t> stories;
  std::vector<Word> incidents;
  Day from = no_day, to = no_day;
  std::uint32_t first = nowhere;
  for (std::uint32_t i = 0; i < snapshot.stories.size(); ++i) {
    const StoryRow& row = snapshot.stories[i];
    if (row.situation != id) continue;
    stories.push_back(i);
    incidents.push_back(row.incident);
    if (first == nowhere || (row.published != no_day && (from == no_day || row.published < from))) first = i;
    if (row.published == no_day) continue;
    from = from == no_day ? row.published : std::min(from, row.published);
    to = std::max(to, row.published);
  }
  std::sort(incidents.begin(), incidents.end());
  incidents.erase(std::unique(incidents.begin(), incidents.end()), incidents.end());
  auto headline =
      connection.prepare("SELECT coalesce(headline, substr(text, 1, 100)) FROM stories WHERE key = ?1");
  if (!headline) return headline.error();
  headline->bind(first == nowhere ? std::int64_t{-1} : snapshot.stories[first].key);
  const auto there = headline->step();
  if (!there) return there.error();
  const auto facts = snapshot.across.situations.find(id);
  const std::string_view label =
      facts == snapshot.across.situations.end() ? std::string_view() : facts->second->label;
  JsonWriter json(out);
  json.begin_object();
  json.member("id", snapshot.words[id]);
  json.member("label", !label.empty() ? label : *there ? headline->bytes(0) : snapshot.words[id]);
  json.text_or_null("from", from == no_day ? std::string() : day_text(from));
  json.text_or_null("to", to == no_day ? std::string() : day_text(to));
  json.key("stories");
  json.number(stories.size());
  json.key("incidents");
  json.number(incidents.size());
  const auto countries = most_frequent(snapshot, stories, [&](const Row& row, auto take) {
    if (row.place != nowhere) take(snapshot.words[snapshot.places[row.place].country]);
  });
  write_names(json, "countries", countries);
  const std::string country = countries.empty() ? std::string() : countries.front();
  // Towns and regions of the country where most of it is, and what was done there or about it.
  write_names(json, "places", most_frequent(snapshot, stories, [&](const Row& row, auto take) {
                if (row.place == nowhere || row.background || country.empty()) return;
                const Place& place = snapshot.places[row.place];
                if (snapshot.words[place.country] == country &&
                    precision_of(snapshot.words[place.kind]) != "country") {
                  take(snapshot.words[place.name]);
                }
              }));
  write_names(json, "types", most_frequent(snapshot, stories, [&](const Row& row, auto take) {
                if (!row.background) take(std::string_view(snapshot.types[row.type]));
              }));
  write_names(json, "actors", most_frequent(snapshot, stories, [&](const Row& row, auto take) {
                for (std::uint32_t i = row.first_role; i < row.first_role + row.roles; ++i) {
                  take(snapshot.words[snapshot.actors[snapshot.roles[i].actor].code]);
                }
              }));
  return {};
}

}  // namespace

Response answer_situations(Call& call) {
  static const std::vector<std::string_view> fields = {"id",        "label",     "from",   "to",    "stories",
                                                       "incidents", "countries", "places", "types", "actors"};
  static const std::vector<Column> columns = {
      {"id", "id"},           {"label", "label"},         {"from", "from"},           {"to", "to"},
      {"stories", "stories"}, {"incidents", "incidents"}, {"countries", "countries"}, {"places", "places"},
      {"types", "types"},     {"actors", "actors"}};
  auto held = snapshot_of(call);
  if (!held) return problem(held.error(), call.target.path);
  const Snapshot& snapshot = **held;
  const std::string tag = tag_of(call, snapshot);
  if (has_already(call, tag)) return not_modified(tag);
  const auto searched = search(call, snapshot);
  if (!searched) return problem(searched.error(), call.target.path);
  const Bound bound(call.question.filter, snapshot, *searched ? &**searched : nullptr);
  std::map<Word, std::int64_t> stories;
  for (const std::uint32_t story : stories_of(call.question.filter, snapshot, bound)) {
    if (snapshot.stories[story].situation != Words::none) ++stories[snapshot.stories[story].situation];
  }
  std::vector<Group> all;
  for (const auto& [id, count] : stories) {
    all.push_back({.number = count, .text = std::string(snapshot.words[id]), .what = id});
  }
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), call.target.path);
  return page_of_groups(call, std::move(all), fields, columns, tag,
                        [&](const Group& one, std::string& out) -> base::Result<void> {
                          if (auto done = begin_situation(**lease, snapshot, one.what, out); !done)
                            return done;
                          out += '}';
                          return {};
                        });
}

Response answer_situation(Call& call) {
  auto held = snapshot_of(call);
  if (!held) return problem(held.error(), call.target.path);
  const Snapshot& snapshot = **held;
  const Word id = snapshot.words.find(call.rest);
  const bool known = id != Words::nowhere && id != Words::none &&
                     std::any_of(snapshot.stories.begin(), snapshot.stories.end(),
                                 [&](const StoryRow& story) { return story.situation == id; });
  if (!known) return problem(404, "there is no situation with this id", call.target.path);
  const std::string tag = tag_of(call, snapshot);
  if (has_already(call, tag)) return not_modified(tag);
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), call.target.path);
  std::string body;
  if (auto done = begin_situation(**lease, snapshot, id, body); !done)
    return problem(done.error(), call.target.path);
  Filter filter;
  filter.situation.push_back(call.rest);
  body += ",\"lines\":" + lines_json(snapshot, id, Bound(filter, snapshot, nullptr)) + "}";
  Response response = json_response(std::move(body));
  response.headers.emplace_back("ETag", tag);
  return response;
}

}  // namespace casus::serve
