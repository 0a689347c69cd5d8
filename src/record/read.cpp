// Every getter keeps the first thing that is not as it should be and goes on with an empty value, so that the
// lists below read like the record. Whether anything was wrong is asked once, at the end.
#include "record/read.h"

#include <simdjson.h>

#include "base/utf8.h"

namespace casus::record {
namespace {

using simdjson::dom::element;

constexpr std::int64_t newest_schema = 1;

class Reading {
 public:
  std::string wrong;  // what is not as it should be; "" where all is well

  // A member; nothing where it is absent or null.
  std::optional<element> member(element object, std::string_view name) {
    element found;
    if (object.at_key(name).get(found) != simdjson::SUCCESS || found.is_null()) return std::nullopt;
    return found;
  }

  std::string text(element object, std::string_view name) {
    const auto found = member(object, name);
    if (!found) return {};
    std::string_view value;
    if (found->get(value) != simdjson::SUCCESS) return complain(name, "is no string"), std::string();
    return std::string(value);
  }

  std::string needed(element object, std::string_view name) {
    std::string value = text(object, name);
    if (value.empty()) complain(name, "is missing");
    return value;
  }

  std::optional<double> number(element object, std::string_view name) {
    const auto found = member(object, name);
    if (!found) return std::nullopt;
    double value = 0;
    if (found->get(value) != simdjson::SUCCESS) return complain(name, "is no number"), std::nullopt;
    return value;
  }

  std::optional<std::int64_t> whole(element object, std::string_view name) {
    const auto found = member(object, name);
    if (!found) return std::nullopt;
    std::int64_t value = 0;
    if (found->get(value) != simdjson::SUCCESS) return complain(name, "is no whole number"), std::nullopt;
    return value;
  }

  bool truth(element object, std::string_view name) {
    const auto found = member(object, name);
    bool value = false;
    if (found && found->get(value) != simdjson::SUCCESS) complain(name, "is neither true nor false");
    return value;
  }

  // start, end and text of the object itself.
  Words span(element object) {
    Words out;
    const auto start = whole(object, "start");
    const auto end = whole(object, "end");
    if (!start || !end) return out;
    if (*start < 0 || *end < *start || *end > size_)
      return complain("start", "lies outside of the text"), out;
    out.start = *start;
    out.end = *end;
    out.text = text(object, "text");
    return out;
  }

  Words words(element object, std::string_view name) {
    const auto found = member(object, name);
    if (!found) return {};
    if (!found->is_object()) return complain(name, "is no object"), Words();
    return span(*found);
  }

  std::vector<Words> spans(element object, std::string_view name) {
    std::vector<Words> out;
    each(object, name, [&](element one) { out.push_back(span(one)); });
    return out;
  }

  std::vector<std::string> strings(element object, std::string_view name) {
    std::vector<std::string> out;
    const auto found = member(object, name);
    simdjson::dom::array array;
    if (!found) return out;
    if (found->get(array) != simdjson::SUCCESS) return complain(name, "is no list"), out;
    for (const element one : array) {
      std::string_view value;
      if (one.get(value) != simdjson::SUCCESS)
        return complain(name, "holds something else than strings"), out;
      out.emplace_back(value);
    }
    return out;
  }

  // Every object of a list.
  template <class Take>
  void each(element object, std::string_view name, const Take& take) {
    const auto found = member(object, name);
    simdjson::dom::array array;
    if (!found) return;
    if (found->get(array) != simdjson::SUCCESS) return complain(name, "is no list");
    const std::string outer = where_;
    std::size_t at = 0;
    for (const element one : array) {
      where_ = outer + std::string(name) + "[" + std::to_string(at++) + "].";
      if (!one.is_object()) {
        complain("", "is no object");
      } else {
        take(one);
      }
    }
    where_ = outer;
  }

  // The list `name` of the record; `fill` reads what an item has besides its id.
  template <class Item, class Fill>
  void items(element object, std::string_view name, std::vector<Item>& list, Story::Index* index,
             const Fill& fill) {
    if (!member(object, name)) return complain(name, "is missing");
    each(object, name, [&](element one) {
      Item item;
      item.id = needed(one, "id");
      const std::string in = text(one, "in");
      item.in_headline = in == "headline";
      if (!in.empty() && !item.in_headline) complain("in", "is not \"headline\"");
      size_ = item.in_headline ? headline_size : text_size;
      fill(one, item);
      if (index != nullptr) index->emplace(item.id, list.size());
      list.push_back(std::move(item));
    });
  }

  void complain(std::string_view name, const char* what) {
    if (wrong.empty()) wrong = "\"" + where_ + std::string(name) + "\" " + what;
  }

  // Code points of the texts that spans count.
  std::int64_t text_size = 0;
  std::int64_t headline_size = 0;
  void count_in_text() { size_ = text_size; }

 private:
  std::string where_;
  std::int64_t size_ = 0;
};

void read_story(Reading& in, element root, Story& story) {
  const auto made = in.member(root, "casus");
  if (!made || !made->is_object()) return in.complain("casus", "is missing");
  story.made = {in.text(*made, "version"), in.text(*made, "model"), in.text(*made, "lexicon")};
  const auto head = in.member(root, "story");
  if (!head || !head->is_object()) return in.complain("story", "is missing");
  story.id = in.needed(*head, "id");
  story.source = in.text(*head, "source");
  story.published = in.text(*head, "published");
  story.headline = in.text(*head, "headline");
  story.url = in.text(*head, "url");
  story.language = in.text(*head, "language");
  story.text = in.text(*head, "text");
  story.sha256 = in.text(*head, "sha256");
  in.text_size = static_cast<std::int64_t>(base::count_code_points(story.text));
  in.headline_size = static_cast<std::int64_t>(base::count_code_points(story.headline));
  in.count_in_text();
  if (const auto line = in.member(*head, "dateline"); line && line->is_object()) {
    story.dateline = in.span(*line);
    story.dateline_place = in.text(*line, "place");
    story.dateline_date = in.text(*line, "date");
    story.dateline_day = in.text(*line, "day");
  }
}

void read_layers(Reading& in, element root, Story& story) {
  in.items(root, "entities", story.entities, &story.entity_at, [&](element one, Entity& to) {
    to.name = in.text(one, "name");
    to.type = in.text(one, "type");
    to.code = in.text(one, "code");
    to.country = in.text(one, "country");
    to.role = in.text(one, "role");
    to.role_from = in.text(one, "role_from");
    to.role_to = in.text(one, "role_to");
    to.key = in.text(one, "key");
    to.mentions = in.spans(one, "mentions");
  });
  in.items(root, "times", story.times, &story.time_at, [&](element one, Time& to) {
    to.words = in.span(one);
    to.type = in.text(one, "type");
    to.value = in.text(one, "value");
    to.mod = in.text(one, "mod");
    to.begin = in.text(one, "begin");
    to.until = in.text(one, "until");
    to.from = in.words(one, "from");
    to.zone = in.text(one, "zone");
    to.offset = in.text(one, "offset");
    to.utc = in.text(one, "utc");
    to.zone_from = in.words(one, "zone_from");
  });
  in.items(root, "places", story.places, &story.place_at, [&](element one, Place& to) {
    to.words = in.span(one);
    to.name = in.text(one, "name");
    to.kind = in.text(one, "kind");
    to.country = in.text(one, "country");
    to.admin1 = in.text(one, "admin1");
    to.lat = in.number(one, "lat");
    to.lon = in.number(one, "lon");
    if (const auto id = in.whole(one, "geonames"); id && *id > 0) {
      to.geonames = static_cast<std::uint64_t>(*id);
    }
    to.confidence = in.number(one, "confidence").value_or(0);
  });
}

void read_events(Reading& in, element root, Story& story) {
  in.items(root, "events", story.events, &story.event_at, [&](element one, Event& to) {
    to.trigger = in.words(one, "trigger");
    if (!to.trigger.known()) in.complain("trigger", "is missing");
    to.event = in.needed(one, "event");
    to.mode = in.text(one, "mode");
    to.contexts = in.strings(one, "contexts");
    to.cameo = in.text(one, "cameo");
    to.goldstein = in.number(one, "goldstein");
    to.score = in.number(one, "score");
    to.quad = in.text(one, "quad");
    in.each(one, "roles", [&](element role) {
      to.roles.push_back({in.text(role, "role") == "actor", in.text(role, "entity"), in.text(role, "code"),
                          in.span(role), in.truth(role, "inferred"), in.words(role, "from")});
    });
    to.confidence = in.number(one, "confidence").value_or(0);
    to.status = in.needed(one, "status");
    to.time = in.text(one, "time");
    to.place = in.text(one, "place");
    to.attribution = in.strings(one, "attribution");
    to.condition = in.words(one, "condition");
    to.salience = in.text(one, "salience");
    to.rule = in.strings(one, "rule");
    to.evidence = in.spans(one, "evidence");
  });
  in.items(root, "quotes", story.quotes, &story.quote_at, [&](element one, Quote& to) {
    to.content = in.spans(one, "content");
    to.cue = in.words(one, "cue");
    to.speaker = in.text(one, "speaker");
    to.speaker_text = in.text(one, "speaker_text");
    if (const auto direct = in.member(one, "direct")) {
      bool value = false;
      to.direct =
          direct->get(value) == simdjson::SUCCESS ? (value ? "true" : "false") : in.text(one, "direct");
    }
    to.via = in.text(one, "via");
    to.time = in.text(one, "time");
    to.outer = in.text(one, "outer");
    to.by = in.text(one, "by");
  });
}

void read_claims(Reading& in, element root, Story& story) {
  in.items(root, "tolls", story.tolls, nullptr, [&](element one, Toll& to) {
    to.words = in.span(one);
    to.kind = in.text(one, "kind");
    to.low = in.whole(one, "low");
    to.high = in.whole(one, "high");
    to.qualifier = in.text(one, "qualifier");
    to.cumulative = in.truth(one, "cumulative");
    to.victims = in.text(one, "victims");
    to.event = in.text(one, "event");
    to.time = in.text(one, "time");
    to.place = in.text(one, "place");
    to.attribution = in.strings(one, "attribution");
    to.evidence = in.spans(one, "evidence");
    to.by = in.text(one, "by");
  });
  in.items(root, "threads", story.threads, nullptr, [&](element one, Thread& to) {
    to.request = in.text(one, "request");
    in.each(one, "responses", [&](element response) {
      to.responses.push_back({in.text(response, "event"), in.text(response, "kind")});
    });
    to.status = in.text(one, "status");
  });
  in.items(root, "obligations", story.obligations, nullptr, [&](element one, Obligation& to) {
    to.words = in.span(one);
    to.bearer = in.text(one, "bearer");
    to.kind = in.text(one, "kind");
    to.action = in.words(one, "action");
    to.condition = in.words(one, "condition");
    to.members = in.strings(one, "members");
    to.known_members = in.strings(one, "known_members");
    to.basis = in.text(one, "basis");
    to.status = in.text(one, "status");
    to.attribution = in.strings(one, "attribution");
    to.by = in.text(one, "by");
  });
  in.items(root, "agenda", story.agenda, nullptr, [&](element one, AgendaItem& to) {
    to.words = in.span(one);
    to.what = in.text(one, "what");
    to.event = in.text(one, "event");
    to.value = in.text(one, "value");
    to.certainty = in.text(one, "certainty");
    to.actors = in.strings(one, "actors");
    to.place = in.text(one, "place");
    to.attribution = in.strings(one, "attribution");
    to.by = in.text(one, "by");
  });
  in.each(root, "warnings", [&](element one) {
    story.warnings.push_back({in.text(one, "code"), in.text(one, "message")});
  });
}

}  // namespace

struct RecordReader::Parts {
  simdjson::dom::parser parser;
};

RecordReader::RecordReader() : parts_(std::make_unique<Parts>()) {}
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;
RecordReader::~RecordReader() = default;

base::Result<Story> RecordReader::read(std::string_view json) {
  element root;
  if (const auto error = parts_->parser.parse(json.data(), json.size()).get(root);
      error != simdjson::SUCCESS) {
    return base::Error{.code = "bad_json",
                       .message = std::string("this line is no JSON: ") + simdjson::error_message(error),
                       .hint = "records are what `casus code` writes, one a line"};
  }
  const auto bad = [](std::string message) {
    return base::Error{.code = "bad_record",
                       .message = std::move(message),
                       .hint = "records are what `casus code` writes, one a line"};
  };
  if (!root.is_object()) return bad("this line holds no JSON object");
  Reading in;
  Story story;
  read_story(in, root, story);
  if (!in.wrong.empty()) return bad("this is no story record: " + in.wrong);
  const auto made = in.member(root, "casus");
  const auto schema = in.whole(*made, "schema");
  if (!schema) return bad("this is no story record: \"casus.schema\" is missing");
  if (*schema > newest_schema) {
    return base::Error{.code = "newer_schema",
                       .message = "the record has schema " + std::to_string(*schema) +
                                  ", and this Casus reads " + std::to_string(newest_schema),
                       .hint = "use the Casus that wrote it, or a later one"};
  }
  read_layers(in, root, story);
  read_events(in, root, story);
  read_claims(in, root, story);
  if (!in.wrong.empty()) return bad("this is no story record: " + in.wrong);
  return story;
}

}  // namespace casus::record
