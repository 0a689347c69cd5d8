// Finds the actors of one story: names, noun phrases and pronouns, and which of them are the same.
//
// The work of EntityReader on one document, in this order:
//   names      every name becomes an entity of the knowledge, or one of this story alone   (story_actors.cpp)
//   persons    titles and appositions, offices by date, short names to full ones (story_persons.cpp) nominals
//   "the interim leader", "Moscow police", from left to right                   (story_nominals.cpp) pronouns
//   in the same sweep, so that what stands before is known                      (story_pronouns.cpp)
//   countries  what a noun phrase without a country takes from its story (story_countries.cpp)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/calendar.h"
#include "document/document.h"
#include "knowledge/knowledge.h"
#include "resolve/entity_trace.h"
#include "resolve/entity_words.h"
#include "resolve/story_names.h"
#include "resolve/story_words.h"

namespace casus::resolve {

enum class Gender : std::uint8_t { unknown, male, female };
enum class Article : std::uint8_t { none, definite, demonstrative, indefinite, possessive };

// An index into Story's actors.
using ActorIndex = std::uint32_t;
inline constexpr ActorIndex no_actor = static_cast<ActorIndex>(-1);

struct Actor {
  document::Entity entity;  // its mentions are filled at the end
  std::string roles;        // role part of the code: "GOV"
  Gender gender = Gender::unknown;
  bool person = false;                  // one human being
  bool named = false;                   // has a name of its own
  bool titled = false;                  // the text named an office
  bool former = false;                  // left the office that the story knows it by
  std::vector<std::string_view> nouns;  // lemmas of heads it was called by: "president", "source"
  std::uint32_t mentions = 0;           // how many so far, in the sweep
};

struct ActorMention {
  document::TokenRange tokens;
  document::TokenIndex head = document::no_token;
  ActorIndex actor = no_actor;
  document::MentionKind kind = document::MentionKind::named;
  bool modifier = false;  // an adjective or noun in front of another noun
};

// What the words around a head say: "former Kyrgyz interim leader".
struct Description {
  document::TokenIndex begin = document::no_token;
  document::TokenIndex head = document::no_token;
  std::vector<std::string> countries;  // alpha-3, in order; several where they are coordinated
  std::vector<document::TokenIndex> country_tokens;
  std::string office;  // id, where the words are an office's title
  std::string title;   // those words, lower case
  std::string roles;   // CAMEO role codes
  document::EntityType type = document::EntityType::unknown;
  bool has_role = false;
  ActorIndex owner = no_actor;      // the body it belongs to: "NATO troops", "a spokesman for the ministry"
  document::TokenRange complement;  // "of the interim government", where it counts as part of the mention
  bool former = false;
  bool acting = false;
  bool numbered = false;   // "two", "several", "some": not the ones before
  bool elsewhere = false;  // "president of the national confederation": heads something that is no state
  bool foreign = false;    // "Western", "foreign", "other"
  bool plural = false;
  Gender gender = Gender::unknown;
  Article article = Article::none;
};

class Story {
 public:
  Story(document::Document& document, const EntityWords& hints, const knowledge::Knowledge& knowledge,
        EntityTrace* trace);

  // Writes entities and mentions of the document.
  void read();

 private:
  // ---- actors and mentions (story.cpp)
  ActorIndex add_actor(Actor actor);
  ActorIndex actor_keyed(const std::string& key);  // no_actor where none has it
  void mention(document::TokenRange tokens, document::TokenIndex head, ActorIndex actor,
               document::MentionKind kind, bool modifier = false);
  std::string flat(document::TokenRange tokens) const;  // its words in one line
  void sweep();
  void claim(document::Entity& entity) const;
  void finish();
  void note(document::TokenRange tokens, ActorIndex chosen, std::string_view loser, std::string_view code,
            std::string_view reason);

  // ---- names (story_actors.cpp)
  void read_names();
  void read_name(const NamedSpan& span);
  bool speaks_of(knowledge::EntryId entry) const;
  const knowledge::Match* choose(const NamedSpan& span) const;
  int fitness(const NamedSpan& span, const knowledge::Match& match, const knowledge::Entry& entry) const;
  void read_country(const NamedSpan& span, const knowledge::Match& match, const knowledge::Entry& entry);
  void read_people(const NamedSpan& span, std::string_view land, const knowledge::Entry& entry,
                   bool modifier);
  void read_known(const NamedSpan& span, const knowledge::Entry& entry);
  void read_unknown(const NamedSpan& span);
  void read_acronym(const NamedSpan& span, ActorIndex actor);
  bool stands_for_government(const NamedSpan& span) const;
  bool is_ethnic(const NamedSpan& span, const knowledge::Entry& entry) const;
  ActorIndex state(std::string_view country);
  ActorIndex government(std::string_view country);
  ActorIndex person_called(std::string_view name) const;
  const document::PlaceMention* place_over(document::TokenRange tokens) const;

  // ---- persons (story_persons.cpp)
  void read_person(const NamedSpan& span, const std::vector<knowledge::Match>& candidates);
  document::TokenIndex title_begin(const NamedSpan& span) const;
  bool located(const NamedSpan& span) const;
  bool looks_like_person(const NamedSpan& span) const;
  void describe_person(Actor& actor, const Description& description);
  void apply_tenure(Actor& actor, knowledge::EntryId person, const Description& description);
  std::optional<knowledge::EntryId> likely_person(const NamedSpan& span,
                                                  const std::vector<knowledge::Match>& candidates,
                                                  const Description& description) const;
  void learn_short_names(ActorIndex actor, document::TokenRange tokens);
  Gender gender_of_name(document::TokenRange tokens) const;

  // ---- noun phrases (story_nominals.cpp)
  // Reads the words of [begin, end) and, where `head` is a common noun, what it is followed by.
  Description describe(document::TokenIndex begin, document::TokenIndex head, document::TokenIndex end);
  void describe_complements(Description& out);
  bool police_near(document::TokenIndex at) const;
  void add_coordinated_countries(document::TokenIndex first, Description& out) const;
  void read_nominal(document::TokenIndex head);
  bool is_nominal(document::TokenIndex head) const;
  bool is_role_modifier(document::TokenIndex token) const;
  void read_role_modifier(document::TokenIndex token);
  // ---- people told by number alone (story_counted.cpp)
  bool is_counted(document::TokenIndex head) const;
  void read_counted(document::TokenIndex head);
  bool sided(document::TokenIndex token) const;  // "pro-X", "X-backed"
  ActorIndex antecedent(const Description& description) const;
  ActorIndex actor_of(const Description& description, const std::string& country, bool inferred,
                      base::Span from);
  // "the country", "the Central Asian state": the state that the words before it are about.
  std::string country_meant(document::TokenIndex head) const;
  bool read_sides(const Description& description);
  // "observers headed by General X"; "X, who leads the party"
  void read_leader(std::uint32_t mention);
  bool read_apposition(const Description& description);
  ActorIndex holder(const Description& description, std::string_view country);
  ActorIndex backers(const Description& description);
  std::string code_for(const Description& description, std::string_view country) const;
  // The actor whose mention has this head; reads it first where it is a noun phrase further on.
  ActorIndex actor_at(document::TokenIndex head);

  // ---- pronouns (story_pronouns.cpp)
  void read_pronoun(document::TokenIndex token);
  ActorIndex speaker_of(std::uint32_t quote);
  void find_speakers();
  int salience(const ActorMention& before, document::TokenIndex token) const;
  bool means_it(document::TokenIndex verb) const;
  document::TokenIndex reporter(document::TokenIndex verb) const;
  bool same_clause(document::TokenIndex a, document::TokenIndex b) const;

  // ---- countries (story_countries.cpp)
  void count_countries();
  void count_persons();
  void sort_countries();
  struct Guess {
    std::string country;
    base::Span from;
  };
  bool same_spot(document::TokenIndex at, document::TokenIndex place) const;
  bool faces(document::TokenIndex at, document::TokenIndex country) const;
  Guess infer_country(document::TokenIndex at, bool local) const;
  double share(std::string_view country) const;

  document::Document& document_;
  const EntityWords& hints_;
  const knowledge::Knowledge& knowledge_;
  EntityTrace* trace_;
  StoryWords words_;
  std::optional<base::Date> date_;

  std::vector<NamedSpan> names_;
  std::vector<std::int32_t> name_at_;  // by head token: index of the name it heads, or -1
  std::vector<std::uint8_t> taken_;    // tokens that stand in a name or in a person's title
  std::vector<Actor> actors_;
  std::vector<ActorMention> mentions_;               // in the order made
  std::vector<std::uint32_t> seen_;                  // in the sweep: mentions before here
  std::vector<std::vector<std::uint32_t>> by_head_;  // mentions by head token
  std::vector<std::uint8_t> visited_;                // nominals read already
  std::unordered_map<std::string, ActorIndex> keyed_;
  std::unordered_map<std::string, std::vector<ActorIndex>> short_names_;
  std::vector<ActorIndex> speakers_;                  // by quotation
  std::vector<document::TokenIndex> speaker_tokens_;  // by quotation: the head that speaks
  struct CountryMention {
    document::TokenIndex token = 0;
    std::uint32_t country = 0;  // index into countries_
    bool place = false;
  };
  std::vector<std::string> countries_;
  std::vector<double> weights_;        // of countries_
  std::vector<double> place_weights_;  // of those named as places
  double total_weight_ = 0;
  double total_place_weight_ = 0;
  std::vector<CountryMention> country_mentions_;  // by position
  std::string main_country_;
};

}  // namespace casus::resolve
