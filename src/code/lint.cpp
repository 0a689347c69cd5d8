#include "code/lint.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/ascii.h"
#include "base/files.h"
#include "code/status.h"

namespace casus::code {
namespace {

namespace fs = std::filesystem;

// The guards of a rule as one text that does not depend on their order.
std::string guards_of(const Rule& rule) {
  std::vector<std::string> guards;
  for (const Guard& guard : rule.when) guards.push_back(guard.to_string());
  std::sort(guards.begin(), guards.end());
  std::string out;
  for (const std::string& guard : guards) out += guard + "; ";
  return out;
}

bool is_over(const Rule& one, const Rule& other) {
  return std::find(one.over.begin(), one.over.end(), other.id) != one.over.end();
}

std::string content_of(const fs::path& file) { return base::read_file(file.string()).value_or(""); }

// Every "@name" in the data files: what is asked for.
std::set<std::string> asked_for(const std::string& data_folder) {
  std::set<std::string> out;
  std::error_code status;
  for (const auto& entry : fs::recursive_directory_iterator(data_folder, status)) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".toml" && ending != ".txt" && ending != ".tsv") continue;
    const std::string text = content_of(entry.path());
    for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
      std::size_t end = at + 1;
      while (end < text.size() && (base::is_alpha(text[end]) || base::is_digit(text[end]) ||
                                   text[end] == '_' || text[end] == '.' || text[end] == '-')) {
        ++end;
      }
      out.insert(text.substr(at + 1, end - at - 1));
    }
  }
  return out;
}

void by_place(std::vector<Complaint>& complaints) {
  std::stable_sort(complaints.begin(), complaints.end(), [](const Complaint& a, const Complaint& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  });
}

}  // namespace

std::vector<Complaint> lint_rules(const RuleSet& rules) {
  std::vector<Complaint> out;
  const auto complain = [&](const Rule& rule, std::string message) {
    out.push_back({rule.file, rule.line, rule.id, std::move(message)});
  };
  std::map<std::string, std::vector<const Rule*>> listeners;  // kind and words -> rules
  for (const Rule& rule : rules.rules()) {
    const bool positive =
        std::any_of(rule.examples.begin(), rule.examples.end(), [](const Example& one) { return !one.none; });
    const bool negative =
        std::any_of(rule.examples.begin(), rule.examples.end(), [](const Example& one) { return one.none; });
    if (!positive) complain(rule, "has no example of what it codes");
    if (!negative) complain(rule, "has no example of what it must not code");
    std::set<std::string> seen;
    for (const Key& key : rule.keys) {
      const std::string words =
          std::string(1, "vna"[static_cast<std::size_t>(key.kind)]) + ":" + key.to_string();
      if (!seen.insert(words).second) {
        complain(rule, "lists \"" + key.to_string() + "\" twice");
        continue;
      }
      listeners[words].push_back(&rule);
    }
  }
  for (const auto& [words, listening] : listeners) {
    for (std::size_t i = 0; i < listening.size(); ++i) {
      for (std::size_t k = i + 1; k < listening.size(); ++k) {
        const Rule& one = *listening[i];
        const Rule& other = *listening[k];
        if (is_over(one, other) || is_over(other, one) || guards_of(one) != guards_of(other)) continue;
        complain(other, "listens to \"" + words.substr(2) + "\" under the same conditions as " + one.id +
                            "; say \"over\" in one of them");
      }
    }
  }
  by_place(out);
  return out;
}

std::vector<Complaint> lint_words(const Lexicon& lexicon, const std::string& data_folder) {
  std::vector<Complaint> out;
  const std::set<std::string> asked = asked_for(data_folder);
  const StatusClasses status(lexicon);
  std::set<std::uint32_t> looked_up;
  for (const auto& id :
       {status.speech, status.implicative, status.irrealis_verb, status.irrealis_noun, status.belief,
        status.future_modifier, status.irrealis_modifier, lexicon.find("container"),
        lexicon.find("undo"),  // frame.cpp, status.cpp
        lexicon.find("doing"), lexicon.find("paper"), lexicon.find("enact"),
        status.occasion}) {  // participants.cpp, compose.cpp
    if (id) looked_up.insert(id->value);
  }
  for (std::size_t i = 0; i < lexicon.names().size(); ++i) {
    const std::string& name = lexicon.names()[i];
    const std::string folder = data_folder + "/words/en/";
    const bool context = name.starts_with("contexts.");
    const std::string file =
        context ? folder + "contexts/" + name.substr(9) + ".txt" : folder + "classes/" + name + ".txt";
    if (!context && !asked.contains(name) && !looked_up.contains(static_cast<std::uint32_t>(i))) {
      out.push_back({file, 0, name, "no rule or table asks for this class"});
    }
    std::set<std::string, std::less<>> seen;
    std::uint64_t number = 0;
    const std::string text = content_of(file);
    for (std::string_view line : base::split(text, '\n')) {
      ++number;
      line = base::trimmed(line.substr(0, line.find('#')));
      if (!line.empty() && !seen.emplace(line).second) {
        out.push_back({file, number, name, "\"" + std::string(line) + "\" stands here twice"});
      }
    }
  }
  by_place(out);
  return out;
}

}  // namespace casus::code
