// What the page draws: counts by day, by pair of actors, by place. Each is one pass over the events that the
// filters let pass, with accumulators of bounded size in what is sent.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

#include "base/calendar.h"
#include "ontology/event_type.h"
#include "serve/answers.h"
#include "serve/item.h"
#include "serve/problem.h"
#include "serve/select.h"
#include "write/json.h"

namespace casus::serve {
namespace {

using ontology::Quad;
using write::JsonWriter;

constexpr std::size_t most_links = 200, most_points = 1'000, most_asks = 200, most_agenda = 200,
                      most_bands = 400;
constexpr std::size_t examples = 3;

// The quad class of each type of a snapshot.
std::array<Quad, 256> quads_of(const Snapshot& snapshot) {
  std::array<Quad, 256> out{};
  for (std::size_t i = 0; i < snapshot.types.size(); ++i) {
    const auto type = ontology::find_event_type(snapshot.types[i]);
    out[i] = type ? ontology::quad_of(*type) : Quad::none;
  }
  return out;
}
bool is_conflict(Quad quad) { return quad == Quad::verbal_conflict || quad == Quad::material_conflict; }
bool is_cooperation(Quad quad) {
  return quad == Quad::verbal_cooperation || quad == Quad::material_cooperation;
}

// Counts by status, as an object of those that occur.
using Statuses = std::array<std::uint32_t, 32>;
void write_statuses(JsonWriter& json, const Snapshot& snapshot, const Statuses& counts) {
  json.begin_object();
  for (std::size_t i = 0; i < counts.size() && i < snapshot.statuses.size(); ++i) {
    if (counts[i] == 0) continue;
    json.key(snapshot.statuses[i]);
    json.number(counts[i]);
  }
  json.end_object();
}
std::size_t status_slot(const Row& row) { return std::min<std::size_t>(row.status, 31); }

// The events that stand for many: those of the latest rows.
struct Top {
  std::array<std::uint32_t, examples> rows{};
  std::uint32_t count = 0;
  void add(std::uint32_t row) { rows[count++ % examples] = row; }
  void write(JsonWriter& json, const Snapshot& snapshot) const {
    json.begin_array();
    for (std::uint32_t i = 0; i < std::min<std::uint32_t>(count, examples); ++i) {
      const Row& row = snapshot.of(Claim::event)[rows[(count - 1 - i) % examples]];
      json.begin_object();
      json.member("story", snapshot.story_of(row));
      json.member("id", snapshot.id_of(row));
      json.end_object();
    }
    json.end_array();
  }
};

enum class Bucket { day, week, month };

Day bucket_of(Day day, Bucket bucket) {
  if (bucket == Bucket::day) return day;
  const base::Date date = base::date_of(day);
  if (bucket == Bucket::week) return day - static_cast<Day>((base::weekday_of(date) + 6) % 7);  // Monday
  const base::Date first = date.year() / date.month() / 1;
  return base::day_number(first);
}

struct InBucket {
  std::uint64_t count = 0;
  double sum = 0;
  std::uint64_t force = 0;
  double force_sum = 0;
  Statuses statuses{};
};

void write_force(JsonWriter& json, const Snapshot& snapshot, const std::map<Day, InBucket>& buckets) {
  json.begin_array();
  for (const auto& [day, in] : buckets) {
    if (in.force == 0) continue;
    json.begin_object();
    json.member("day", day_text(day));
    json.key("count");
    json.number(in.force);
    json.key("score_sum");
    json.number(in.force_sum);
    json.key("status");
    write_statuses(json, snapshot, in.statuses);
    json.end_object();
  }
  json.end_array();
}

// For each bucket and kind, the lowest and the highest figure, and the claim with the highest.
base::Result<void> write_tolls(Call& call, const Snapshot& snapshot, const Bound& bound, Bucket bucket,
                               std::string& out) {
  struct Band {
    std::int64_t low = Row::no_figure, high = Row::no_figure;
    std::uint32_t row = 0;
  };
  std::map<std::pair<Day, Word>, Band> bands;
  const auto& rows = snapshot.of(Claim::toll);
  for (const std::uint32_t at : matches(snapshot, Claim::toll, bound)) {
    const Row& row = rows[at];
    if (row.day == no_day) continue;
    const std::int64_t low = row.low != Row::no_figure ? row.low : row.high;
    const std::int64_t high = row.high != Row::no_figure ? row.high : row.low;
    Band& band = bands[{bucket_of(row.day, bucket), row.kind}];
    if (low != Row::no_figure && (band.low == Row::no_figure || low < band.low)) band.low = low;
    if (high != Row::no_figure && (band.high == Row::no_figure || high > band.high)) {
      band.high = high;
      band.row = at;
    }
  }
  auto lease = call.parts.pool.lend();
  if (!lease) return lease.error();
  const std::vector<std::string> fields = {"published", "source", "qualifier", "text", "superseded_by"};
  ItemWriter writer(**lease, snapshot, fields);
  out += '[';
  std::size_t left = most_bands;
  for (auto at = bands.rbegin(); at != bands.rend() && left > 0; ++at) {
    const auto& [where, band] = *at;
    if (band.high == Row::no_figure) continue;
    const std::size_t before = out.size();
    if (out.back() != '[') out += ',';
    const auto written = writer.write(Claim::toll, rows[band.row], out);
    if (!written) return written.error();
    if (!*written) {
      out.resize(before);
      continue;
    }
    --left;
    out.back() = ',';  // the object goes on
    std::string rest;
    JsonWriter json(rest);
    json.begin_object();
    json.member("day", day_text(where.first));
    json.member("kind", snapshot.words[where.second]);
    json.key("low");
    json.number(band.low);
    json.key("high");
    json.number(band.high);
    json.member("story", snapshot.story_of(rows[band.row]));
    json.member("id", snapshot.id_of(rows[band.row]));
    json.end_object();
    out += rest.substr(1);
  }
  out += ']';
  return {};
}

base::Result<void> write_items(Call& call, const Snapshot& snapshot, Claim claim,
                               const std::vector<std::uint32_t>& rows, const std::vector<std::string>& fields,
                               std::string& out) {
  auto lease = call.parts.pool.lend();
  if (!lease) return lease.error();
  ItemWriter writer(**lease, snapshot, fields);
  out += '[';
  for (const std::uint32_t row : rows) {
    const std::size_t before = out.size();
    if (out.back() != '[') out += ',';
    const auto written = writer.write(claim, snapshot.of(claim)[row], out);
    if (!written) return written.error();
    if (!*written) out.resize(before);
  }
  out += ']';
  return {};
}

Response timeline(Call& call, const Snapshot& snapshot, const Bound& bound) {
  const std::string_view asked = call.question["bucket"];
  if (!asked.empty() && asked != "day" && asked != "week" && asked != "month") {
    return problem(
        bad_parameter("bucket", asked, "one of day, week, month; what stories tell is dated by the day"),
        call.target.path);
  }
  const Bucket bucket = asked == "week" ? Bucket::week : asked == "month" ? Bucket::month : Bucket::day;
  const std::array<Quad, 256> quads = quads_of(snapshot);
  const auto& rows = snapshot.of(Claim::event);
  std::unordered_map<Day, InBucket> by_day;
  Day last = no_day;
  InBucket* in = nullptr;
  for (const std::uint32_t at : matches(snapshot, Claim::event, bound)) {
    const Row& row = rows[at];
    if (row.day == no_day) continue;
    if (in == nullptr || row.day != last) in = &by_day[row.day];
    last = row.day;
    ++in->count;
    in->sum += row.score;
    if (quads[row.type] != Quad::material_conflict) continue;
    ++in->force;
    in->force_sum += row.score;
    ++in->statuses[status_slot(row)];
  }
  std::map<Day, InBucket> buckets;
  for (const auto& [day, one] : by_day) {
    InBucket& to = buckets[bucket_of(day, bucket)];
    to.count += one.count;
    to.sum += one.sum;
    to.force += one.force;
    to.force_sum += one.force_sum;
    for (std::size_t i = 0; i < to.statuses.size(); ++i) to.statuses[i] += one.statuses[i];
  }

  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("bucket", bucket == Bucket::week ? "week" : bucket == Bucket::month ? "month" : "day");
  json.key("lanes");
  json.begin_object();
  json.key("force");
  write_force(json, snapshot, buckets);
  body += ",\"tolls\":";
  if (auto done = write_tolls(call, snapshot, bound, bucket, body); !done) {
    return problem(done.error(), call.target.path);
  }
  for (const Claim claim : {Claim::thread, Claim::agenda}) {
    const auto found = matches(snapshot, claim, bound);
    const Page latest = page_of(snapshot, claim, found, {SortBy::day, true}, std::nullopt,
                                claim == Claim::thread ? most_asks : most_agenda);
    body += claim == Claim::thread ? ",\"asks\":" : ",\"agenda\":";
    if (auto done = write_items(call, snapshot, claim, latest.rows, {}, body); !done) {
      return problem(done.error(), call.target.path);
    }
  }
  json.end_object();
  json.key("score");
  json.begin_array();
  for (const auto& [day, one] : buckets) {
    json.begin_object();
    json.member("day", day_text(day));
    json.key("sum");
    json.number(one.sum);
    json.key("count");
    json.number(one.count);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json_response(std::move(body));
}

struct Link {
  std::uint32_t count = 0, cooperation = 0, conflict = 0, asked = 0;
  double score = 0;
  Statuses statuses{};
  Top top;
};

// An actor by its code; one without a code by its name, with a bit that says so.
constexpr std::uint32_t named = std::uint32_t{1} << 31;
std::uint32_t node_of(const Actor& actor) {
  return actor.code != Words::none ? actor.code : actor.name | named;
}
std::string_view label_of(const Snapshot& snapshot, std::uint32_t node) {
  return snapshot.words[node & ~named];
}

// How often each pair occurs: open addressing, 16 bytes a pair.
class PairCounts {
 public:
  void add(std::uint64_t pair) {
    std::size_t at = slot(pair);
    while (slots_[at].first != 0 && slots_[at].first != pair) at = (at + 1) & (slots_.size() - 1);
    ++slots_[at].second;
    if (std::exchange(slots_[at].first, pair) == pair || ++size_ * 2 < slots_.size()) return;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> before(slots_.size() * 2);
    before.swap(slots_);
    for (const auto& one : before) {
      if (one.first == 0) continue;
      std::size_t to = slot(one.first);
      while (slots_[to].first != 0) to = (to + 1) & (slots_.size() - 1);
      slots_[to] = one;
    }
  }
  std::vector<std::pair<std::uint64_t, std::uint32_t>> all() const {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> out;
    for (const auto& one : slots_) {
      if (one.first != 0) out.push_back(one);
    }
    return out;
  }

 private:
  std::size_t slot(std::uint64_t pair) const {
    return (pair * 0x9e3779b97f4a7c15u >> 32) & (slots_.size() - 1);
  }
  // A pair is never 0: that would be nobody towards nobody.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> slots_ =
      std::vector<std::pair<std::uint64_t, std::uint32_t>>(1024);
  std::size_t size_ = 0;
};

Response network(Call& call, const Snapshot& snapshot, const Bound& bound) {
  const std::array<Quad, 256> quads = quads_of(snapshot);
  const auto& rows = snapshot.of(Claim::event);
  std::array<bool, 256> asks{};
  for (std::size_t i = 0; i < snapshot.types.size(); ++i) asks[i] = snapshot.types[i] == "REQUEST";
  std::vector<std::uint32_t> times(snapshot.actors.size(), 0);  // how often each is named
  std::vector<std::uint32_t> nodes_of(snapshot.actors.size());
  for (std::size_t i = 0; i < nodes_of.size(); ++i) nodes_of[i] = node_of(snapshot.actors[i]);
  const auto each_pair = [&](const Row& row, auto take) {
    const Role* const roles = snapshot.roles.data() + row.first_role;
    for (std::uint16_t i = 0; i < row.roles; ++i) {
      if (roles[i].recipient) continue;
      for (std::uint16_t k = 0; k < row.roles; ++k) {
        if (!roles[k].recipient) continue;
        const std::uint32_t from = nodes_of[roles[i].actor], to = nodes_of[roles[k].actor];
        if (from != to) take(std::uint64_t{from} << 32 | to);
      }
    }
  };
  // Once to count pairs, in little memory; once more to look closer at those that are shown.
  const auto found = matches(snapshot, Claim::event, bound);
  PairCounts counts;
  for (const std::uint32_t at : found) {
    const Row& row = rows[at];
    for (std::uint32_t i = row.first_role; i < row.first_role + row.roles; ++i)
      ++times[snapshot.roles[i].actor];
    each_pair(row, [&](std::uint64_t pair) { counts.add(pair); });
  }
  const auto names = [&](std::uint64_t pair) {
    return std::pair(label_of(snapshot, static_cast<std::uint32_t>(pair >> 32)),
                     label_of(snapshot, static_cast<std::uint32_t>(pair)));
  };
  std::vector<std::pair<std::uint64_t, std::uint32_t>> pairs = counts.all();
  const std::size_t in_all = pairs.size();
  const std::size_t count = std::min(in_all, most_links);
  std::partial_sort(pairs.begin(), pairs.begin() + static_cast<std::ptrdiff_t>(count), pairs.end(),
                    [&](const auto& a, const auto& b) {
                      return a.second != b.second ? a.second > b.second : names(a.first) < names(b.first);
                    });
  pairs.resize(count);
  std::unordered_map<std::uint64_t, Link> links;
  // Most pairs are not shown: a bit for some of them each says so without a look-up.
  std::vector<std::uint64_t> maybe(1024);
  const auto bit_of = [](std::uint64_t pair) { return pair * 0x9e3779b97f4a7c15u >> 48; };
  for (const auto& [pair, number] : pairs) {
    links[pair].count = number;
    maybe[bit_of(pair) / 64] |= std::uint64_t{1} << bit_of(pair) % 64;
  }
  for (const std::uint32_t at : found) {
    const Row& row = rows[at];
    each_pair(row, [&](std::uint64_t pair) {
      if ((maybe[bit_of(pair) / 64] >> bit_of(pair) % 64 & 1) == 0) return;
      const auto shown = links.find(pair);
      if (shown == links.end()) return;
      Link& link = shown->second;
      link.cooperation += is_cooperation(quads[row.type]) ? 1 : 0;
      link.conflict += is_conflict(quads[row.type]) ? 1 : 0;
      link.asked += asks[row.type] ? 1 : 0;
      link.score += row.score;
      ++link.statuses[status_slot(row)];
      link.top.add(at);
    });
  }
  std::vector<std::pair<std::uint64_t, const Link*>> sorted;
  for (const auto& [pair, number] : pairs) sorted.emplace_back(pair, &links[pair]);

  // Each node under the name that it has most often, with the type its entity has in one of the stories.
  struct Node {
    std::uint64_t weight = 0;
    std::uint32_t actor = nowhere, times = 0;
    const Link* seen = nullptr;
  };
  std::map<std::uint32_t, Node> nodes;
  for (const auto& [pair, link] : sorted) {
    for (const std::uint32_t end :
         {static_cast<std::uint32_t>(pair >> 32), static_cast<std::uint32_t>(pair)}) {
      nodes[end].weight += link->count;
      nodes[end].seen = link;
    }
  }
  for (std::uint32_t i = 0; i < snapshot.actors.size(); ++i) {
    if (times[i] == 0) continue;
    const auto node = nodes.find(node_of(snapshot.actors[i]));
    if (node == nodes.end() || node->second.times >= times[i]) continue;
    node->second.actor = i;
    node->second.times = times[i];
  }
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), call.target.path);
  auto entity = (*lease)->prepare(
      "SELECT type, country FROM entities WHERE story = ?1 AND code IS ?2 ORDER BY name = ?3 DESC LIMIT 1");
  if (!entity) return problem(entity.error(), call.target.path);

  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.key("nodes");
  json.begin_array();
  for (const auto& [id, node] : nodes) {
    const std::string_view name =
        node.actor == nowhere ? label_of(snapshot, id) : snapshot.words[snapshot.actors[node.actor].name];
    const std::string_view code = (id & named) != 0 ? std::string_view() : snapshot.words[id];
    const Row& seen = rows[node.seen->top.rows[0]];
    entity->reset();
    entity->bind(snapshot.stories[seen.story].key).bind_or_null(code).bind(name);
    const auto there = entity->step();
    if (!there) return problem(there.error(), call.target.path);
    json.begin_object();
    json.member("key", label_of(snapshot, id));
    json.text_or_null("code", code);
    json.member("name", name.empty() ? label_of(snapshot, id) : name);
    json.text_or_null("type", *there ? entity->bytes(0) : std::string_view());
    json.text_or_null("country", *there ? entity->bytes(1) : std::string_view());
    json.key("weight");
    json.number(node.weight);
    json.end_object();
  }
  json.end_array();
  json.key("links");
  json.begin_array();
  for (const auto& [pair, link] : sorted) {
    json.begin_object();
    json.member("from", label_of(snapshot, static_cast<std::uint32_t>(pair >> 32)));
    json.member("to", label_of(snapshot, static_cast<std::uint32_t>(pair)));
    json.key("coop");
    json.number(link->cooperation);
    json.key("conflict");
    json.number(link->conflict);
    json.key("asked");
    json.number(link->asked);
    json.key("score");
    json.number(link->score / link->count);
    json.key("count");
    json.number(link->count);
    json.key("status");
    write_statuses(json, snapshot, link->statuses);
    json.key("top");
    link->top.write(json, snapshot);
    json.end_object();
  }
  json.end_array();
  json.key("links_in_all");
  json.number(in_all);
  json.end_object();
  return json_response(std::move(body));
}

Response map(Call&, const Snapshot& snapshot, const Bound& bound) {
  struct Point {
    std::uint32_t count = 0;
    Top top;
  };
  const auto& rows = snapshot.of(Claim::event);
  std::vector<Point> places(snapshot.places.size());
  for (const std::uint32_t at : matches(snapshot, Claim::event, bound)) {
    const Row& row = rows[at];
    if (row.place == nowhere) continue;
    ++places[row.place].count;
    places[row.place].top.add(at);
  }
  std::map<std::string_view, Point> countries;
  std::vector<std::uint32_t> sorted;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    if (places[i].count == 0) continue;
    const Place& place = snapshot.places[i];
    if (place.country != Words::none) {
      Point& country = countries[snapshot.words[place.country]];
      country.count += places[i].count;
      for (std::uint32_t k = 0; k < std::min<std::uint32_t>(places[i].top.count, examples); ++k) {
        country.top.add(places[i].top.rows[k]);
      }
    }
    // A place known only to its country is a country, not a point in its middle.
    if (place.located && snapshot.words[place.kind] != "country") sorted.push_back(i);
  }
  const std::size_t count = std::min(sorted.size(), most_points);
  std::partial_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(count), sorted.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      return places[a].count != places[b].count ? places[a].count > places[b].count : a < b;
                    });
  sorted.resize(count);
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.key("points");
  json.begin_array();
  for (const std::uint32_t i : sorted) {
    const Place& place = snapshot.places[i];
    json.begin_object();
    json.key("lat");
    json.number(place.lat);
    json.key("lon");
    json.number(place.lon);
    json.member("name", snapshot.words[place.name]);
    json.text_or_null("country", snapshot.words[place.country]);
    json.text_or_null("admin1", snapshot.words[place.admin1]);
    json.text_or_null("kind", snapshot.words[place.kind]);
    json.member("precision", precision_of(snapshot.words[place.kind]));
    json.key("count");
    json.number(places[i].count);
    json.key("top");
    places[i].top.write(json, snapshot);
    json.end_object();
  }
  json.end_array();
  json.key("countries");
  json.begin_array();
  for (const auto& [country, point] : countries) {
    json.begin_object();
    json.member("country", country);
    json.key("count");
    json.number(point.count);
    json.key("top");
    point.top.write(json, snapshot);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json_response(std::move(body));
}

}  // namespace

Response answer_timeline(Call& call) { return aggregate(call, timeline); }
Response answer_network(Call& call) { return aggregate(call, network); }
Response answer_map(Call& call) { return aggregate(call, map); }

}  // namespace casus::serve
