// Stories: the list, and one with its whole record.
#include <algorithm>
#include <fmt/format.h>

#include "serve/answers.h"
#include "serve/problem.h"
#include "write/json.h"

namespace casus::serve {
namespace {

const std::vector<std::string_view> fields = {"seq",      "id",       "source",    "published",
                                              "day",      "headline", "url",       "language",
                                              "dateline", "incident", "situation", "counts"};

const std::vector<Column> columns = {{"id", "id"},
                                     {"seq", "seq"},
                                     {"published", "published"},
                                     {"source", "source"},
                                     {"headline", "headline"},
                                     {"url", "url"},
                                     {"language", "language"},
                                     {"dateline_place", "dateline.place"},
                                     {"dateline_date", "dateline.date"},
                                     {"incident", "incident"},
                                     {"situation", "situation"},
                                     {"events", "counts.events"},
                                     {"tolls", "counts.tolls"},
                                     {"threads", "counts.threads"},
                                     {"obligations", "counts.obligations"},
                                     {"agenda", "counts.agenda"},
                                     {"quotes", "counts.quotes"}};

constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();

struct StoryOrder {
  bool by_seq = false;
  bool down = false;
};

std::pair<std::int64_t, std::int64_t> mark_of(const StoryRow& story, StoryOrder order) {
  const std::int64_t value = order.by_seq ? story.seq : story.published == no_day ? last : story.published;
  if (!order.down) return {value, story.key};
  return {value == last ? last : -value, -story.key};
}

class StoryWriter {
 public:
  StoryWriter(store::Connection& connection, const Snapshot& snapshot, const std::vector<std::string>& only)
      : connection_(connection), snapshot_(snapshot), only_(only) {}

  // False where the story is gone.
  base::Result<bool> write(std::uint32_t story, std::string& out) {
    if (!read_) {
      auto statement = connection_.prepare(
          "SELECT source, published, headline, url, language, dateline_start, dateline_end, dateline_place, "
          "dateline_date FROM stories WHERE key = ?1");
      if (!statement) return statement.error();
      read_ = *std::move(statement);
    }
    const StoryRow& row = snapshot_.stories[story];
    read_->reset();
    read_->bind(row.key);
    const auto there = read_->step();
    if (!there) return there.error();
    if (!*there) return false;
    write::JsonWriter json(out);
    const auto field = [&](std::string_view name) {
      if (!only_.empty() && std::find(only_.begin(), only_.end(), name) == only_.end()) return false;
      json.key(name);
      return true;
    };
    const auto text = [&](std::string_view name, std::string_view value) {
      if (field(name)) value.empty() ? json.null() : json.string(value);
    };
    json.begin_object();
    if (field("seq")) json.number(row.seq);
    text("id", snapshot_.words[row.id]);
    text("source", read_->bytes(0));
    text("published", read_->bytes(1));
    text("day", row.published == no_day ? std::string() : day_text(row.published));
    text("headline", read_->bytes(2));
    text("url", read_->bytes(3));
    text("language", read_->bytes(4));
    if (field("dateline")) {
      if (read_->null(5)) {
        json.null();
      } else {
        json.begin_object();
        json.key("start");
        json.number(read_->number(5));
        json.key("end");
        json.number(read_->number(6));
        json.text_or_null("place", read_->bytes(7));
        json.text_or_null("date", read_->bytes(8));
        json.end_object();
      }
    }
    text("incident", snapshot_.words[row.incident]);
    text("situation", snapshot_.words[row.situation]);
    if (field("counts")) {
      json.begin_object();
      for (std::size_t kind = 0; kind < claim_count; ++kind) {
        json.key(plural(static_cast<Claim>(kind)));
        json.number(row.count[kind]);
      }
      json.end_object();
    }
    json.end_object();
    read_->reset();
    return true;
  }

 private:
  store::Connection& connection_;
  const Snapshot& snapshot_;
  const std::vector<std::string>& only_;
  std::optional<store::Statement> read_;
};

}  // namespace

std::vector<std::uint32_t> stories_of(const Filter& filter, const Snapshot& snapshot, const Bound& bound) {
  std::vector<std::uint32_t> out;
  std::vector<bool> with_events;
  if (!filter.stories_only()) {
    // The days asked for are those of the stories.
    with_events.resize(snapshot.stories.size());
    Filter claims = filter;
    claims.from = claims.to = no_day;
    const Bound of_claims(claims, snapshot, nullptr);
    const auto& events = snapshot.of(Claim::event);
    for (std::uint32_t i = 0; i < events.size(); ++i) {
      if (!with_events[events[i].story] && of_claims.holds(Claim::event, i))
        with_events[events[i].story] = true;
    }
  }
  for (std::uint32_t i = 0; i < snapshot.stories.size(); ++i) {
    const Day day = snapshot.stories[i].published;
    if (filter.from != no_day && (day == no_day || day < filter.from)) continue;
    if (filter.to != no_day && (day == no_day || day > filter.to)) continue;
    if (!bound.story(i) || (!with_events.empty() && !with_events[i])) continue;
    out.push_back(i);
  }
  return out;
}

Response answer_stories(Call& call) {
  Question& question = call.question;
  const auto& instance = call.target.path;
  StoryOrder order;
  if (!question.sort.empty()) {
    std::string_view name = question.sort;
    order.down = name.starts_with('-');
    if (order.down) name.remove_prefix(1);
    order.by_seq = name == "seq";
    if (name != "seq" && name != "day" && name != "published") {
      return problem(bad_parameter("sort", question.sort,
                                   "one of day, published, seq, with - before it for "
                                   "the other way round"),
                     instance);
    }
  }
  for (const std::string& name : question.fields) {
    if (std::find(fields.begin(), fields.end(), name) == fields.end()) {
      return problem(bad_parameter("fields", name, "one of the members of a story (docs/api.md)"), instance);
    }
  }
  for (const std::string& name : question.facets) {
    if (name != "source" && name != "situation" && name != "incident") {
      return problem(bad_parameter("facet", name, "one of source, situation, incident"), instance);
    }
  }
  auto held = snapshot_of(call);
  if (!held) return problem(held.error(), instance);
  const Snapshot& snapshot = **held;
  const std::string tag = tag_of(call, snapshot);
  if (has_already(call, tag)) return not_modified(tag);
  const auto searched = search(call, snapshot);
  if (!searched) return problem(searched.error(), instance);
  const Bound bound(question.filter, snapshot, *searched ? &**searched : nullptr);
  std::vector<std::uint32_t> found = stories_of(question.filter, snapshot, bound);

  std::vector<std::pair<std::pair<std::int64_t, std::int64_t>, std::uint32_t>> sorted;
  for (const std::uint32_t story : found) {
    const auto mark = mark_of(snapshot.stories[story], order);
    if (question.cursor && mark <= std::pair(question.cursor->value, question.cursor->key)) continue;
    sorted.emplace_back(mark, story);
  }
  const bool whole = call.form != Form::json && !question.limit_given && !question.cursor;
  const std::size_t count = whole ? sorted.size() : std::min(sorted.size(), question.limit);
  std::partial_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(count), sorted.end());
  const bool more_pages = count < sorted.size();
  sorted.resize(count);

  if (whole) {
    Response response{.type = std::string(content_type(call.form))};
    response.headers.emplace_back("ETag", tag);
    struct Work {
      std::shared_ptr<const Snapshot> snapshot;
      std::vector<std::pair<std::pair<std::int64_t, std::int64_t>, std::uint32_t>> stories;
      std::vector<std::string> fields;
      FormWriter writer;
      std::size_t at = 0;
    };
    auto work = std::make_shared<Work>(
        Work{*held, std::move(sorted), question.fields, FormWriter(call.form, columns)});
    response.more = [work, &pool = call.parts.pool](std::string& piece) {
      if (work->at == 0) work->writer.begin(piece);
      auto lease = pool.lend();
      if (!lease) return false;
      StoryWriter stories(**lease, *work->snapshot, work->fields);
      for (std::size_t n = 0; n < 1'000 && work->at < work->stories.size(); ++n, ++work->at) {
        std::string item;
        const auto written = stories.write(work->stories[work->at].second, item);
        if (!written) return false;
        if (*written) work->writer.item(item, piece);
      }
      if (work->at < work->stories.size()) return true;
      work->writer.end(piece);
      return false;
    };
    return response;
  }

  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), instance);
  StoryWriter writer(**lease, snapshot, question.fields);
  std::vector<std::string> items;
  for (const auto& [mark, story] : sorted) {
    std::string item;
    const auto written = writer.write(story, item);
    if (!written) return problem(written.error(), instance);
    if (*written) items.push_back(std::move(item));
  }
  PageEnd end{.total = found.size(), .next = {}, .facets = {}};
  if (more_pages) {
    const auto& [value, key] = sorted.back().first;
    end.next = write_cursor({.question = question.hash, .value = value, .key = key, .text = {}});
  }
  if (!question.facets.empty()) {
    write::JsonWriter json(end.facets);
    json.begin_object();
    for (const std::string& facet : question.facets) {
      std::vector<std::uint64_t> counts(snapshot.words.size(), 0);
      for (const std::uint32_t story : found) {
        const StoryRow& row = snapshot.stories[story];
        ++counts[facet == "source" ? row.source : facet == "situation" ? row.situation : row.incident];
      }
      std::vector<std::pair<std::uint64_t, Word>> values;
      for (Word word = 1; word < counts.size(); ++word) {
        if (counts[word] > 0) values.emplace_back(counts[word], word);
      }
      std::sort(values.begin(), values.end(), [&](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : snapshot.words[a.second] < snapshot.words[b.second];
      });
      if (values.size() > 100) values.resize(100);
      json.key(facet);
      json.begin_array();
      for (const auto& [number, word] : values) {
        json.begin_object();
        json.member("value", snapshot.words[word]);
        json.key("count");
        json.number(number);
        json.end_object();
      }
      json.end_array();
    }
    json.end_object();
  }
  return page_response(call, items, columns, end, tag);
}

Response answer_story(Call& call) {
  auto held = snapshot_of(call);
  if (!held) return problem(held.error(), call.target.path);
  const std::uint32_t story = (*held)->find_story(call.rest);
  if (story == nowhere) return problem(404, "there is no story with this id", call.target.path);
  const std::string tag = tag_of(call, **held);
  if (has_already(call, tag)) return not_modified(tag);
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), call.target.path);
  auto statement = (*lease)->prepare("SELECT record FROM stories WHERE key = ?1");
  if (!statement) return problem(statement.error(), call.target.path);
  const StoryRow& row = (*held)->stories[story];
  statement->bind(row.key);
  const auto there = statement->step();
  if (!there) return problem(there.error(), call.target.path);
  if (!*there) return problem(404, "this story is gone", call.target.path);
  std::string body = statement->text(0);
  if (body.empty() || body.back() != '}')
    return problem(500, "the record of this story is damaged", call.target.path);
  body.pop_back();
  std::string also;
  write::JsonWriter json(also);
  json.begin_object();
  json.key("seq");
  json.number(row.seq);
  json.text_or_null("incident", (*held)->words[row.incident]);
  json.text_or_null("situation", (*held)->words[row.situation]);
  // The same dispatch sent again, updated, corrected or taken over; none in a database whose stories were
  // not placed yet.
  json.key("duplicates");
  json.begin_array();
  auto copies = (*lease)->prepare(
      "SELECT other.id FROM placed_stories this JOIN placed_stories other ON other.copies = this.copies "
      "WHERE this.id = ?1 AND other.id <> this.id ORDER BY other.published, other.id LIMIT 1000");
  if (copies) {
    copies->bind((*held)->words[row.id]);
    for (;;) {
      const auto another = copies->step();
      if (!another) return problem(another.error(), call.target.path);
      if (!*another) break;
      json.string(copies->text(0));
    }
  }
  json.end_array();
  json.end_object();
  also.front() = ',';
  Response response = json_response(body + also);
  response.headers.emplace_back("ETag", tag);
  return response;
}

}  // namespace casus::serve
