#include "write/difference.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

namespace casus::write {
namespace {

using Json = nlohmann::json;

constexpr std::size_t words_around = 60;  // code points each side of the trigger

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint64_t number_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

const Json& list_of(const Json& object, const char* key) {
  static const Json none = Json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : none;
}

void add(std::string& to, std::string_view item, std::string_view between) {
  if (!to.empty()) to += between;
  to += item;
}

// Byte offset of every code point, and of the end.
std::vector<std::size_t> code_points(std::string_view text) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) out.push_back(i);
  }
  out.push_back(text.size());
  return out;
}

// The words around [start, end), cut at line ends, in one line.
std::string words_near(std::string_view text, const std::vector<std::size_t>& at, std::uint64_t start,
                       std::uint64_t end) {
  const std::size_t last = at.size() - 1;
  const std::size_t from = std::min<std::size_t>(start, last), to = std::min<std::size_t>(end, last);
  std::size_t left = from, right = std::max(from, to);
  while (left > 0 && from - left < words_around && text[at[left - 1]] != '\n') --left;
  while (right < last && right - to < words_around && text[at[right]] != '\n') ++right;
  std::string out(text.substr(at[left], at[right] - at[left]));
  if (left > 0 && text[at[left - 1]] != '\n') out.insert(0, "...");
  if (right < last && text[at[right]] != '\n') out += "...";
  return out;
}

// Names by id of a list of the record.
std::map<std::string, std::string> by_id(const Json& list, const char* field) {
  std::map<std::string, std::string> out;
  for (const Json& item : list) {
    if (item.is_object()) out.emplace(text_of(item, "id"), text_of(item, field));
  }
  return out;
}

std::string looked_up(const std::map<std::string, std::string>& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() ? id : found->second;
}

void add_side(std::string& to, const Json& role, const std::map<std::string, std::string>& names) {
  const auto inferred = role.find("inferred");
  std::string one = inferred != role.end() && inferred->is_boolean() && inferred->get<bool>() ? "~" : "";
  one += looked_up(names, text_of(role, "entity"));
  const std::string code = text_of(role, "code");
  if (!code.empty()) one += " [" + code + "]";
  add(to, one, ", ");
}

EventSummary summarize(const Json& event, const std::map<std::string, std::string>& names,
                       const std::map<std::string, std::string>& times,
                       const std::map<std::string, std::string>& places,
                       const std::map<std::string, std::string>& speakers) {
  EventSummary out;
  if (const auto trigger = event.find("trigger"); trigger != event.end() && trigger->is_object()) {
    out.start = number_of(*trigger, "start");
    out.end = number_of(*trigger, "end");
    out.trigger = text_of(*trigger, "text");
  }
  out.in = text_of(event, "in");
  out.event = text_of(event, "event");
  out.mode = text_of(event, "mode");
  out.cameo = text_of(event, "cameo");
  out.status = text_of(event, "status");
  out.salience = text_of(event, "salience");
  out.time = looked_up(times, text_of(event, "time"));
  out.place = looked_up(places, text_of(event, "place"));
  for (const Json& role : list_of(event, "roles")) {
    if (!role.is_object()) continue;
    const std::string side = text_of(role, "role");
    if (side == "actor") add_side(out.actors, role, names);
    if (side == "recipient") add_side(out.recipients, role, names);
  }
  for (const Json& context : list_of(event, "contexts")) {
    if (context.is_string()) add(out.contexts, context.get<std::string>(), ", ");
  }
  for (const Json& quote : list_of(event, "attribution")) {
    if (quote.is_string()) add(out.attribution, looked_up(speakers, quote.get<std::string>()), " > ");
  }
  for (const Json& rule : list_of(event, "rule")) {
    if (rule.is_string()) add(out.rules, rule.get<std::string>(), " > ");
  }
  for (const Json& span : list_of(event, "evidence")) {
    if (span.is_object()) out.evidence.emplace_back(number_of(span, "start"), number_of(span, "end"));
  }
  return out;
}

bool overlap(std::uint64_t a_start, std::uint64_t a_end, std::uint64_t b_start, std::uint64_t b_end) {
  return a_start < b_end && b_start < a_end;
}

bool told_in(const EventSummary& one, const EventSummary& other) {
  return std::any_of(one.evidence.begin(), one.evidence.end(), [&](const auto& span) {
    return overlap(span.first, span.second, other.start, other.end);
  });
}

// How well two events pair: 0 best, 4 not at all.
int distance(const EventSummary& a, const EventSummary& b) {
  if (a.in != b.in) return 4;
  if (a.start == b.start && a.end == b.end) return a.event == b.event && a.cameo == b.cameo ? 0 : 1;
  if (overlap(a.start, a.end, b.start, b.end)) return 2;
  if (a.event == b.event && (told_in(a, b) || told_in(b, a))) return 3;
  return 4;
}

std::string innermost(const std::string& rules) {
  const std::size_t cut = rules.rfind(" > ");
  return cut == std::string::npos ? rules : rules.substr(cut + 3);
}

std::vector<FieldChange> changes(const EventSummary& a, const EventSummary& b) {
  struct Field {
    std::string_view name;
    std::string EventSummary::*value;
  };
  static constexpr std::array<Field, 12> fields = {{{"event", &EventSummary::event},
                                                    {"mode", &EventSummary::mode},
                                                    {"cameo", &EventSummary::cameo},
                                                    {"status", &EventSummary::status},
                                                    {"salience", &EventSummary::salience},
                                                    {"actors", &EventSummary::actors},
                                                    {"recipients", &EventSummary::recipients},
                                                    {"time", &EventSummary::time},
                                                    {"place", &EventSummary::place},
                                                    {"contexts", &EventSummary::contexts},
                                                    {"attribution", &EventSummary::attribution},
                                                    {"rule", &EventSummary::rules}}};
  std::vector<FieldChange> out;
  for (const Field& field : fields) {
    if (a.*field.value != b.*field.value) out.push_back({field.name, a.*field.value, b.*field.value});
  }
  return out;
}

}  // namespace

base::Result<StorySummary> summarize_record(std::string_view json) {
  const Json record = Json::parse(json, nullptr, false);
  const auto wrong = [](std::string message) {
    return base::Error{.code = "bad_record",
                       .message = std::move(message),
                       .hint = "give records as casus code writes them, one JSON object a line"};
  };
  if (record.is_discarded()) return wrong("this is no JSON");
  if (!record.is_object()) return wrong("a record is a JSON object");
  const auto story = record.find("story");
  if (story == record.end() || !story->is_object()) return wrong("a record has a member \"story\"");
  if (const auto casus = record.find("casus"); casus != record.end() && casus->is_object()) {
    const std::uint64_t schema = number_of(*casus, "schema");
    if (schema > 1) return wrong(fmt::format("record schema {} is newer than this Casus", schema));
  }
  StorySummary out;
  out.id = text_of(*story, "id");
  out.sha256 = text_of(*story, "sha256");
  const auto names = by_id(list_of(record, "entities"), "name");
  const auto times = by_id(list_of(record, "times"), "value");
  const auto places = by_id(list_of(record, "places"), "name");
  const auto speakers = by_id(list_of(record, "quotes"), "speaker_text");
  const std::string text = text_of(*story, "text"), headline = text_of(*story, "headline");
  const auto body_at = code_points(text), headline_at = code_points(headline);
  for (const Json& event : list_of(record, "events")) {
    if (!event.is_object()) return wrong("an event is a JSON object");
    EventSummary one = summarize(event, names, times, places, speakers);
    one.context = one.in == "headline" ? words_near(headline, headline_at, one.start, one.end)
                                       : words_near(text, body_at, one.start, one.end);
    out.events.push_back(std::move(one));
  }
  return out;
}

StoryDifference compare(const StorySummary& before, const StorySummary& after) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> partner(before.events.size(), none);
  std::vector<bool> taken(after.events.size(), false);
  for (int level = 0; level < 4; ++level) {
    for (std::size_t i = 0; i < before.events.size(); ++i) {
      for (std::size_t j = 0; partner[i] == none && j < after.events.size(); ++j) {
        if (taken[j] || distance(before.events[i], after.events[j]) != level) continue;
        partner[i] = j;
        taken[j] = true;
      }
    }
  }
  StoryDifference out;
  for (std::size_t i = 0; i < before.events.size(); ++i) {
    const EventSummary& one = before.events[i];
    if (partner[i] == none) {
      out.events.push_back({EventDifference::Kind::lost, i, 0, {}, innermost(one.rules)});
      continue;
    }
    auto changed = changes(one, after.events[partner[i]]);
    if (changed.empty()) {
      ++out.same;
      continue;
    }
    out.events.push_back({EventDifference::Kind::changed, i, partner[i], std::move(changed),
                          innermost(after.events[partner[i]].rules)});
  }
  for (std::size_t j = 0; j < after.events.size(); ++j) {
    if (taken[j]) continue;
    out.events.push_back({EventDifference::Kind::gained, 0, j, {}, innermost(after.events[j].rules)});
  }
  const auto place = [&](const EventDifference& one) {
    const EventSummary& event =
        one.kind == EventDifference::Kind::lost ? before.events[one.before] : after.events[one.after];
    return std::tuple(event.in.empty(), event.start, event.end, static_cast<int>(one.kind));
  };
  std::stable_sort(out.events.begin(), out.events.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
  return out;
}

}  // namespace casus::write
