// The rules: what a political scientist writes in data/rules/**.toml, read and checked.
//
// A rule says which words it listens to (verb, noun, adjective), what must hold around them (`when`), and
// what they then mean: an act with its CAMEO code, or an operator over what its complement means.
// docs/rules.md is the manual of the language; composition is in code/compose.h.
//
// The loader is strict: unknown keys, classes, codes, modes, operators, and ids used twice are errors with
// file, line, column and the nearest right name. Immutable after load; shared by threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "code/lexicon.h"
#include "document/layers.h"
#include "ontology/ontology.h"

namespace casus::code {

// What a rule's words do. `act` is content of its own; all others work on the content of their complement.
enum class Operator : std::uint8_t {
  act,
  appeal,    // urge, call for, should
  demand,    // demand, order, must
  intent,    // promise, agree to, will
  reject,    // refuse, reject, rule out
  threat,    // threaten, warn
  stop,      // stop, end, lift, cancel
  allow,     // allow, permit
  accept,    // accept, concede to
  negate,    // fail to, without
  trans,     // begin, try, use: lets the content through
  announce,  // announce, declare: lets the content through; what is announced against another is done
  swallow,   // accuse, deny, support: the content chooses only the sub-code
};
inline constexpr int operator_count = 13;
std::string_view name(Operator);
std::optional<Operator> find_operator(std::string_view name);

// Where a guard looks.
enum class Slot : std::uint8_t {
  object,       // patient or theme: direct object, passive subject, "of" of a noun
  subject,      // agent
  preposition,  // what stands under the named preposition
  modifier,     // adjectives, compounds, adverbs of the head
  clause,       // any word of the clause
  sentence,     // any word of the sentence
  complement,   // kind of complement: clause, infinitive, infinitive_other, gerund, noun, none
  content,      // CAMEO code prefix of what the complement means
  purpose,      // CAMEO code prefix of what the purpose or topic means
  voice,        // active, passive
  particle,     // particle of the verb
  light,        // the light verb over a noun
  tense,        // past, present, future
  polarity,     // negative, positive; asked for, the negation is told by the rule and does no more
  head,         // the word itself: for a rule that listens to several
  governor,     // for a noun: the verb that it is subject or object of, or stands under
};

// Any of these words; "*" is any filler at all.
struct Words {
  std::vector<std::string> lemmas;
  std::vector<std::string> heads;  // "^word"
  ClassSet classes;
  std::vector<std::vector<std::string>> phrases;  // {"tear", "gas"}: they fit at their last word
  std::vector<std::string> kinds;  // "#country", "#person", "#group", "#organisation", "#place", "#actor"
  bool any = false;
  bool head_only = false;            // holds "^word": classes and kinds then count at the head alone, too
  std::vector<std::string> written;  // as in the file, for messages
};

struct Guard {
  Slot slot = Slot::object;
  std::string preposition;  // for Slot::preposition
  bool negated = false;
  Words words;

  std::string to_string() const;  // "not_object = @person, hostage"
};

// Chooses a narrower code, mode or type once the rule has fired. The first that holds is taken.
struct Refinement {
  std::vector<Guard> when;
  std::string cameo;  // "" keeps the rule's
  std::optional<std::string> mode;
  std::optional<ontology::EventType> event;
};

struct Example {
  std::string text;
  bool none = false;  // the rule must not fire
  std::string event, mode, cameo, actor, recipient, status;
  std::uint64_t line = 0;
};

struct Key {
  document::PredicateKind kind = document::PredicateKind::verb;
  std::vector<std::string> words;  // the head first: {"take", "into", "custody"}, {"bomb", "car"}
  std::string to_string() const;
};

struct Rule {
  std::string id;
  std::string note;
  std::string file;
  std::uint64_t line = 0;
  Operator op = Operator::act;
  std::optional<ontology::EventType> event;  // where it is not what the code says
  std::string cameo;                         // of an act; of an operator without content: its default
  std::string mode;
  std::vector<std::string> contexts;
  std::vector<Key> keys;
  std::vector<Guard> when;
  std::vector<Refinement> refine;
  std::vector<std::string> actor;      // selectors in order; empty: the type's usual ones
  std::vector<std::string> recipient;  // selectors in order; empty: the type's usual ones
  bool alone = true;                   // false: means something only under an operator
  bool reciprocal = false;             // all sides are actors
  bool both = false;                   // the sides fight or meet each other when both are the subject
  std::vector<std::string> over;       // ids of rules that this one goes before
  std::vector<Example> examples;

  int specificity(const Key& key) const;
};

using RuleId = base::Id<struct RuleTag>;

class RuleSet {
 public:
  // Reads every .toml below `folder` but tables.toml, in the order of their names.
  static base::Result<RuleSet> load(const std::string& folder, const ontology::Ontology& ontology,
                                    const Lexicon& lexicon);
  // The same from a text; `file` is for messages. Used by tests and the fuzzer.
  static base::Result<RuleSet> read(const std::string& text, const std::string& file,
                                    const ontology::Ontology& ontology, const Lexicon& lexicon);

  struct Entry {
    RuleId rule;
    std::uint32_t key = 0;  // index into Rule::keys
    int specificity = 0;
  };

  const std::vector<Rule>& rules() const { return rules_; }
  const Rule& operator[](RuleId id) const { return rules_[id.index()]; }
  // Rules that listen to this head word, most specific first, then by id.
  std::span<const Entry> listening(document::PredicateKind kind, std::string_view head) const;
  const Rule* find(std::string_view id) const;
  std::size_t key_count() const;
  // Every word that a key or a guard names, sorted, each once.
  std::vector<std::string> words() const;
  // SHA-256 of all that was read.
  const std::string& hash() const { return hash_; }

 private:
  base::Result<void> add(const std::string& text, const std::string& file, const ontology::Ontology& ontology,
                         const Lexicon& lexicon);
  base::Result<void> finish();

  std::vector<Rule> rules_;
  std::unordered_map<std::string, std::vector<Entry>> index_;  // "v:attack"
  std::unordered_map<std::string, std::size_t> by_id_;
  std::string hash_;
};

}  // namespace casus::code
