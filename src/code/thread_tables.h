// What a political scientist edits about threads: data/threads/threads.toml.
//
// Errors name file and line: what is missing, not TOML, unknown keys or topics. Immutable after load; shared
// by threads.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"

namespace casus::code {

// What an event has to do with a topic.
enum class Turn : std::uint8_t { request, agree, reject, deed };
inline constexpr int turn_count = 4;

class ThreadTables {
 public:
  static base::Result<ThreadTables> load(const std::string& data_folder);
  // The same from a text; `file` is for messages.
  static base::Result<ThreadTables> read(const std::string& text, const std::string& file);

  // The topic that a CAMEO code is of in this turn, by its longest prefix; nothing where none.
  std::optional<std::uint32_t> topic(Turn turn, std::string_view code) const;
  // Whether an answer of one topic can answer a request of another.
  bool answers(std::uint32_t request, std::uint32_t answer) const;
  const std::string& name(std::uint32_t topic) const { return names_[topic]; }

  std::uint32_t topics() const { return static_cast<std::uint32_t>(names_.size()); }
  // Whether a lemma is one of a topic's own words; never of "any".
  bool is_word_of(std::uint32_t topic, std::string_view lemma) const {
    return words_[topic].contains(std::string(lemma));
  }
  // Nouns for a request, and words that say too little to tell two matters apart.
  bool is_asking(std::string_view lemma) const { return asking_.contains(std::string(lemma)); }
  // Verbs that ask where nothing says for what, alone or with a preposition: "urge", "call for".
  bool is_asking_verb(std::string_view key) const { return asking_verbs_.contains(std::string(key)); }
  // Verbs that claim where what follows is told as so, and words of need rather than of asking.
  bool is_claiming(std::string_view key) const { return claiming_.contains(std::string(key)); }
  // Verbs that answer by themselves: "agree", "decline".
  bool is_answering(std::string_view key) const { return answering_.contains(std::string(key)); }
  bool is_need(std::string_view key) const { return need_.contains(std::string(key)); }
  bool is_common(std::string_view lemma) const { return common_.contains(std::string(lemma)); }
  bool is_partial(std::string_view lemma) const { return partial_.contains(std::string(lemma)); }
  bool is_deferral(std::string_view key) const { return deferral_.contains(std::string(key)); }

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<std::string>> near_;
  std::array<std::map<std::string, std::uint32_t, std::less<>>, turn_count> codes_;
  std::vector<std::unordered_set<std::string>> words_;
  std::unordered_set<std::string> partial_, deferral_, asking_, asking_verbs_, claiming_, need_, answering_,
      common_;
};

}  // namespace casus::code
