#include "serve/filter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/ascii.h"
#include "ontology/event_type.h"
#include "serve/problem.h"

namespace casus::serve {
namespace {

using base::Result;

constexpr double pi = 3.14159265358979323846;

std::optional<std::vector<double>> numbers(std::string_view text, std::size_t wanted) {
  std::vector<double> out;
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view piece = text.substr(0, comma);
    double value = 0;
    const auto read = std::from_chars(piece.data(), piece.data() + piece.size(), value);
    if (read.ec != std::errc() || read.ptr != piece.data() + piece.size() || !std::isfinite(value)) {
      return std::nullopt;
    }
    out.push_back(value);
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
    if (out.size() == wanted) return std::nullopt;
  }
  if (out.size() != wanted) return std::nullopt;
  return out;
}

Result<bool> take_day(const Parameter& parameter, Day& day) {
  day = day_of(parameter.value);
  if (day == no_day) return bad_parameter(parameter.name, parameter.value, "a day like 2010-06-12");
  return true;
}

constexpr std::array<std::string_view, 6> event_statuses = {"actual",      "negated",      "future",
                                                            "conditional", "hypothetical", "historical"};
// Of threads, obligations and agenda items.
constexpr std::array<std::string_view, 16> other_statuses = {
    "open",          "granted",   "partial",  "refused",  "deferred",  "mixed",     "pending",    "triggered",
    "not_triggered", "scheduled", "expected", "proposed", "postponed", "cancelled", "took_place", "due"};

}  // namespace

const std::vector<std::string_view>& filter_names() {
  static const std::vector<std::string_view> names = {
      "from", "to",   "actor", "recipient", "type", "mode",      "cameo",    "context", "status",   "country",
      "bbox", "near", "q",     "source",    "kind", "situation", "incident", "story",   "salience", "merged"};
  return names;
}

bool Filter::stories_only() const {
  return actor.empty() && recipient.empty() && type.empty() && mode.empty() && cameo.empty() &&
         context.empty() && status.empty() && country.empty() && salience.empty() && kind.empty() &&
         merged.empty() && boxes.empty() && circles.empty();
}

Result<bool> Filter::take(const Parameter& parameter) {
  const std::string& name = parameter.name;
  const std::string& value = parameter.value;
  const auto& names = filter_names();
  if (std::find(names.begin(), names.end(), name) == names.end()) return false;
  if (value.empty()) return bad_parameter(name, value, "allowed to be empty");
  if (value.size() > 1'000) return bad_parameter(name, value, "at most 1000 bytes");
  if (name == "from") return take_day(parameter, from);
  if (name == "to") return take_day(parameter, to);
  if (name == "type") {
    const std::string type_name = base::uppered(value);
    if (!ontology::find_event_type(type_name)) {
      std::string allowed = "one of";
      for (int i = 0; i < ontology::event_type_count; ++i) {
        allowed += (i == 0 ? " " : ", ") + std::string(ontology::name(static_cast<ontology::EventType>(i)));
      }
      return bad_parameter(name, value, allowed);
    }
    type.push_back(type_name);
  } else if (name == "status") {
    const bool known =
        std::find(event_statuses.begin(), event_statuses.end(), value) != event_statuses.end() ||
        std::find(other_statuses.begin(), other_statuses.end(), value) != other_statuses.end();
    if (!known) {
      return bad_parameter(name, value,
                           "a status: actual, negated, future, conditional, hypothetical, historical of "
                           "events; docs/api.md has those of threads, obligations and agenda");
    }
    status.push_back(value);
  } else if (name == "salience") {
    if (value != "main" && value != "background") return bad_parameter(name, value, "main or background");
    salience.push_back(value);
  } else if (name == "country") {
    const std::string code = base::uppered(value);
    const bool letters = code.size() == 3 &&
                         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!letters) return bad_parameter(name, value, "an ISO 3166 code of three letters");
    country.push_back(code);
  } else if (name == "cameo") {
    const bool digits = value.size() <= 4 &&
                        std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return bad_parameter(name, value, "the beginning of a CAMEO code, one to four digits");
    cameo.push_back(value);
  } else if (name == "bbox") {
    const auto box = numbers(value, 4);
    const bool good = box && std::abs((*box)[0]) <= 180 && std::abs((*box)[2]) <= 180 &&
                      std::abs((*box)[1]) <= 90 && std::abs((*box)[3]) <= 90 && (*box)[1] <= (*box)[3];
    if (!good) return bad_parameter(name, value, "west,south,east,north in degrees, south before north");
    boxes.push_back({(*box)[0], (*box)[1], (*box)[2], (*box)[3]});
  } else if (name == "near") {
    const auto circle = numbers(value, 3);
    const bool good = circle && std::abs((*circle)[0]) <= 90 && std::abs((*circle)[1]) <= 180 &&
                      (*circle)[2] > 0 && (*circle)[2] <= 20'100;
    if (!good) return bad_parameter(name, value, "latitude,longitude,kilometres");
    circles.push_back({(*circle)[0], (*circle)[1], (*circle)[2]});
  } else if (name == "merged") {
    if (value == "first") {
      merged_once = true;
    } else if (value.find('#') != std::string::npos) {
      merged.push_back(value);
    } else {
      return bad_parameter(name, value, "first, or what an item has as \"merged\"");
    }
  } else if (name == "q") {
    if (!words.empty()) words += ' ';
    words += value;
  } else {
    std::vector<std::string>* const list = name == "actor"       ? &actor
                                           : name == "recipient" ? &recipient
                                           : name == "mode"      ? &mode
                                           : name == "context"   ? &context
                                           : name == "source"    ? &source
                                           : name == "kind"      ? &kind
                                           : name == "situation" ? &situation
                                           : name == "incident"  ? &incident
                                                                 : &story;
    list->push_back(value);
  }
  return true;
}

double distance(double lat1, double lon1, double lat2, double lon2) {
  constexpr double radius = 6371.0088, degree = pi / 180;
  const double up = std::sin((lat2 - lat1) * degree / 2), across = std::sin((lon2 - lon1) * degree / 2);
  const double a = up * up + std::cos(lat1 * degree) * std::cos(lat2 * degree) * across * across;
  return 2 * radius * std::asin(std::min(1.0, std::sqrt(a)));
}

Bound::Bound(const Filter& filter, const Snapshot& snapshot, const std::vector<std::uint32_t>* found)
    : filter_(filter), snapshot_(snapshot) {
  const Words& words = snapshot.words;
  const auto any = [](const std::vector<std::string>& wanted, auto fits) {
    return std::any_of(wanted.begin(), wanted.end(), fits);
  };

  if (found != nullptr || !filter.source.empty() || !filter.situation.empty() || !filter.incident.empty() ||
      !filter.story.empty()) {
    stories_.assign(snapshot.stories.size(), found == nullptr);
    if (found != nullptr) {
      for (const std::uint32_t story : *found) stories_[story] = true;
    }
    for (std::size_t i = 0; i < snapshot.stories.size(); ++i) {
      if (!stories_[i]) continue;
      const StoryRow& story = snapshot.stories[i];
      const auto is = [&](Word word) {
        return [&, word](const std::string& text) { return words[word] == text; };
      };
      stories_[i] =
          (filter.source.empty() || any(filter.source,
                                        [&](const std::string& text) {
                                          return base::equals_ignoring_case(words[story.source], text);
                                        })) &&
          (filter.situation.empty() || any(filter.situation, is(story.situation))) &&
          (filter.incident.empty() || any(filter.incident, is(story.incident))) &&
          (filter.story.empty() || any(filter.story, is(story.id)));
    }
  }

  const auto mark = [](std::vector<bool>& set, std::size_t size, auto fits) {
    set.resize(size);
    for (std::size_t i = 0; i < size; ++i) set[i] = fits(i);
  };
  const auto equals = [&](const std::vector<std::string>& wanted, std::string_view text) {
    return any(wanted, [&](const std::string& one) { return one == text; });
  };
  if (!filter.type.empty()) {
    mark(types_, 256,
         [&](std::size_t i) { return i < snapshot.types.size() && equals(filter.type, snapshot.types[i]); });
  }
  if (!filter.status.empty()) {
    mark(statuses_, 256, [&](std::size_t i) {
      return i < snapshot.statuses.size() && equals(filter.status, snapshot.statuses[i]);
    });
  }
  const auto mark_words = [&](std::vector<bool>& set, const std::vector<std::string>& wanted) {
    if (wanted.empty()) return;
    set.assign(words.size(), false);
    for (const std::string& text : wanted) {
      if (const Word word = words.find(text); word != Words::nowhere) set[word] = true;
    }
  };
  mark_words(modes_, filter.mode);
  mark_words(kinds_, filter.kind);
  if (!filter.cameo.empty()) {
    mark(cameos_, words.size(), [&](std::size_t i) {
      const std::string_view code = words[static_cast<Word>(i)];
      return !code.empty() &&
             any(filter.cameo, [&](const std::string& text) { return code.starts_with(text); });
    });
  }
  if (!filter.country.empty() || !filter.boxes.empty() || !filter.circles.empty()) {
    mark(places_, snapshot.places.size() + 1, [&](std::size_t i) {
      if (i == snapshot.places.size()) return false;  // no place
      const Place& place = snapshot.places[i];
      if (!filter.country.empty() && !equals(filter.country, words[place.country])) return false;
      const bool in_box =
          filter.boxes.empty() || std::any_of(filter.boxes.begin(), filter.boxes.end(), [&](const Box& box) {
            const bool wide = box.west <= box.east ? place.lon >= box.west && place.lon <= box.east
                                                   : place.lon >= box.west || place.lon <= box.east;
            return place.located && wide && place.lat >= box.south && place.lat <= box.north;
          });
      const bool in_circle =
          filter.circles.empty() ||
          std::any_of(filter.circles.begin(), filter.circles.end(), [&](const Circle& circle) {
            return place.located && distance(circle.lat, circle.lon, place.lat, place.lon) <= circle.km;
          });
      return in_box && in_circle;
    });
  }
  const auto mark_actors = [&](std::vector<bool>& set, std::vector<std::uint64_t>& ids,
                               const std::vector<std::string>& wanted) {
    if (wanted.empty()) return;
    std::vector<bool> fits(words.size());
    mark(fits, words.size(), [&](std::size_t i) {
      const std::string_view word = words[static_cast<Word>(i)];
      return any(wanted, [&](const std::string& text) {
        return !word.empty() && base::equals_ignoring_case(word, text);
      });
    });
    std::vector<std::string> codes;
    for (const std::string& text : wanted) codes.push_back(base::uppered(text));
    mark(set, snapshot.actors.size(), [&](std::size_t i) {
      const Actor& actor = snapshot.actors[i];
      const std::string_view code = words[actor.code];
      return fits[actor.name] || any(codes, [&](const std::string& text) { return code.starts_with(text); });
    });
    for (const std::string& text : wanted) ids.push_back(hash_of(text));
  };
  mark_actors(actors_, actor_ids_, filter.actor);
  mark_actors(recipients_, recipient_ids_, filter.recipient);
  if (!filter.context.empty()) {
    any_context_ = false;
    for (std::size_t i = 0; i < snapshot.contexts.size() && i < 64; ++i) {
      if (equals(filter.context, snapshot.contexts[i])) contexts_ |= std::uint64_t{1} << i;
    }
  }
  if (filter.salience.size() > 0) {
    const bool main = equals(filter.salience, "main"), background = equals(filter.salience, "background");
    if (main != background) background_ = background;
  }
}

bool Bound::party(const Row& row, bool recipient, const std::vector<bool>& actors,
                  const std::vector<std::uint64_t>& entities) const {
  for (std::uint32_t i = row.first_role; i < row.first_role + row.roles; ++i) {
    const Role& role = snapshot_.roles[i];
    if (role.recipient != recipient) continue;
    if (actors[role.actor]) return true;
    if (std::find(entities.begin(), entities.end(), role.entity) != entities.end()) return true;
  }
  return false;
}

bool Bound::told_again(Claim claim, std::uint32_t row) const {
  const std::uint32_t first = snapshot_.first_of(claim, row);
  if (first == nowhere) return false;
  const Row& told = snapshot_.of(claim)[first];
  const std::string_view story = snapshot_.story_of(told), id = snapshot_.id_of(told);
  return std::any_of(filter_.merged.begin(), filter_.merged.end(), [&](const std::string& one) {
    return one.size() == story.size() + 1 + id.size() && one.starts_with(story) && one[story.size()] == '#' &&
           one.ends_with(id);
  });
}

bool Bound::holds(Claim claim, std::uint32_t at) const {
  const Row& row = snapshot_.of(claim)[at];
  if (filter_.from != no_day && (row.day == no_day || row.day < filter_.from)) return false;
  if (filter_.to != no_day && (row.day == no_day || row.day > filter_.to)) return false;
  if (!in(types_, row.type)) return false;
  // An agenda item passes by how certain it was as well as by what became of it.
  if (!statuses_.empty() && !statuses_[snapshot_.status_of(claim, at)] &&
      !(claim == Claim::agenda && statuses_[row.status])) {
    return false;
  }
  if (background_ && row.background != *background_) return false;
  if (!in(modes_, row.mode) || !in(cameos_, row.cameo) || !in(kinds_, row.kind)) return false;
  if (!any_context_ && (row.contexts & contexts_) == 0) return false;
  if (!places_.empty() && !places_[row.place == nowhere ? places_.size() - 1 : row.place]) return false;
  if (!story(row.story)) return false;
  if (!actor_ids_.empty() && !party(row, false, actors_, actor_ids_)) return false;
  if (!recipient_ids_.empty() && !party(row, true, recipients_, recipient_ids_)) return false;
  return filter_.merged.empty() || told_again(claim, at);
}

}  // namespace casus::serve
