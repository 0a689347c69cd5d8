// What a request asks for and what an answer is about, as content words: nouns, verbs and adjectives under
// the trigger, without names, those who take part and words that say too little (data/threads/threads.toml).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "code/story_index.h"
#include "code/thread_tables.h"
#include "events/claims.h"

namespace casus::code {

class ThreadContent {
 public:
  // All must outlive this.
  ThreadContent(const StoryIndex& story, const ThreadTables& tables, const events::Claims& claims);

  // Lemmas, lower case, in the order of the text, each once. Computed once an event.
  const std::vector<std::string>& terms(events::EventId id);
  // How many terms of one the other shares, by stem: "resign" and "resignation".
  int shared(events::EventId a, events::EventId b);
  // Whether both hold words of one topic, of this one where it says what it is about.
  bool same_matter(events::EventId a, events::EventId b, std::uint32_t topic);
  // Whether what the other event tells of is itself asked for: "urged them to accept".
  bool asks_for(events::EventId request, events::EventId other);
  // "asked whether", "asked how": for nothing but a word.
  bool is_question(events::EventId id) const;
  // Whether the answer's own words name a request: "turned down the appeal".
  bool names_request(events::EventId id);

 private:
  // The words of an event's clause, without what is coordinated with it; sorted. Computed once an event.
  const std::vector<document::TokenIndex>& words(events::EventId id);
  std::vector<document::TokenIndex> read_words(const events::Event& event) const;
  std::vector<std::string> read(events::EventId id);

  const StoryIndex& story_;
  const ThreadTables& tables_;
  const events::Claims& claims_;
  std::vector<std::vector<std::string>> terms_;
  std::vector<std::uint8_t> known_;
  std::vector<std::optional<std::vector<document::TokenIndex>>> words_;
};

// Whether two lemmas are of one stem.
bool same_stem(std::string_view a, std::string_view b);

}  // namespace casus::code
