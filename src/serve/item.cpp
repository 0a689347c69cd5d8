#include "serve/item.h"

#include <algorithm>
#include <cassert>
#include <simdjson.h>

#include "serve/lines.h"
#include "write/json.h"

namespace casus::serve {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using write::JsonWriter;

// Members of records, without exceptions: what is not there is null.
Element member(Element from, std::string_view name) {
  Element out;
  if (from.is_object() && from[name].get(out) == simdjson::SUCCESS) return out;
  static const Element null = [] {
    static simdjson::dom::parser parser;
    Element value;
    const auto read = parser.parse(std::string_view("null")).get(value);
    assert(read == simdjson::SUCCESS);
    return read == simdjson::SUCCESS ? value : Element();
  }();
  return null;
}
std::string_view text(Element value) {
  std::string_view out;
  return value.get(out) == simdjson::SUCCESS ? out : std::string_view();
}
std::string_view text(Element from, std::string_view name) { return text(member(from, name)); }

std::int64_t number(Element from, std::string_view name) {
  std::int64_t out = 0;
  return member(from, name).get(out) == simdjson::SUCCESS ? out : 0;
}

template <class Each>
void each(Element list, Each take) {
  simdjson::dom::array array;
  if (list.get(array) != simdjson::SUCCESS) return;
  for (const Element item : array) take(item);
}
// The item of the list with this id.
std::optional<Element> with_id(Element list, std::string_view id) {
  std::optional<Element> found;
  if (id.empty()) return found;
  each(list, [&](Element item) {
    if (!found && text(item, "id") == id) found = item;
  });
  return found;
}

// Any value, as it stands.
void write_value(JsonWriter& json, Element value) {
  switch (value.type()) {
    case simdjson::dom::element_type::ARRAY:
      json.begin_array();
      each(value, [&](Element item) { write_value(json, item); });
      json.end_array();
      break;
    case simdjson::dom::element_type::OBJECT: {
      json.begin_object();
      Object object;
      if (value.get(object) == simdjson::SUCCESS) {
        for (const auto& [name, inner] : object) {
          json.key(name);
          write_value(json, inner);
        }
      }
      json.end_object();
      break;
    }
    case simdjson::dom::element_type::INT64:
      json.number(std::int64_t(value));
      break;
    case simdjson::dom::element_type::UINT64:
      json.number(std::uint64_t(value));
      break;
    case simdjson::dom::element_type::DOUBLE:
      json.number(double(value));
      break;
    case simdjson::dom::element_type::STRING:
      json.string(text(value));
      break;
    case simdjson::dom::element_type::BOOL:
      json.boolean(bool(value));
      break;
    case simdjson::dom::element_type::NULL_VALUE:
      json.null();
      break;
  }
}

const std::vector<std::string_view> common = {"seq",       "story",  "id",        "in",
                                              "start",     "end",    "text",      "day",
                                              "published", "source", "situation", "incident"};

std::vector<std::string_view> with_common(const std::vector<std::string_view>& own) {
  std::vector<std::string_view> out = common;
  out.insert(out.end(), own.begin(), own.end());
  return out;
}

}  // namespace

std::string_view precision_of(std::string_view kind) {
  if (kind == "country" || kind == "admin1" || kind == "region") return kind;
  return "point";
}

const std::vector<std::string_view>& fields_of(Claim claim) {
  static const std::array<std::vector<std::string_view>, claim_count> fields = {
      with_common({"event", "mode", "cameo", "goldstein", "score", "quad", "status", "salience", "confidence",
                   "rule", "contexts", "actors", "recipients", "place", "time", "attribution", "condition",
                   "merged"}),
      with_common({"kind", "low", "high", "qualifier", "cumulative", "victims", "event", "place", "time",
                   "attribution", "superseded_by"}),
      with_common({"request", "responses", "status", "merged"}),
      with_common({"bearer", "kind", "action", "condition", "members", "table_members", "basis", "status",
                   "attribution"}),
      with_common({"what", "value", "certainty", "status", "event", "actors", "place", "attribution",
                   "resolved_by", "merged"}),
      with_common({"content", "cue", "speaker", "speaker_text", "direct", "via", "outer", "time", "claims"}),
  };
  return fields[static_cast<std::size_t>(claim)];
}

struct ItemWriter::Parts {
  Parts(store::Connection& to, const Snapshot& of, const std::vector<std::string>& only)
      : connection(to), snapshot(of), fields(only) {}

  store::Connection& connection;
  const Snapshot& snapshot;
  const std::vector<std::string>& fields;
  std::optional<store::Statement> read;
  simdjson::dom::parser parser;
  std::string text;  // of the record
  Element record;
  std::uint32_t open = nowhere;  // the story whose record this is
  bool there = false;

  base::Result<bool> open_record(std::uint32_t story) {
    if (open == story) return there;
    open = nowhere;
    there = false;
    if (!read) {
      auto statement = connection.prepare("SELECT seq, record FROM stories WHERE key = ?1");
      if (!statement) return statement.error();
      read = *std::move(statement);
    }
    read->reset();
    read->bind(snapshot.stories[story].key);
    const auto row = read->step();
    if (!row) return row.error();
    if (*row && read->number(0) == snapshot.stories[story].seq) {
      text = read->text(1);
      there = parser.parse(text).get(record) == simdjson::SUCCESS;
    }
    read->reset();
    open = story;
    return there;
  }
};

ItemWriter::ItemWriter(store::Connection& connection, const Snapshot& snapshot,
                       const std::vector<std::string>& fields)
    : parts_(std::make_unique<Parts>(connection, snapshot, fields)) {}
ItemWriter::~ItemWriter() = default;

namespace {

// Writes one object; `field` says whether the next member is wanted and, if so, writes its name.
class Item {
 public:
  Item(const Snapshot& snapshot, Element record, const std::vector<std::string>& fields, std::string& out)
      : snapshot_(snapshot), record_(record), fields_(fields), json_(out) {}

  void write(Claim claim, const Row& row, Element item) {
    json_.begin_object();
    begin(claim, row, item);
    switch (claim) {
      case Claim::event:
        event(row, item);
        break;
      case Claim::toll:
        toll(row, item);
        break;
      case Claim::thread:
        thread(row, item);
        break;
      case Claim::obligation:
        obligation(item);
        break;
      case Claim::agenda:
        agenda(row, item);
        break;
      case Claim::quote:
        quote(item);
        break;
    }
    json_.end_object();
  }

 private:
  bool field(std::string_view name) {
    if (!fields_.empty() && std::find(fields_.begin(), fields_.end(), name) == fields_.end()) return false;
    json_.key(name);
    return true;
  }
  void copy(Element from, std::string_view name) { copy(from, name, name); }
  void copy(Element from, std::string_view name, std::string_view as) {
    if (field(as)) write_value(json_, member(from, name));
  }
  // A member inside an object that is written whole.
  void inner(Element from, std::string_view name) { inner(from, name, name); }
  void inner(Element from, std::string_view name, std::string_view as) {
    json_.key(as);
    write_value(json_, member(from, name));
  }
  Element list(std::string_view name) const { return member(record_, name); }
  void text_or_null(std::string_view value) { value.empty() ? json_.null() : json_.string(value); }

  // The words that a claim is shown by.
  Element words_of(Claim claim, Element item) const {
    if (claim == Claim::event) return member(item, "trigger");
    if (claim == Claim::thread) {
      const auto request = with_id(list("events"), text(item, "request"));
      return request ? member(*request, "trigger") : Element(member(item, "no"));
    }
    return item;
  }

  void begin(Claim claim, const Row& row, Element item) {
    const StoryRow& story = snapshot_.stories[row.story];
    const Element words = words_of(claim, item);
    if (field("seq")) json_.number(story.seq);
    if (field("story")) json_.string(snapshot_.words[story.id]);
    if (field("id")) json_.string(text(item, "id"));
    if (field("in")) json_.string(text(item, "in") == "headline" ? "headline" : "text");
    if (claim == Claim::quote) {
      quote_words(item);
    } else {
      copy(words, "start");
      copy(words, "end");
      copy(words, "text");
    }
    if (field("day")) text_or_null(row.day == no_day ? std::string() : day_text(row.day));
    if (field("published")) write_value(json_, member(list("story"), "published"));
    if (field("source")) write_value(json_, member(list("story"), "source"));
    if (field("situation")) text_or_null(snapshot_.words[story.situation]);
    if (field("incident")) text_or_null(snapshot_.words[story.incident]);
  }

  // From the first character of its first piece to the last of its last.
  void quote_words(Element item) {
    Element first = member(item, "none"), last = first;
    each(member(item, "content"), [&](Element piece) {
      if (first.is_null()) first = piece;
      last = piece;
    });
    copy(first, "start");
    copy(last, "end");
    if (!field("text")) return;
    const bool headline = text(item, "in") == "headline";
    const std::string_view all = text(list("story"), headline ? "headline" : "text");
    const std::int64_t from = number(first, "start"), to = number(last, "end");
    json_.string(code_points(all, from, to));
  }
  static std::string_view code_points(std::string_view all, std::int64_t from, std::int64_t to) {
    std::size_t at = 0, begin = all.size(), end = all.size();
    for (std::int64_t point = 0; at <= all.size(); ++point) {
      if (point == from) begin = at;
      if (point == to) {
        end = at;
        break;
      }
      if (at >= all.size()) break;
      ++at;
      while (at < all.size() && (static_cast<unsigned char>(all[at]) & 0xc0) == 0x80) ++at;
    }
    return begin <= end ? all.substr(begin, end - begin) : std::string_view();
  }

  void entity(std::string_view id) {
    const auto found = with_id(list("entities"), id);
    if (!found) return json_.null();
    json_.begin_object();
    json_.member("entity", id);
    inner(*found, "name");
    inner(*found, "code");
    json_.end_object();
  }
  void parties(Element item, std::string_view role) {
    json_.begin_array();
    each(member(item, "roles"), [&](Element one) {
      if (text(one, "role") != role) return;
      json_.begin_object();
      inner(one, "entity");
      json_.key("name");
      const auto found = with_id(list("entities"), text(one, "entity"));
      found ? write_value(json_, member(*found, "name")) : json_.null();
      for (const char* name : {"code", "inferred", "start", "end", "text", "from"}) inner(one, name);
      json_.end_object();
    });
    json_.end_array();
  }
  void place(std::string_view id) {
    const auto found = with_id(list("places"), id);
    if (!found) return json_.null();
    json_.begin_object();
    for (const char* name : {"id", "name", "country", "admin1", "lat", "lon", "kind"}) inner(*found, name);
    json_.member("precision", precision_of(text(*found, "kind")));
    json_.end_object();
  }
  // The id of an expression, or a value.
  void time(std::string_view when) {
    if (when.empty()) return json_.null();
    const auto found = with_id(list("times"), when);
    json_.begin_object();
    if (found) {
      inner(*found, "value");
      inner(*found, "begin");
      inner(*found, "until", "end");
      inner(*found, "text");
    } else {
      const Day day = day_of(when);
      json_.member("value", when);
      for (const char* name : {"begin", "end"}) {
        json_.key(name);
        day == no_day ? json_.null() : json_.string(day_text(day));
      }
      json_.key("text");
      json_.null();
    }
    json_.end_object();
  }
  void attribution(Element item) {
    json_.begin_array();
    each(member(item, "attribution"), [&](Element id) {
      const auto quote = with_id(list("quotes"), text(id));
      if (!quote) return;
      json_.begin_object();
      json_.member("quote", text(id));
      json_.key("speaker");
      entity(text(*quote, "speaker"));
      inner(*quote, "speaker_text");
      json_.key("via");
      entity(text(*quote, "via"));
      json_.end_object();
    });
    json_.end_array();
  }
  // Of the event with this id, as threads show it.
  void short_event(std::string_view id, bool answer, std::string_view kind) {
    const auto event = with_id(list("events"), id);
    json_.begin_object();
    json_.member("story", text(list("story"), "id"));
    json_.member("id", id);
    if (answer) {
      json_.member("kind", kind);
      json_.key("later");
      json_.boolean(false);
    }
    json_.key("text");
    event ? write_value(json_, member(member(*event, "trigger"), "text")) : json_.null();
    if (!answer) {
      json_.key("event");
      event ? write_value(json_, member(*event, "event")) : json_.null();
      json_.key("actors");
      event ? parties(*event, "actor") : empty();
      json_.key("recipients");
      event ? parties(*event, "recipient") : empty();
    }
    json_.key("day");
    text_or_null(day_of_event(id));
    json_.end_object();
  }
  std::string day_of_event(std::string_view id) const {
    const std::uint32_t story = snapshot_.find_story(text(list("story"), "id"));
    const std::uint32_t row = story == nowhere ? nowhere : snapshot_.find_row(Claim::event, story, id);
    if (row == nowhere || snapshot_.of(Claim::event)[row].day == no_day) return {};
    return day_text(snapshot_.of(Claim::event)[row].day);
  }
  void empty() {
    json_.begin_array();
    json_.end_array();
  }
  void words(Element item, std::string_view name) {
    if (!field(name)) return;
    const Element value = member(item, name);
    value.is_object() ? write_value(json_, value) : json_.null();
  }

  // What is known of the claim across stories: its index in a list of the facts of its situation.
  struct Known {
    const inquire::Facts& facts;
    std::uint32_t place = 0;
  };
  std::optional<Known> known(Claim claim, const Row& row) const {
    const inquire::Facts* const facts = snapshot_.across.of(snapshot_.stories[row.story]);
    const auto& places = snapshot_.across.place[static_cast<std::size_t>(claim)];
    const std::uint32_t place = places.empty() ? nowhere : places[snapshot_.number_of(claim, row)];
    if (facts == nullptr || place == nowhere) return std::nullopt;
    return Known{*facts, place};
  }
  void merged(Claim claim, const Row& row) {
    if (!field("merged")) return;
    const std::uint32_t first = snapshot_.first_of(claim, snapshot_.number_of(claim, row));
    if (first == nowhere) return json_.null();
    const Row& told = snapshot_.of(claim)[first];
    json_.string(std::string(snapshot_.story_of(told)) + "#" + std::string(snapshot_.id_of(told)));
  }

  void event(const Row& row, Element item) {
    for (const char* name : {"event", "mode", "cameo", "goldstein", "score", "quad", "status", "salience",
                             "confidence", "rule"}) {
      copy(item, name);
    }
    copy(item, "contexts");
    if (field("actors")) parties(item, "actor");
    if (field("recipients")) parties(item, "recipient");
    if (field("place")) place(text(item, "place"));
    if (field("time")) time(text(item, "time"));
    if (field("attribution")) attribution(item);
    words(item, "condition");
    merged(Claim::event, row);
  }
  void toll(const Row& row, Element item) {
    for (const char* name : {"kind", "low", "high", "qualifier", "cumulative", "victims", "event"}) {
      copy(item, name);
    }
    if (field("place")) {
      const auto event = with_id(list("events"), text(item, "event"));
      const std::string_view own = text(item, "place");
      place(own.empty() && event ? text(*event, "place") : own);
    }
    if (field("time")) time(text(item, "time"));
    if (field("attribution")) attribution(item);
    if (field("superseded_by")) superseded_by(row);
  }
  void superseded_by(const Row& row) {
    const auto place = known(Claim::toll, row);
    if (!place) return json_.null();
    const auto& figures = place->facts.countings[place->place].figures;
    const inquire::Figure& figure = figures[snapshot_.across.figure[snapshot_.number_of(Claim::toll, row)]];
    write_superseded_by(json_, place->facts, figures, figure);
  }
  void thread(const Row& row, Element item) {
    if (field("request")) short_event(text(item, "request"), false, {});
    const auto place = known(Claim::thread, row);
    if (field("responses")) {
      json_.begin_array();
      if (place) {
        for (const inquire::Reply& reply : place->facts.askings[place->place].replies)
          write_reply(json_, place->facts, reply);
      } else {
        each(member(item, "responses"),
             [&](Element one) { short_event(text(one, "event"), true, text(one, "kind")); });
      }
      json_.end_array();
    }
    status(Claim::thread, row);
    merged(Claim::thread, row);
  }
  void status(Claim claim, const Row& row) {
    if (field("status"))
      json_.string(snapshot_.statuses[snapshot_.status_of(claim, snapshot_.number_of(claim, row))]);
  }
  void obligation(Element item) {
    if (field("bearer")) entity(text(item, "bearer"));
    copy(item, "kind");
    words(item, "action");
    words(item, "condition");
    copy(item, "members");
    if (field("table_members")) {
      bool any = false;
      each(member(item, "known_members"), [&](Element) { any = true; });
      any ? write_value(json_, member(item, "known_members")) : json_.null();
    }
    copy(item, "basis");
    copy(item, "status");
    if (field("attribution")) attribution(item);
  }
  void agenda(const Row& row, Element item) {
    copy(item, "what");
    if (field("value")) time(text(item, "value"));
    copy(item, "certainty");
    status(Claim::agenda, row);
    copy(item, "event");
    if (field("actors")) {
      json_.begin_array();
      each(member(item, "actors"), [&](Element id) { entity(text(id)); });
      json_.end_array();
    }
    if (field("place")) place(text(item, "place"));
    if (field("attribution")) attribution(item);
    if (field("resolved_by")) {
      const auto place = known(Claim::agenda, row);
      const inquire::Planned* const plan = place ? &place->facts.plans[place->place] : nullptr;
      plan != nullptr && plan->resolved_by ? write_cited(json_, place->facts, *plan->resolved_by)
                                           : json_.null();
    }
    merged(Claim::agenda, row);
  }
  void quote(Element item) {
    copy(item, "content");
    words(item, "cue");
    if (field("speaker")) entity(text(item, "speaker"));
    copy(item, "speaker_text");
    copy(item, "direct");
    if (field("via")) entity(text(item, "via"));
    copy(item, "outer");
    if (field("time")) time(text(item, "time"));
    if (!field("claims")) return;
    const std::string_view id = text(item, "id");
    json_.begin_array();
    for (const char* name : {"events", "tolls", "obligations", "agenda"}) {
      each(list(name), [&](Element claim) {
        bool carried = false;
        each(member(claim, "attribution"), [&](Element quote) { carried = carried || text(quote) == id; });
        if (carried) json_.string(text(claim, "id"));
      });
    }
    json_.end_array();
  }

  const Snapshot& snapshot_;
  Element record_;
  const std::vector<std::string>& fields_;
  JsonWriter json_;
};

}  // namespace

base::Result<bool> ItemWriter::write(Claim claim, const Row& row, std::string& out) {
  const auto open = parts_->open_record(row.story);
  if (!open) return open.error();
  if (!*open) return false;
  const auto item = with_id(member(parts_->record, plural(claim)), parts_->snapshot.id_of(row));
  if (!item) return false;
  Item(parts_->snapshot, parts_->record, parts_->fields, out).write(claim, row, *item);
  return true;
}

}  // namespace casus::serve
