// What a political scientist edits about the agenda: data/agenda/kinds.toml and cues.toml.
//
// Errors name file and line: what is missing, not TOML, unknown keys, kinds, certainties or word classes.
// Immutable after load; shared by threads.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "code/lexicon.h"
#include "events/claims.h"

namespace casus::code {

// What a governor puts ahead.
enum class Reach : std::uint8_t { any, clause, dated };

struct AgendaCue {
  events::Certainty certainty = events::Certainty::expected;
  Reach reach = Reach::any;
};

// Words that may have to stand beside a noun or verb, or may not.
struct Company {
  std::vector<std::string> lemmas;
  ClassSet classes;
  bool person = false;  // "#person": somebody by name
  bool place = false;   // "#place": a place by name
  bool empty() const { return lemmas.empty() && classes.none() && !person && !place; }
};

struct AgendaEntry {
  std::string id;
  events::AgendaKind what = events::AgendaKind::other;
  std::vector<std::vector<std::string>> nouns;  // see head_of
  std::vector<std::vector<std::string>> verbs;  // the verb first
  bool plural = false;
  bool object_is_party = false;  // a direct object, where there is one, must be somebody
  Company with;
  Company unless;
};

class AgendaTables {
 public:
  static base::Result<AgendaTables> load(const std::string& data_folder, const Lexicon& lexicon);
  // The same from two texts; for tests.
  static base::Result<AgendaTables> read(const std::string& kinds, const std::string& kinds_file,
                                         const std::string& cues, const std::string& cues_file,
                                         const Lexicon& lexicon);

  // An entry with the phrase that led to it, most specific first.
  struct Listening {
    std::uint32_t entry = 0;
    std::uint32_t phrase = 0;  // index into nouns or verbs
  };
  const std::vector<Listening>& nouns(std::string_view head) const { return find(nouns_, head); }
  const std::vector<Listening>& verbs(std::string_view head) const { return find(verbs_, head); }
  const AgendaEntry& entry(std::uint32_t index) const { return entries_[index]; }
  const std::vector<AgendaEntry>& entries() const { return entries_; }

  // Where the head of a noun phrase stands: its last word, or the one before "of".
  static std::size_t head_of(const std::vector<std::string>& phrase);

  std::optional<AgendaCue> governor(std::string_view key) const { return cue(governors_, key); }
  std::optional<AgendaCue> noun(std::string_view lemma) const { return cue(cue_nouns_, lemma); }
  std::optional<AgendaCue> modifier(std::string_view word) const { return cue(modifiers_, word); }
  bool is_holding(std::string_view key) const { return holding_.contains(std::string(key)); }
  bool is_sequence(std::string_view key) const { return sequence_.contains(std::string(key)); }
  bool ends_term(std::string_view preposition) const { return deadline_.contains(std::string(preposition)); }
  bool is_demand(std::string_view key) const { return demand_.contains(std::string(key)); }
  bool is_effective(std::string_view key) const { return effective_.contains(std::string(key)); }
  bool is_rejecting(std::string_view key) const { return rejecting_.contains(std::string(key)); }
  bool is_plain(std::string_view key) const { return plain_.contains(std::string(key)); }

 private:
  friend class AgendaReader;
  using Index = std::unordered_map<std::string, std::vector<Listening>>;
  using Cues = std::unordered_map<std::string, AgendaCue>;
  using Words = std::unordered_set<std::string>;
  static const std::vector<Listening>& find(const Index& index, std::string_view word);
  static std::optional<AgendaCue> cue(const Cues& cues, std::string_view word);
  void index();

  std::vector<AgendaEntry> entries_;
  Index nouns_, verbs_;
  Cues governors_, cue_nouns_, modifiers_;
  Words holding_, sequence_, deadline_, demand_, effective_, rejecting_, plain_;
};

}  // namespace casus::code
