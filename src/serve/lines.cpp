#include "serve/lines.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>
#include <simdjson.h>

#include "base/calendar.h"
#include "serve/item.h"
#include "serve/select.h"
#include "write/json.h"

namespace casus::serve {
namespace {

using Element = simdjson::dom::element;

std::string text_at(Element from, std::string_view pointer) {
  std::string_view out;
  return from.at_pointer(pointer).get(out) == simdjson::SUCCESS ? std::string(out) : std::string();
}

// "1,481"
std::string grouped(std::int64_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

// "12 June 2010"
std::string day_words(std::string_view day) {
  constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
  const auto date = base::parse_date(day);
  if (!date) return std::string(day);
  return fmt::format("{} {} {}", static_cast<unsigned>(date->day()),
                     months[static_cast<unsigned>(date->month()) - 1], static_cast<int>(date->year()));
}

// "at least 117", "2,000 to 9,999"
std::string figure_words(Element toll) {
  std::int64_t low = -1, high = -1;
  if (toll["low"].get(low) != simdjson::SUCCESS) low = -1;
  if (toll["high"].get(high) != simdjson::SUCCESS) high = -1;
  const std::string qualifier = text_at(toll, "/qualifier");
  if (low >= 0 && high >= 0 && low != high) return grouped(low) + " to " + grouped(high);
  const std::string number = grouped(low >= 0 ? low : std::max<std::int64_t>(high, 0));
  if (qualifier == "at_least") return "at least " + number;
  if (qualifier == "at_most") return "at most " + number;
  if (qualifier == "more_than") return "more than " + number;
  if (qualifier == "less_than") return "fewer than " + number;
  if (qualifier == "about") return "about " + number;
  return number;
}

class Lines {
 public:
  Lines(store::Connection& connection, const Snapshot& snapshot, const Bound& bound)
      : snapshot_(snapshot), bound_(bound), writer_(connection, snapshot, all_), json_(out_) {}

  base::Result<std::string> write() {
    json_.begin_array();
    counted();
    asked();
    refused();
    pending();
    next();
    json_.end_array();
    if (error_) return *error_;
    return std::move(out_);
  }

 private:
  // The item of a row; null where it is gone.
  std::optional<Element> item(Claim claim, std::uint32_t row) {
    text_.clear();
    const auto written = writer_.write(claim, snapshot_.of(claim)[row], text_);
    if (!written) error_ = written.error();
    if (!written || !*written) return std::nullopt;
    Element out;
    const simdjson::padded_string padded(text_);
    if (parser_.parse(padded).get(out) != simdjson::SUCCESS) return std::nullopt;
    return out;
  }
  void begin(std::string_view kind) {
    json_.begin_object();
    json_.member("kind", kind);
    json_.key("parts");
    json_.begin_array();
    facts_text_.clear();
    facts_.emplace(facts_text_);
    facts_->begin_array();
  }
  // `count` is of all that the line is about; what it names are the latest of them.
  void end(std::size_t count) {
    json_.end_array();
    json_.key("count");
    json_.number(count);
    facts_->end_array();
    out_ += ",\"items\":" + facts_text_;
    json_.end_object();
  }
  // What the line says of a claim, for whoever says it in other words: an object left open for `more`.
  template <class More>
  void fact(Claim claim, std::uint32_t row, std::string_view day, std::string_view text, More more) {
    const Row& of = snapshot_.of(claim)[row];
    facts_->begin_object();
    facts_->member("list", plural(claim));
    facts_->member("story", snapshot_.story_of(of));
    facts_->member("id", snapshot_.id_of(of));
    facts_->text_or_null("day", day);
    facts_->member("text", text);
    more(*facts_);
    facts_->end_object();
  }
  static void names_to(write::JsonWriter& json, std::string_view list, Element event) {
    json.key(list);
    json.begin_array();
    for (const std::string& name : names_in(event, list)) json.string(name);
    json.end_array();
  }
  void say(std::string_view text) {
    json_.begin_object();
    json_.member("text", text);
    json_.end_object();
  }
  void show(std::string_view text, std::string_view story, std::string_view id) {
    json_.begin_object();
    json_.member("text", text);
    json_.member("story", story);
    json_.member("id", id);
    json_.end_object();
  }
  void show(std::string_view text, Claim claim, std::uint32_t row) {
    const Row& of = snapshot_.of(claim)[row];
    show(text, snapshot_.story_of(of), snapshot_.id_of(of));
  }
  Day told(Claim claim, std::uint32_t row) const {
    return snapshot_.stories[snapshot_.of(claim)[row].story].published;
  }
  // At most two.
  static std::vector<std::string> names_in(Element event, std::string_view list) {
    std::vector<std::string> out;
    simdjson::dom::array array;
    if (event[list].get(array) != simdjson::SUCCESS) return out;
    for (const Element one : array) {
      std::string name = text_at(one, "/name");
      if (name.empty()) name = text_at(one, "/text");
      if (name.empty() || out.size() == 2 || std::find(out.begin(), out.end(), name) != out.end()) continue;
      out.push_back(std::move(name));
    }
    return out;
  }
  static std::string names(Element event, std::string_view list) {
    return fmt::format("{}", fmt::join(names_in(event, list), ", "));
  }
  // The latest that pass, at most `count`.
  std::vector<std::uint32_t> latest(Claim claim, const std::vector<std::uint32_t>& rows,
                                    std::size_t count) const {
    return page_of(snapshot_, claim, rows, {SortBy::day, true}, std::nullopt, count).rows;
  }

  // Of each kind the highest running total so far, told last; without one, the highest figure of an incident.
  void counted() {
    constexpr std::array<std::string_view, 4> kinds = {"killed", "injured", "missing", "displaced"};
    const auto tolls = matches(snapshot_, Claim::toll, bound_);
    const auto& rows = snapshot_.of(Claim::toll);
    std::size_t told_of = 0;  // kinds
    for (const std::string_view kind : kinds) {
      const Word word = snapshot_.words.find(kind);
      const auto rank = [&](std::uint32_t row) {
        const Row& toll = rows[row];
        return std::tuple(toll.cumulative, toll.low != Row::no_figure ? toll.low : toll.high,
                          told(Claim::toll, row), -toll.key);
      };
      std::optional<std::uint32_t> best;
      for (const std::uint32_t row : tolls) {
        if (rows[row].kind == word && (!best || rank(row) > rank(*best))) best = row;
      }
      if (!best) continue;
      const auto toll = item(Claim::toll, *best);
      if (!toll) continue;
      if (told_of == 0) begin("counted");
      if (told_of++ > 0) say("; ");
      show(figure_words(*toll) + " " + std::string(kind), Claim::toll, *best);
      const std::string speaker = text_at(*toll, "/attribution/0/speaker_text");
      const std::string source = text_at(*toll, "/source");
      say(" (" + (speaker.empty() ? source : speaker) + (speaker.empty() && source.empty() ? "" : ", ") +
          day_words(text_at(*toll, "/published").substr(0, 10)) + ")");
      fact(Claim::toll, *best, text_at(*toll, "/published").substr(0, 10), text_at(*toll, "/text"),
           [&](write::JsonWriter& json) {
             json.member("kind", kind);
             for (const auto& [name, value] :
                  {std::pair("low", rows[*best].low), std::pair("high", rows[*best].high)}) {
               json.key(name);
               value == Row::no_figure ? json.null() : json.number(value);
             }
             json.member("qualifier", text_at(*toll, "/qualifier"));
             json.text_or_null("by", speaker.empty() ? source : speaker);
           });
    }
    if (told_of > 0) end(told_of);
  }

  // Who acted towards whom, with the words.
  void act(Claim claim, std::uint32_t row, Element event, std::string_view towards) {
    const std::string actors = names(event, "actors");
    const std::string recipients = names(event, "recipients");
    if (!actors.empty()) say(actors + " ");
    show(text_at(event, "/text"), claim, row);
    if (!recipients.empty()) say(std::string(towards) + recipients);
  }

  void asked() {
    const auto threads = matches(snapshot_, Claim::thread, bound_);
    if (threads.empty()) return;
    begin("asked");
    say(grouped(static_cast<std::int64_t>(threads.size())) +
        (threads.size() == 1 ? " request: " : " requests; latest: "));
    bool any = false;
    for (const std::uint32_t row : latest(Claim::thread, threads, 2)) {
      const auto thread = item(Claim::thread, row);
      Element request;
      if (!thread || (*thread)["request"].get(request) != simdjson::SUCCESS) continue;
      if (std::exchange(any, true)) say("; ");
      act(Claim::thread, row, request, " to ");
      say(" (" + day_words(text_at(request, "/day")) + ", " + text_at(*thread, "/status") + ")");
      request_fact(row, *thread, request);
    }
    end(threads.size());
  }
  void request_fact(std::uint32_t row, Element thread, Element request) {
    fact(Claim::thread, row, text_at(request, "/day"), text_at(request, "/text"),
         [&](write::JsonWriter& json) {
           names_to(json, "actors", request);
           names_to(json, "recipients", request);
           json.member("status", text_at(thread, "/status"));
         });
  }

  void refused() {
    // Few are: what is cheap to see is looked at first.
    const auto& rows = snapshot_.of(Claim::event);
    std::vector<std::uint32_t> found;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      if (snapshot_.types[rows[row].type] == "REJECT" && snapshot_.statuses[rows[row].status] == "actual" &&
          bound_.holds(rows[row])) {
        found.push_back(row);
      }
    }
    if (found.empty()) return;
    begin("refused");
    say(grouped(static_cast<std::int64_t>(found.size())) +
        (found.size() == 1 ? " refusal: " : " refusals; latest: "));
    bool any = false;
    for (const std::uint32_t row : latest(Claim::event, found, 2)) {
      const auto event = item(Claim::event, row);
      if (!event) continue;
      if (std::exchange(any, true)) say("; ");
      act(Claim::event, row, *event, " towards ");
      say(" (" + day_words(text_at(*event, "/day")) + ")");
      fact(Claim::event, row, text_at(*event, "/day"), text_at(*event, "/text"),
           [&](write::JsonWriter& json) {
             names_to(json, "actors", *event);
             names_to(json, "recipients", *event);
           });
    }
    end(found.size());
  }

  void pending() {
    std::vector<std::uint32_t> threads = matches(snapshot_, Claim::thread, bound_);
    std::erase_if(threads, [&](std::uint32_t row) {
      return snapshot_.statuses[snapshot_.of(Claim::thread)[row].status] != "open";
    });
    std::vector<std::uint32_t> duties = matches(snapshot_, Claim::obligation, bound_);
    std::erase_if(duties, [&](std::uint32_t row) {
      return snapshot_.statuses[snapshot_.of(Claim::obligation)[row].status] != "pending";
    });
    if (threads.empty() && duties.empty()) return;
    begin("pending");
    if (!threads.empty()) {
      say(grouped(static_cast<std::int64_t>(threads.size())) +
          (threads.size() == 1 ? " request without an answer" : " requests without an answer"));
      for (const std::uint32_t row : latest(Claim::thread, threads, 1)) {
        const auto thread = item(Claim::thread, row);
        Element request;
        if (!thread || (*thread)["request"].get(request) != simdjson::SUCCESS) continue;
        request_fact(row, *thread, request);
      }
    }
    bool any = false;
    for (const std::uint32_t row : latest(Claim::obligation, duties, 2)) {
      const auto duty = item(Claim::obligation, row);
      if (!duty) continue;
      if (!threads.empty() || any) say("; ");
      any = true;
      const std::string bearer = text_at(*duty, "/bearer/name"), action = text_at(*duty, "/action/text");
      const std::string condition = text_at(*duty, "/condition/text");
      if (!bearer.empty()) say(bearer + ": ");
      show(action.empty() ? text_at(*duty, "/text") : action, Claim::obligation, row);
      if (!condition.empty()) say(" (" + condition + ")");
      fact(Claim::obligation, row, text_at(*duty, "/day"), action.empty() ? text_at(*duty, "/text") : action,
           [&](write::JsonWriter& json) {
             json.member("kind", text_at(*duty, "/kind"));
             json.text_or_null("by", bearer);
             json.text_or_null("condition", condition);
           });
    }
    end(threads.size());
  }

  // What is on the calendar after the last story; where nothing is, what was last.
  void next() {
    const auto found = matches(snapshot_, Claim::agenda, bound_);
    const auto& rows = snapshot_.of(Claim::agenda);
    Day last = no_day;
    for (const StoryRow& story : snapshot_.stories) {
      if (bound_.story(static_cast<std::uint32_t>(&story - snapshot_.stories.data())))
        last = std::max(last, story.published);
    }
    std::vector<std::uint32_t> ahead;
    for (const std::uint32_t row : found) {
      if (rows[row].own_day != no_day && rows[row].own_day >= last) ahead.push_back(row);
    }
    if (ahead.empty()) return;
    begin("next");
    bool any = false;
    for (const std::uint32_t row : page_of(snapshot_, Claim::agenda, ahead, {}, std::nullopt, 3).rows) {
      const auto one = item(Claim::agenda, row);
      if (!one) continue;
      if (std::exchange(any, true)) say("; ");
      say(day_words(text_at(*one, "/day")) + ": ");
      show(text_at(*one, "/text"), Claim::agenda, row);
      say(" (" + text_at(*one, "/certainty") + ")");
      fact(Claim::agenda, row, text_at(*one, "/day"), text_at(*one, "/text"), [&](write::JsonWriter& json) {
        json.member("kind", text_at(*one, "/what"));
        const std::string value = text_at(*one, "/value/value");
        json.text_or_null("value", value.empty() ? text_at(*one, "/value") : value);
        json.member("status", text_at(*one, "/certainty"));
      });
    }
    end(ahead.size());
  }

  const std::vector<std::string> all_;
  const Snapshot& snapshot_;
  const Bound& bound_;
  ItemWriter writer_;
  std::string out_;
  write::JsonWriter json_;
  std::string facts_text_;
  std::optional<write::JsonWriter> facts_;
  std::string text_;
  simdjson::dom::parser parser_;
  std::optional<base::Error> error_;
};

}  // namespace

base::Result<std::string> five_lines(store::Connection& connection, const Snapshot& snapshot,
                                     const Bound& bound) {
  return Lines(connection, snapshot, bound).write();
}

}  // namespace casus::serve
