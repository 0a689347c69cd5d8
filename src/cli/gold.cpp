#include "cli/gold.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/ascii.h"

namespace casus::cli {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 6> lists = {"events",  "quotes",      "tolls",
                                                   "threads", "obligations", "agenda"};
// What of an accepted claim has to stay as it was.
constexpr std::array<std::string_view, 11> plain_fields = {
    "event", "mode",      "status",    "kind",       "low",         "high",
    "what",  "qualifier", "certainty", "cumulative", "speaker_text"};
// What tells claims at the same words apart.
constexpr std::array<std::string_view, 3> main_fields = {"event", "kind", "what"};

std::string words(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return base::lowered(value.get<std::string>());
  return value.dump();
}

const Json* member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string text_of(const Json& object, std::string_view name) {
  const Json* const found = member(object, name);
  return found == nullptr ? std::string() : words(*found);
}

const Json* by_id(const Json& record, std::string_view list, const Json& id) {
  const Json* const items = member(record, list);
  if (items == nullptr || !items->is_array()) return nullptr;
  for (const Json& item : *items) {
    if (text_of(item, "id") == words(id)) return &item;
  }
  return nullptr;
}

struct Range {
  std::int64_t start = 0, end = 0;
  bool known() const { return end > start; }
};

// Of a claim, or of its trigger or first piece.
Range range_of(const Json& claim) {
  const Json* at = &claim;
  if (const Json* const trigger = member(claim, "trigger")) at = trigger;
  if (const Json* const pieces = member(claim, "content");
      pieces != nullptr && pieces->is_array() && !pieces->empty())
    at = &pieces->front();
  const Json *const start = member(*at, "start"), *const end = member(*at, "end");
  if (start == nullptr || end == nullptr || !start->is_number_integer() || !end->is_number_integer())
    return {};
  return {start->get<std::int64_t>(), end->get<std::int64_t>()};
}

// Code or name of an entity begins with what is wanted.
bool names(const Json& record, const Json& entity_id, const std::string& code, const std::string& wanted) {
  if (!code.empty() && code.starts_with(wanted)) return true;
  const Json* const entity = by_id(record, "entities", entity_id);
  if (entity == nullptr) return false;
  const std::string own = text_of(*entity, "code");
  return text_of(*entity, "name") == wanted || (!own.empty() && own.starts_with(wanted)) ||
         words(entity_id) == wanted;
}

// Whether a field of the claim has this value. Parties by code (or its beginning) or name, times by day,
// places by name; null stands for none.
bool has_value(const Json& record, const Json& claim, const std::string& field, const Json& value) {
  const std::string wanted = words(value);
  if (field == "actor" || field == "recipient") {
    bool any = false;
    const Json* const roles = member(claim, "roles");
    if (roles == nullptr) return wanted.empty();
    for (const Json& role : *roles) {
      if (text_of(role, "role") != field) continue;
      any = true;
      const Json* const entity = member(role, "entity");
      if (!wanted.empty() &&
          names(record, entity != nullptr ? *entity : Json(), text_of(role, "code"), wanted))
        return true;
    }
    return wanted.empty() && !any;
  }
  if (field == "speaker" || field == "bearer" || field == "via") {
    const Json* const entity = member(claim, field);
    if (entity == nullptr) return wanted.empty();
    return !wanted.empty() && names(record, *entity, "", wanted);
  }
  if (field == "day" || field == "time" || field == "value") {
    const Json* time = member(claim, "time");
    if (time == nullptr) time = member(claim, "value");
    if (time == nullptr) return wanted.empty();
    std::string got = words(*time);
    if (const Json* const item = by_id(record, "times", *time)) {
      got = text_of(*item, "begin");
      if (field != "day" || got.empty()) got = text_of(*item, "value");
    }
    return !wanted.empty() && got.starts_with(wanted);
  }
  if (field == "place") {
    const Json* const place = member(claim, "place");
    if (place == nullptr) return wanted.empty();
    const Json* const item = by_id(record, "places", *place);
    return item != nullptr && (text_of(*item, "name") == wanted || text_of(*item, "text") == wanted);
  }
  return text_of(claim, field) == wanted;
}

// The claim of this id, else one at the same words that says the same kind of thing (or, for a correction,
// what it was corrected to).
const Json* find_claim(const Json& record, const std::string& list, const std::string& id, const Json& coded,
                       const Json& correction, std::string& found_in) {
  for (const std::string_view one : lists) {
    if (!list.empty() && one != list) continue;
    if (const Json* const claim = by_id(record, one, Json(id))) {
      found_in = one;
      return claim;
    }
  }
  const Range at = range_of(coded);
  if (!at.known()) return nullptr;
  for (const std::string_view one : lists) {
    if (!list.empty() && one != list) continue;
    const Json* const items = member(record, one);
    if (items == nullptr) continue;
    for (const Json& item : *items) {
      const Range here = range_of(item);
      if (!here.known() || here.start >= at.end || at.start >= here.end || item.contains("in")) continue;
      const bool same = std::all_of(main_fields.begin(), main_fields.end(), [&](std::string_view field) {
        if (!coded.contains(field)) return true;
        const Json* const corrected = member(correction, field);
        return text_of(item, field) == (corrected != nullptr ? words(*corrected) : text_of(coded, field));
      });
      if (!same) continue;
      found_in = one;
      return &item;
    }
  }
  return nullptr;
}

std::string list_name(const std::string& kind) {
  if (kind.empty()) return {};
  for (const std::string_view list : lists) {
    if (kind == list || kind + "s" == list) return std::string(list);
  }
  return {};
}

void count(Ratio& ratio, bool right) {
  ++ratio.of;
  ratio.right += right ? 1U : 0U;
}

}  // namespace

double Ratio::share() const {
  if (of == 0) return 0;
  return std::round(1e4 * static_cast<double>(right) / static_cast<double>(of)) / 1e4;
}

base::Result<Gold> Gold::parse(std::string_view text, const std::string& file) {
  Gold out;
  std::uint64_t number = 0;
  for (const std::string_view line : base::split(text, '\n')) {
    ++number;
    if (base::trimmed(line).empty()) continue;
    const auto bad = [&](std::string why) {
      return base::Error{.code = "bad_gold",
                         .message = std::move(why),
                         .hint =
                             "a line is {\"story\": ..., \"id\": ..., \"verdict\": \"accept\", \"reject\" or "
                             "\"correct\", \"correction\": {...}}",
                         .file = file,
                         .line = number};
    };
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) return bad("this is no JSON object");
    const auto given = [&](const char* name) {
      const Json* const value = member(json, name);
      return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
    };
    const std::string story = given("story"), id = given("id"), verdict = given("verdict");
    if (story.empty() || id.empty()) return bad("the story or the id of its claim is missing");
    if (verdict != "accept" && verdict != "reject" && verdict != "correct")
      return bad("the verdict is not accept, reject or correct");
    const Json* const correction = member(json, "correction");
    if ((verdict == "correct") != (correction != nullptr && correction->is_object()))
      return bad("a correction goes with the verdict correct, and only with it");
    const Json* const coded = member(json, "coded");
    out.stories_[story][id] = {list_name(given("kind")), verdict,
                               correction != nullptr ? correction->dump() : "",
                               coded != nullptr && coded->is_object() ? coded->dump() : ""};
  }
  return out;
}

base::Result<void> Gold::compare(std::string_view text, GoldFigures& figures) const {
  const Json record = Json::parse(text, nullptr, false);
  const Json* const story = member(record, "story");
  if (story == nullptr || member(*story, "id") == nullptr || !member(*story, "id")->is_string()) {
    return base::Error{.code = "bad_record", .message = "this is no story record"};
  }
  const auto found = stories_.find(member(*story, "id")->get<std::string>());
  if (found == stories_.end()) return {};
  if (!std::exchange(read_[found->first], true)) ++figures.stories_read;
  for (const auto& reviewed : found->second) {
    const std::string& id = reviewed.first;
    const auto& review = reviewed.second;
    const Json coded = review.coded.empty() ? Json::object() : Json::parse(review.coded);
    const Json correction = review.correction.empty() ? Json::object() : Json::parse(review.correction);
    std::string list = review.list;
    const Json* const claim = find_claim(record, review.list, id, coded, correction, list);
    const auto miss = [&](const std::string& why) {
      figures.misses.push_back(
          fmt::format("{} {} {}: {}", found->first, list.empty() ? "claim" : list, id, why));
    };
    if (review.verdict == "reject") {
      count(figures.forbidden, claim != nullptr);
      if (claim == nullptr) continue;
      count(figures.precision, false);
      miss("is said still, and was rejected");
      continue;
    }
    bool right = claim != nullptr;
    std::vector<std::string> wrong;
    if (claim != nullptr) {
      for (const std::string_view field : plain_fields) {
        if (!coded.contains(field) || correction.contains(field)) continue;
        const bool same = text_of(*claim, field) == text_of(coded, field);
        count(figures.by_field[std::string(field)], same);
        if (!same) wrong.push_back(std::string(field));
      }
      for (const auto& [field, value] : correction.items()) {
        const bool same = has_value(record, *claim, field, value);
        count(figures.by_field[field], same);
        if (!same) wrong.push_back(field);
      }
      right = wrong.empty();
      count(figures.precision, right);
    }
    count(figures.held, right);
    count(figures.by_list[list.empty() ? "unknown" : list], right);
    if (review.verdict == "correct") count(figures.forbidden, claim != nullptr && !right);
    if (claim == nullptr) miss("is not said");
    if (!wrong.empty()) miss(fmt::format("has other values of {}", fmt::join(wrong, ", ")));
  }
  return {};
}

void Gold::finish(GoldFigures& figures) const {
  for (const auto& [story, reviews] : stories_) {
    if (read_.contains(story)) continue;
    ++figures.records_missing;
    for (const auto& [id, review] : reviews) {
      if (review.verdict == "reject") {
        count(figures.forbidden, false);
        continue;
      }
      count(figures.held, false);
      count(figures.by_list[review.list.empty() ? "unknown" : review.list], false);
    }
  }
}

}  // namespace casus::cli
