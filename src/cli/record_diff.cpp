#include "cli/record_diff.h"

#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

namespace casus::cli {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  std::string out = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (out.size() > 60) out = out.substr(0, 57) + "...";
  return out;
}

std::string field(const Json& claim, const char* name) {
  const auto found = claim.find(name);
  return found != claim.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// What a claim is, for a person.
std::string label(std::string_view list, const Json& claim) {
  if (list == "events") {
    std::string out = field(claim, "event");
    if (const std::string mode = field(claim, "mode"); !mode.empty()) out += "/" + mode;
    return out + fmt::format(" \"{}\"", claim.contains("trigger") ? field(claim["trigger"], "text") : "");
  }
  std::string out(list);
  for (const char* const name : {"kind", "what", "status", "speaker_text"}) {
    if (const std::string said = field(claim, name); !said.empty()) out += " " + said;
  }
  if (const std::string words = field(claim, "text"); !words.empty())
    out += fmt::format(" \"{:.60}\"", words);
  return out;
}

std::map<std::string, const Json*> by_id(const Json& record, std::string_view list) {
  std::map<std::string, const Json*> out;
  const auto found = record.is_object() ? record.find(std::string(list)) : record.end();
  if (!record.is_object() || found == record.end() || !found->is_array()) return out;
  for (const Json& claim : *found) {
    if (claim.is_object()) out.emplace(field(claim, "id"), &claim);
  }
  return out;
}

// "status actual -> future, mode - -> arrest"
std::string differences(const Json& before, const Json& after) {
  std::string out;
  const auto say = [&](const std::string& name, const Json& a, const Json& b) {
    out += fmt::format("{}{} {} -> {}", out.empty() ? "" : ", ", name, text_of(a), text_of(b));
  };
  static const Json none;
  for (const auto& [name, value] : before.items()) {
    const auto other = after.find(name);
    if (other == after.end()) {
      say(name, value, none);
    } else if (*other != value) {
      say(name, value, *other);
    }
  }
  for (const auto& [name, value] : after.items()) {
    if (!before.contains(name)) say(name, none, value);
  }
  return out;
}

}  // namespace

RecordDiff compare_records(std::string_view before, std::string_view after) {
  const Json old_record = Json::parse(before, nullptr, false),
             new_record = Json::parse(after, nullptr, false);
  RecordDiff out;
  for (std::size_t i = 0; i < RecordDiff::lists.size(); ++i) {
    const std::string_view list = RecordDiff::lists[i];
    const auto old_claims = by_id(old_record, list), new_claims = by_id(new_record, list);
    for (const auto& [id, claim] : old_claims) {
      const auto now = new_claims.find(id);
      if (now == new_claims.end()) {
        ++out.counts[i].lost;
        out.lines.push_back("- " + label(list, *claim));
      } else if (*now->second != *claim) {
        ++out.counts[i].changed;
        out.lines.push_back(
            fmt::format("~ {}: {}", label(list, *now->second), differences(*claim, *now->second)));
      }
    }
    for (const auto& [id, claim] : new_claims) {
      if (old_claims.contains(id)) continue;
      ++out.counts[i].gained;
      out.lines.push_back("+ " + label(list, *claim));
    }
  }
  return out;
}

}  // namespace casus::cli
