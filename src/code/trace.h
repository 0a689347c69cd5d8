// What coding a document looked at and why it chose as it did, for explain. Filled only where asked for: who
// fills it tests the pointer first, so that nothing is made or kept otherwise.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"
#include "document/tokens.h"
#include "ontology/event_type.h"

namespace casus::code {

// One decision about a toll, thread, obligation or agenda item.
struct Choice {
  enum class Verdict { taken, joined, left };
  std::string_view list;  // "event", "likelihood", "toll", "thread", "obligation", "agenda"
  base::Span words;       // what was looked at
  Verdict verdict = Verdict::taken;
  std::string why;
  base::Span other;  // what it was joined with, or the other end of a link; empty where there is none
};
using Choices = std::vector<Choice>;

// An event with what its likelihood was reckoned from (code/likelihood.h).
struct Judged {
  base::Span words;  // the trigger
  ontology::EventType type = ontology::EventType::consult;
  std::vector<std::string> signs;
  double likelihood = 1;
  bool said = true;  // false where too unlikely
};

struct Trace {
  struct Tried {
    document::TokenIndex head = document::no_token;
    std::string rule;  // id
    std::string key;
    bool fired = false;
    std::string failed;  // the condition that did not hold; "" where fired or beaten
  };
  struct Told {
    document::TokenIndex head = document::no_token;
    std::string stance;
    std::string content;             // CAMEO code of the act
    std::string code;                // of the whole
    std::vector<std::string> chain;  // "appeal request.appeal.call", "not", ...
    bool consumed = false;           // taken in by another
    std::string dropped;             // why no event came of it; "" where one did
  };
  std::vector<Tried> tried;    // by position
  std::vector<Told> told;      // by position
  Choices choices;             // list after list, each by position
  std::vector<Judged> judged;  // every event that came so far, said or not
};

}  // namespace casus::code
