// Found by words rather than by the tree: a list of members between dashes leaves no parser a good tree. In a
// sentence, a condition ("if", "unless", "should", "in case") with a word of attack in it and a word of
// membership, a body or a list of states before that word; or a noun of attack "on" a member that is
// "regarded" as one on all.
#include "code/obligations_treaty.h"

#include <algorithm>
#include <set>

namespace casus::code {

using document::Dep;
using document::EntityId;
using document::EntityType;
using document::no_token;
using document::TokenIndex;
using document::TokenRange;
using events::Obligation;
using events::ObligationKind;
using events::ObligationStatus;

namespace {

constexpr std::string_view maker = "obligations.treaty/1";

class TreatyCoder {
 public:
  TreatyCoder(const StoryIndex& story, const ObligationTables& tables, const events::Claims& claims,
              const knowledge::Knowledge* known, Choices* trace)
      : story_(story),
        document_(story.document()),
        words_(story.words()),
        tables_(tables),
        claims_(claims),
        known_(known),
        trace_(trace) {}

  std::vector<Obligation> code() {
    const auto& sentences = document_.sentences();
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      for (TokenIndex i = sentences[s].begin; i < sentences[s].end; ++i) {
        if (words_.form(i) == "if" || words_.form(i) == "case" || words_.form(i) == "event" ||
            (words_.form(i) == "should" && i == sentences[s].begin)) {
          conditional(s, i);
        }
        if (document::is_noun(document_.tokens.tag[i]) && tables_.attack.has(words_.lemma(i))) regarded(s, i);
      }
    }
    return std::move(found_);
  }

 private:
  // "... only happen if one of the bloc was attacked by a foreign state"
  void conditional(std::size_t s, TokenIndex marker) {
    const TokenRange sentence = document_.sentences()[s];
    TokenIndex attack = marker + 1;
    while (attack < sentence.end && !is_attack(attack)) ++attack;
    if (attack >= sentence.end) return;
    TokenRange condition{marker + 1, attack + 1};
    const std::vector<TokenIndex> own = story_.own_words(attack);
    for (const TokenIndex i : own) {
      if (i < sentence.end) condition.end = std::max(condition.end, i + 1);
    }
    while (condition.size() > 1 && document_.tokens.pos[condition.end - 1] == document::Pos::punct)
      --condition.end;
    // Whom: before a passive verb, after an active one or a noun.
    const bool noun = document::is_noun(document_.tokens.tag[attack]);
    const bool passive =
        std::any_of(document_.children(attack).begin(), document_.children(attack).end(),
                    [&](TokenIndex child) { return document_.tokens.dep[child] == Dep::auxpass; });
    const TokenRange whom =
        passive && !noun ? TokenRange{marker + 1, attack} : TokenRange{attack + 1, condition.end};
    if (!has_members(whom))
      return leave(attack, "an attack under a condition, but on nobody who is called a member or listed");
    const EntityId body = body_of(s, sentence);
    if (!body.valid()) return leave(attack, "no treaty or body is named here or in the two sentences before");

    TokenRange action{sentence.begin, marker};
    if (marker == sentence.begin || words_.form(marker - 1) == ",") action = {condition.end, sentence.end};
    while (action.size() > 1 && is_loose(action.end - 1)) --action.end;
    while (action.size() > 1 && is_loose(action.begin)) ++action.begin;
    keep(body, base::join(document_.span(action), document_.span(condition)), document_.span(action),
         document_.span(condition), whom);
  }

  // "An attack on one member is regarded as an attack on all."
  void regarded(std::size_t s, TokenIndex attack) {
    const TokenRange sentence = document_.sentences()[s];
    const Dep dep = document_.tokens.dep[attack];
    if (dep != Dep::nsubjpass && dep != Dep::nsubj) return;
    const TokenIndex verb = document_.tokens.head[attack];
    if (!tables_.regarded.has(words_.lemma(verb)) && !words_.is(verb, "be")) return;
    const TokenRange whom = document_.subtree(attack);
    bool all = false;
    for (TokenIndex i = std::max(verb, whom.end); i < sentence.end; ++i) {
      if (words_.form(i) == "all" || words_.form(i) == "others" || words_.form(i) == "every") all = true;
    }
    if (!all || !has_members({attack + 1, whom.end})) return;
    const EntityId body = body_of(s, sentence);
    if (!body.valid()) return leave(attack, "no treaty or body is named here or in the two sentences before");
    const TokenRange action{verb, story_.own_range(verb).end};
    keep(body, base::join(document_.span(whom), document_.span(action)), document_.span(action),
         document_.span(whom), {attack + 1, whom.end});
  }

  bool is_attack(TokenIndex i) const {
    const document::Tag tag = document_.tokens.tag[i];
    return (document::is_verb(tag) || document::is_noun(tag)) && tables_.attack.has(words_.lemma(i));
  }

  bool is_loose(TokenIndex i) const {
    return document_.tokens.pos[i] == document::Pos::punct || words_.form(i) == "only" ||
           words_.form(i) == "in" || words_.form(i) == "the" || words_.form(i) == "that";
  }

  bool has_members(TokenRange range) const {
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (tables_.members.has(words_.lemma(i)) || tables_.bodies.has(words_.lemma(i))) return true;
    }
    return states_in(range).size() >= 3;
  }

  // Alpha-3 codes of the states named in a range, in the order of their names; each once.
  std::vector<std::string> states_in(TokenRange range) const {
    std::vector<std::string> out;
    for (const document::Mention& mention : document_.mentions) {
      if (!range.contains(mention.tokens) || !mention.entity.valid()) continue;
      if (mention.kind != document::MentionKind::named) continue;
      const document::Entity& entity = document_.entities[mention.entity.index()];
      if (entity.type != EntityType::state && entity.type != EntityType::government) continue;
      const std::string code = story_.country(mention.entity);
      if (code.size() != 3 || std::find(out.begin(), out.end(), code) != out.end()) continue;
      out.push_back(code);
    }
    return out;
  }

  bool is_body(EntityId id) const {
    return id.valid() && document_.entities[id.index()].type == EntityType::igo;
  }

  // The body named in the sentence itself, else last in one of the two before it.
  EntityId body_of(std::size_t s, TokenRange sentence) const {
    EntityId own;
    for (const document::Mention& mention : document_.mentions) {
      if (sentence.contains(mention.tokens) && is_body(mention.entity)) own = mention.entity;
    }
    if (own.valid()) return own;
    for (std::size_t back = 1; back <= 2 && back <= s; ++back) {
      const TokenRange before = document_.sentences()[s - back];
      EntityId last;
      for (const document::Mention& mention : document_.mentions) {
        if (before.contains(mention.tokens) && is_body(mention.entity)) last = mention.entity;
      }
      if (last.valid()) return last;
    }
    return {};
  }

  // A foreign state's actual attack on a member, as far as the story's events say.
  bool happened(const std::vector<std::string>& members) const {
    const std::set<std::string> wanted(members.begin(), members.end());
    const auto country = [&](const events::Participant& one) {
      return one.code.size() >= 3 ? one.code.substr(0, 3) : story_.country(one.entity);
    };
    return std::any_of(claims_.events.begin(), claims_.events.end(), [&](const events::Event& event) {
      if (event.type != ontology::EventType::assault || event.status != ontology::Status::actual)
        return false;
      for (const events::Participant& hit : event.participants) {
        if (hit.party != events::Party::recipient || !wanted.contains(country(hit))) continue;
        for (const events::Participant& by : event.participants) {
          if (by.party != events::Party::actor || !by.entity.valid()) continue;
          const EntityType type = document_.entities[by.entity.index()].type;
          const bool state =
              type == EntityType::state || type == EntityType::government || type == EntityType::military;
          if (state && !country(by).empty() && country(by) != country(hit)) return true;
        }
      }
      return false;
    });
  }

  void keep(EntityId body, base::Span words, base::Span action, base::Span condition, TokenRange whom) {
    const bool twice = std::any_of(found_.begin(), found_.end(), [&](const Obligation& other) {
      return other.evidence.span().overlaps(words);
    });
    if (twice || words.empty()) return;
    Obligation out{events::Evidence(words, std::string(maker))};
    out.kind = ObligationKind::treaty_trigger;
    out.bearer = body;
    out.action = action;
    out.condition = condition;
    out.basis = document_.entities[body.index()].name;
    if (known_ != nullptr && story_.today()) {
      if (const auto entry = known_->find(document_.entities[body.index()].key)) {
        for (const knowledge::Membership& member : known_->members(*entry, *story_.today())) {
          if (member.status == "member" || member.status.empty())
            out.known_members.emplace_back(member.country);
        }
        std::sort(out.known_members.begin(), out.known_members.end());
      }
    }
    out.members = states_in(whom);
    // "The pact, signed by Russia, Armenia and Belarus, ..."
    if (out.members.size() < 2) {
      auto listed = states_in(document_.sentences()[document_.sentence_of(whom.begin)]);
      if (listed.size() >= 3) out.members = std::move(listed);
    }
    out.members_stated = out.members.size() >= 2;
    if (!out.members_stated) out.members = out.known_members;
    out.status = happened(out.members) ? ObligationStatus::triggered : ObligationStatus::not_triggered;
    if (trace_ != nullptr) {
      trace_->push_back({"obligation", words, Choice::Verdict::taken,
                         "treaty_trigger of " + out.basis + "; " + compared(out) +
                             (out.status == ObligationStatus::triggered
                                  ? "; the story tells of a foreign attack on one of them"
                                  : "; no event of the story is a foreign attack on one of them"),
                         base::Span{}});
    }
    found_.push_back(std::move(out));
  }

  const StoryIndex& story_;
  const document::Document& document_;
  const DocumentWords& words_;
  const ObligationTables& tables_;
  const events::Claims& claims_;
  // The members of the text against those of the table on the story's day.
  static std::string compared(const Obligation& one) {
    if (one.known_members.empty()) return "no table of members to check against";
    const auto checked = events::check_members(one);
    if (!checked) return "members by the table of that day, for the text lists none";
    const events::MemberCheck& check = *checked;
    if (check.only_stated.empty() && check.only_known.empty())
      return "members as the table has them on that day";
    const auto list = [](const std::vector<std::string>& codes) {
      std::string out;
      for (const std::string& code : codes) out += (out.empty() ? "" : " ") + code;
      return out;
    };
    std::string out;
    if (!check.only_stated.empty()) out += "no member on that day by the table: " + list(check.only_stated);
    if (!check.only_known.empty())
      out += (out.empty() ? "" : "; ") + ("member by the table, not listed: " + list(check.only_known));
    return out;
  }

  void leave(TokenIndex word, std::string_view why) const {
    if (trace_ != nullptr)
      trace_->push_back(
          {"obligation", document_.tokens.span[word], Choice::Verdict::left, std::string(why), base::Span{}});
  }

  const knowledge::Knowledge* known_;
  Choices* trace_;
  std::vector<Obligation> found_;
};

}  // namespace

std::vector<Obligation> code_treaty_triggers(const StoryIndex& story, const ObligationTables& tables,
                                             const events::Claims& claims, const knowledge::Knowledge* known,
                                             Choices* trace) {
  return TreatyCoder(story, tables, claims, known, trace).code();
}

}  // namespace casus::code
