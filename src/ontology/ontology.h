// The nouns of political science as data: event types with their modes, contexts, CAMEO codes.
//
// Reads data/ontology/{types,contexts,cameo}.toml. Strict: an unknown key, type, mode or context, a code
// twice, or a missing one that another needs is an error with file, line, column and the nearest right name.
// Immutable after load; shared by threads.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "ontology/event_type.h"

namespace casus::ontology {

struct Mode {
  std::string name;
  std::optional<double> score;  // PLOVER
  std::string definition;
};

struct Type {
  EventType type = EventType::agree;
  std::optional<double> score;  // PLOVER, -10..10; none for DISRUPT
  std::string definition;
  std::string note;
  std::vector<Mode> modes;
};

struct Context {
  std::string name;
  std::string definition;
};

struct Code {
  std::string code;   // "0256"
  std::string label;  // our own words
  double goldstein = 0;
  std::optional<EventType> event;  // none for bare statements (010) and some roots
  std::string mode;                // "" where the code implies none
  std::vector<std::string> contexts;

  bool is_root() const { return code.size() == 2; }
};

class Ontology {
 public:
  static base::Result<Ontology> load(const std::string& folder);

  const Type& type(EventType type) const { return types_[static_cast<std::size_t>(type)]; }
  const std::vector<Type>& types() const { return types_; }
  const std::vector<Context>& contexts() const { return contexts_; }
  const std::vector<Code>& codes() const { return codes_; }

  // Nothing where the code or mode does not exist.
  const Code* find_code(std::string_view code) const;
  const Mode* find_mode(EventType type, std::string_view mode) const;
  bool has_context(std::string_view name) const;

  // The next broader code: "0256" -> "025" -> "02" -> "".
  static std::string_view parent(std::string_view code);
  static std::string_view root(std::string_view code) { return code.substr(0, 2); }

  // PLOVER's score of a type in a mode ("" for none).
  std::optional<double> score(EventType type, std::string_view mode) const;

  // The nearest names, for messages; "" where nothing is near.
  std::string near_mode(EventType type, std::string_view wrong) const;
  std::string near_context(std::string_view wrong) const;
  std::string near_code(std::string_view wrong) const;

 private:
  Ontology() = default;

  std::vector<Type> types_;  // by EventType
  std::vector<Context> contexts_;
  std::vector<Code> codes_;  // by code
  std::unordered_map<std::string, std::size_t> code_at_;
};

// The nearest of `names` to `wrong` by edit distance, or "" where all are farther than a third of its length
// (at least one edit is always allowed). For did-you-mean hints.
std::string nearest(std::string_view wrong, const std::vector<std::string>& names);

}  // namespace casus::ontology
