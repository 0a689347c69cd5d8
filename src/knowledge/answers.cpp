#include "knowledge/answers.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace casus::knowledge {
namespace {

Career career_of(const Knowledge& knowledge, EntryId person, base::Date on) {
  Career out{.person = knowledge.entry(person), .now = {}, .before = {}, .after = {}};
  for (const Tenure& tenure : knowledge.tenures(person)) {
    if (tenure.from && on < *tenure.from) {
      out.after.push_back(tenure);
    } else if (tenure.to && *tenure.to < on) {
      out.before.push_back(tenure);
    } else {
      out.now.push_back(tenure);
    }
  }
  return out;
}

}  // namespace

std::vector<Career> who(const Knowledge& knowledge, std::string_view name, base::Date on) {
  std::vector<Career> out;
  std::set<EntryId> seen;
  std::vector<Match> matches = knowledge.named(name);
  if (const auto key = knowledge.find(name)) matches.push_back({1, *key, Sense::name});
  for (const Match& match : matches) {
    const Entry entry = knowledge.entry(match.entry);
    if (entry.kind == Kind::person) {
      if (seen.insert(match.entry).second) out.push_back(career_of(knowledge, match.entry, on));
      continue;
    }
    if (match.sense != Sense::name && match.sense != Sense::acronym) continue;
    for (const Tenure& tenure : knowledge.holders(entry.key, "", on)) {
      if (seen.insert(tenure.person).second) out.push_back(career_of(knowledge, tenure.person, on));
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Career& a, const Career& b) { return !a.now.empty() && b.now.empty(); });
  return out;
}

std::vector<std::uint32_t> where(const Knowledge& knowledge, std::string_view name, std::string_view near) {
  std::vector<std::uint32_t> out = knowledge.places_named(name);
  const auto order = [&](std::uint32_t index) {
    const Place place = knowledge.place(index);
    return std::tuple(!near.empty() && place.country == near, place.kind == "country", place.kind == "city",
                      place.population);
  };
  std::stable_sort(out.begin(), out.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return order(a) > order(b); });
  return out;
}

std::optional<Roll> members_of(const Knowledge& knowledge, std::string_view name, base::Date on) {
  std::vector<EntryId> found;
  if (const auto key = knowledge.find("org/" + std::string(name))) found.push_back(*key);
  for (const Match& match : knowledge.named(name)) found.push_back(match.entry);
  for (const EntryId id : found) {
    const Entry entry = knowledge.entry(id);
    if (entry.kind != Kind::organisation) continue;
    return Roll{entry, knowledge.members(id, on), knowledge.clauses(id)};
  }
  return std::nullopt;
}

}  // namespace casus::knowledge
