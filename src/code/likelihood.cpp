#include "code/likelihood.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/files.h"
#include "base/sha256.h"
#include "code/politics.h"
#include "code/setting_clauses.h"

namespace casus::code {
namespace {

using document::Dep;
using document::Document;
using document::Pos;
using document::Tag;
using document::TokenIndex;
using events::Event;
using events::Participant;
using events::Party;

constexpr std::size_t sentences_of_a_story = 3;

bool is_content(Pos pos) {
  return pos == Pos::noun || pos == Pos::verb || pos == Pos::adj || pos == Pos::adv || pos == Pos::propn;
}

std::string lower_lemma(const Document& document, TokenIndex token) {
  return base::lowered(document.lemma(token));
}

bool is_word(std::string_view text) {
  return text.size() > 1 && std::all_of(text.begin(), text.end(), [](char c) {
           return base::is_alpha(c) || c == '-' || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
         });
}

void tidy(std::vector<std::string>& signs) {
  std::sort(signs.begin(), signs.end());
  signs.erase(std::unique(signs.begin(), signs.end()), signs.end());
}

// How a side is filled, and by whom.
struct Side {
  Politics politics = Politics::none;
  bool named = false, inferred = false;
  std::string kind = "none";  // entity type
  std::string role = "none";  // the role in its code: "GOV", "BUS", "state"
};

std::string role_of(std::string_view code) {
  if (code.empty()) return "unknown";
  if (code.size() <= 3) return "state";
  return std::string(code.substr(3, 3));
}

Side side_of(const Document& document, const Event& event, Party party) {
  Side side;
  for (const Participant& one : event.participants) {
    if (one.party != party) continue;
    const Politics politics = politics_of(document, one);
    (one.inferred ? side.inferred : side.named) = true;
    if (side.role != "none" && politics <= side.politics) continue;
    side.politics = std::max(side.politics, politics);
    side.role = role_of(one.code);
    if (one.entity.valid()) side.kind = document::name(document.entities[one.entity.index()].type);
  }
  return side;
}

std::string how(const Side& side) { return side.named ? "named" : side.inferred ? "inferred" : "none"; }

std::string_view few(int count) {
  constexpr std::array<std::string_view, 5> names = {"0", "1", "2", "3", "4+"};
  return names[static_cast<std::size_t>(std::clamp(count, 0, 4))];
}

// What else in the story rests on an event.
struct Reference {
  bool toll = false, agenda = false;
  bool answer = false;  // it answers a request, or is a request that is answered
};

std::vector<Reference> references_of(const events::Claims& claims) {
  std::vector<Reference> out(claims.events.size());
  for (const events::Toll& toll : claims.tolls) {
    if (toll.event.valid()) out[toll.event.index()].toll = true;
  }
  for (const events::AgendaItem& item : claims.agenda) {
    if (item.event.valid()) out[item.event.index()].agenda = true;
  }
  for (const events::Thread& thread : claims.threads) {
    for (const events::Response& response : thread.responses) {
      out[thread.request.index()].answer = true;
      out[response.event.index()].answer = true;
    }
  }
  return out;
}

bool share(const Event& a, const Event& b, Party party) {
  for (const Participant& one : a.participants) {
    if (one.party != party || !one.entity.valid()) continue;
    for (const Participant& other : b.participants) {
      if (other.party == party && other.entity == one.entity) return true;
    }
  }
  return false;
}

// "Was ousted in April when riots broke out": whether `inner` stands in what says when or why `outer`
// happened.
bool dates_or_explains(const Document& document, const Event& inner, const Event& outer) {
  if (!inner.predicate.valid() || !outer.predicate.valid() || inner.predicate == outer.predicate)
    return false;
  const TokenIndex head = document.predicates[inner.predicate.index()].head;
  const auto& arguments = document.predicates[outer.predicate.index()].arguments;
  return std::any_of(arguments.begin(), arguments.end(), [&](const document::Argument& argument) {
    return (argument.role == document::Role::time || argument.role == document::Role::cause) &&
           argument.tokens.contains(head);
  });
}

// "Engaged the position, killing two": deeds of one type, one in the clause of the other.
bool are_one_deed(const Document& document, const Event& a, const Event& b) {
  if (a.type != b.type || !a.predicate.valid() || !b.predicate.valid()) return false;
  const TokenIndex head = document.predicates[a.predicate.index()].head;
  const TokenIndex other = document.predicates[b.predicate.index()].head;
  return document.tokens.head[other] == head && document.tokens.dep[other] == Dep::advcl;
}

bool is_told_again(const Event& a, const Event& b) {
  return a.type == b.type && share(a, b, Party::actor) && share(a, b, Party::recipient);
}

// What the story's other events say of this one: of which type they are, and whether they tell it again.
void add_company(const std::vector<Event>& found, std::size_t mine, std::vector<std::string>& signs) {
  int same_type = 0, same_actor = 0, same_sides = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i == mine || found[i].type != found[mine].type) continue;
    const bool actor = share(found[i], found[mine], Party::actor);
    ++same_type;
    same_actor += actor;
    same_sides += actor && share(found[i], found[mine], Party::recipient);
  }
  const auto type = ontology::name(found[mine].type);
  signs.push_back(fmt::format("others of its type={}", few(same_type)));
  signs.push_back(fmt::format("type={} others of its type={}", type, few(same_type)));
  signs.push_back(fmt::format("others of its type by its actor={}", few(same_actor)));
  signs.push_back(fmt::format("others of its type between its sides={}", few(same_sides)));
  signs.push_back(fmt::format("events in the story={}", few(static_cast<int>(found.size()) / 4)));
}

// Takes events out; whatever refers to the others goes on doing so.
void remove(events::Claims& claims, const std::vector<bool>& keep) {
  std::vector<events::EventId> now(claims.events.size());
  std::vector<Event> kept;
  for (std::size_t i = 0; i < claims.events.size(); ++i) {
    if (!keep[i]) continue;
    now[i] = events::EventId(kept.size());
    kept.push_back(std::move(claims.events[i]));
  }
  claims.events = std::move(kept);
  const auto follow = [&](events::EventId& id) {
    if (id.valid()) id = now[id.index()];
  };
  for (events::Toll& toll : claims.tolls) follow(toll.event);
  for (events::AgendaItem& item : claims.agenda) follow(item.event);
  for (events::Thread& thread : claims.threads) {
    follow(thread.request);
    for (events::Response& response : thread.responses) follow(response.event);
  }
  std::erase_if(claims.threads, [](const events::Thread& thread) { return !thread.request.valid(); });
}

}  // namespace

// ---- signs

StorySigns::StorySigns(const Document& document)
    : document_(document), sentences_(document.sentences().size()) {
  int political = 0;
  for (const document::Mention& mention : document.mentions) {
    if (mention.entity.valid() && is_political(document.entities[mention.entity.index()].code)) ++political;
  }
  const double share = document.size() == 0 ? 0 : 100.0 * political / document.size();
  story_.push_back(fmt::format("story's political parties={}", share < 1   ? "few"
                                                               : share < 3 ? "some"
                                                               : share < 6 ? "many"
                                                                           : "most"));
}

const StorySigns::Sentence& StorySigns::sentence(std::uint32_t index) const {
  std::optional<Sentence>& kept = sentences_[index];
  if (kept) return *kept;
  kept.emplace();
  const document::TokenRange range = document_.sentences()[index];
  for (TokenIndex i = range.begin; i < range.end; ++i) {
    if (document_.tokens.pos[i] == Pos::propn || !is_content(document_.tokens.pos[i])) continue;
    const std::string lemma = lower_lemma(document_, i);
    if (is_word(lemma)) kept->words.push_back("near=" + lemma);
  }
  tidy(kept->words);
  const auto [first, last] = inside(document_.mentions, range);
  for (std::size_t at = first; at < last; ++at) {
    const document::EntityId entity = document_.mentions[at].entity;
    if (entity.valid() && is_political(document_.entities[entity.index()].code)) ++kept->parties;
  }
  return *kept;
}

// The trigger's word that the others hang on.
TokenIndex StorySigns::head_of(const Event& event) const {
  if (event.predicate.valid()) return document_.predicates[event.predicate.index()].head;
  const document::TokenRange words = document_.tokens_in(event.evidence.span());
  for (TokenIndex i = words.begin; i < words.end; ++i) {
    if (!words.contains(document_.tokens.head[i]) || document_.tokens.head[i] == i) return i;
  }
  return words.begin;
}

std::vector<std::string> StorySigns::of(const Event& event) const {
  std::vector<std::string> out = story_;
  const auto add = [&](std::string sign) { out.push_back(std::move(sign)); };
  add("any");
  const std::string type(ontology::name(event.type));
  const std::string status(ontology::name(event.status));
  add("type=" + type);
  if (!event.mode.empty()) add("mode=" + type + "." + event.mode);
  add("status=" + status);
  add("type=" + type + " status=" + status);
  add(event.salience == events::Salience::main ? "main" : "background");
  const std::string_view dated = event.time.expression.valid() ? "dated" : "undated";
  add(fmt::format("{} and {}", dated, event.place.valid() ? "placed" : "nowhere"));
  add(fmt::format("type={} {}", type, dated));
  if (!event.cameo.empty()) add("cameo=" + event.cameo);
  if (!event.rules.empty()) {
    add("rule=" + event.rules.back());
    add("outermost rule=" + event.rules.front());
    if (event.rules.size() > 1) add("rules=" + event.rules.front() + ">" + event.rules.back());
    add(fmt::format("rules in chain={}", few(static_cast<int>(event.rules.size()))));
  }

  const Side actor = side_of(document_, event, Party::actor);
  const Side recipient = side_of(document_, event, Party::recipient);
  constexpr std::array<std::string_view, 3> politics = {"none", "possible", "certain"};
  add("actor=" + how(actor));
  add("recipient=" + how(recipient));
  add("actor=" + how(actor) + " recipient=" + how(recipient));
  add("type=" + type + " actor=" + how(actor) + " recipient=" + how(recipient));
  add(fmt::format("actor political={}", politics[static_cast<std::size_t>(actor.politics)]));
  add(fmt::format("recipient political={}", politics[static_cast<std::size_t>(recipient.politics)]));
  add("actor's kind=" + actor.kind);
  add("recipient's kind=" + recipient.kind);
  add("actor's role=" + actor.role);
  add("recipient's role=" + recipient.role);
  add("type=" + type + " actor's role=" + actor.role);
  add("type=" + type + " recipient's role=" + recipient.role);

  const TokenIndex head = head_of(event);
  if (head >= document_.size()) return tidy(out), out;
  const std::string lemma = lower_lemma(document_, head);
  const Pos pos = document_.tokens.pos[head];
  const std::string_view kind = pos == Pos::verb || pos == Pos::aux ? "verb"
                                : pos == Pos::adj                   ? "adjective"
                                                                    : "noun";
  const std::string dep(document::name(document_.tokens.dep[head]));
  add("word=" + lemma);
  add(fmt::format("word={} {}", lemma, kind));
  add(fmt::format("word={} type={}", lemma, type));
  add(fmt::format("word is a={}", kind));
  add(fmt::format("form={}", document::name(document_.tokens.tag[head])));
  add("relation=" + dep);
  add(fmt::format("{} relation={}", kind, dep));
  add(fmt::format("type={} {} relation={}", type, kind, dep));
  const TokenIndex above = document_.tokens.head[head];
  if (above != head) add("under=" + lower_lemma(document_, above));
  // What it is to the predicates around it: what happens ("riots broke out"), who acts, what is done.
  const auto [first, last] = predicates_in(document_, document_.sentences()[document_.sentence_of(head)]);
  for (std::size_t at = first; at < last; ++at) {
    const document::Predicate& predicate = document_.predicates[at];
    bool doer = false;
    std::string_view mine;
    for (const document::Argument& argument : predicate.arguments) {
      doer |= argument.role == document::Role::agent;
      if (argument.head == head) mine = document::name(argument.role);
    }
    if (mine.empty()) continue;
    add(fmt::format("is {}", mine));
    add(fmt::format("{} is {}{}", kind, mine, doer ? "" : " of what nobody does"));
  }
  bool article = false, possessor = false, object = false, subject = false;
  for (const TokenIndex child : document_.children(head)) {
    const Dep relation = document_.tokens.dep[child];
    article |= relation == Dep::det;
    possessor |= relation == Dep::poss;
    object |= relation == Dep::dobj;
    subject |= document::is_subject(relation);
    if (relation == Dep::dobj || relation == Dep::nsubjpass || relation == Dep::amod ||
        relation == Dep::compound) {
      add(fmt::format("over={}", lower_lemma(document_, child)));
    }
    if (relation == Dep::prep) {
      const std::string preposition = lower_lemma(document_, child);
      add("over " + preposition);
      for (const TokenIndex below : document_.children(child)) {
        if (document_.tokens.dep[below] == Dep::pobj) add("over=" + lower_lemma(document_, below));
      }
    }
  }
  if (kind == "noun") {
    add(fmt::format("noun with {}{}",
                    article     ? "article"
                    : possessor ? "possessor"
                                : "neither",
                    document_.tokens.tag[head] == Tag::nns ? ", plural" : ""));
  } else {
    add(fmt::format("verb with{}{}{}", subject ? " subject" : "", object ? " object" : "",
                    subject || object ? "" : " neither"));
  }
  const std::uint32_t place = document_.sentence_of(head);
  const std::string_view where = place < 2 ? "lead" : place < 5 ? "beginning" : "body";
  add(fmt::format("in the {}", where));
  add(fmt::format("type={} in the {}", type, where));
  const Sentence& around = sentence(place);
  out.insert(out.end(), around.words.begin(), around.words.end());
  add(fmt::format("political parties in the sentence={}", few(around.parties)));
  tidy(out);
  return out;
}

// ---- weights

base::Result<Likelihood> Likelihood::load(const std::string& file) {
  const auto text = base::read_file(file);
  if (!text) {
    return base::Error{.code = "bad_weights", .message = "cannot read the weights of events", .file = file};
  }
  return parse(*text, file);
}

base::Result<Likelihood> Likelihood::parse(std::string_view text, const std::string& file) {
  Likelihood out;
  out.hash_ = base::sha256_hex(text);
  bool has_threshold = false;
  std::uint64_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (base::trimmed(line).empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    const std::string_view digits = tab == std::string_view::npos ? std::string_view{} : line.substr(tab + 1);
    double value = 0;
    const auto [rest, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || problem != std::errc() || rest != digits.data() + digits.size() ||
        !(std::abs(value) <= 1000)) {
      return base::Error{.code = "bad_weights",
                         .message = "a row is a sign, a tab and a number from -1000 to 1000",
                         .file = file,
                         .line = number};
    }
    const std::string_view sign = line.substr(0, tab);
    if (sign == "threshold") {
      if (value < 0 || value > 1) {
        return base::Error{.code = "bad_weights",
                           .message = "the threshold is a likelihood between 0 and 1",
                           .file = file,
                           .line = number};
      }
      if (std::exchange(has_threshold, true)) {
        return base::Error{
            .code = "bad_weights", .message = "there is a threshold already", .file = file, .line = number};
      }
      out.threshold_ = value;
    } else if (!out.weights_.emplace(sign, value).second) {
      return base::Error{.code = "bad_weights",
                         .message = "\"" + std::string(sign) + "\" has a weight already",
                         .file = file,
                         .line = number};
    }
  }
  return out;
}

double Likelihood::of(std::span<const std::string> signs) const {
  if (empty()) return 1;
  double sum = 0;
  for (const std::string& sign : signs) {
    const auto found = weights_.find(sign);
    if (found != weights_.end()) sum += found->second;
  }
  return 1 / (1 + std::exp(-sum));
}

std::string Likelihood::reasons(std::span<const std::string> signs) const {
  std::vector<std::pair<double, std::string_view>> found;
  for (const std::string& sign : signs) {
    const auto at = weights_.find(sign);
    if (at != weights_.end() && sign != "any") found.emplace_back(at->second, sign);
  }
  std::sort(found.begin(), found.end());
  constexpr std::size_t shown = 4;
  std::string against, favour;
  for (std::size_t i = 0; i < std::min(shown, found.size()) && found[i].first < 0; ++i) {
    against += fmt::format("{}{} {:+.2f}", against.empty() ? "" : ", ", found[i].second, found[i].first);
  }
  for (std::size_t i = 0; i < std::min(shown, found.size()); ++i) {
    const auto& [weight, sign] = found[found.size() - 1 - i];
    if (weight <= 0) break;
    favour += fmt::format("{}{} {:+.2f}", favour.empty() ? "" : ", ", sign, weight);
  }
  return fmt::format("against: {}; for: {}", against.empty() ? "nothing" : against,
                     favour.empty() ? "nothing" : favour);
}

void Likelihood::weigh(const Document& document, events::Claims& claims, Choices* choices,
                       std::vector<Judged>* judged) const {
  if (claims.events.empty() || (empty() && judged == nullptr)) return;
  const StorySigns story(document);
  const std::vector<Reference> references = references_of(claims);
  const bool is_story = document.sentences().size() >= sentences_of_a_story;
  std::vector<std::vector<std::string>> signs(claims.events.size());
  std::vector<double> likelihood(claims.events.size());
  for (std::size_t i = 0; i < claims.events.size(); ++i) {
    signs[i] = story.of(claims.events[i]);
    if (references[i].toll) signs[i].emplace_back("has a toll");
    if (references[i].agenda) signs[i].emplace_back("on the agenda");
    add_company(claims.events, i, signs[i]);
    tidy(signs[i]);
    likelihood[i] = of(signs[i]);
    if (!empty()) claims.events[i].confidence = static_cast<float>(likelihood[i]);
  }
  // What the story bears out, unless it is very unlikely by itself.
  const auto is_borne_out = [&](std::size_t mine) {
    if (references[mine].answer) return true;
    const Event& event = claims.events[mine];
    const bool possible = likelihood[mine] >= threshold_ / 2;
    if (possible && references[mine].toll) return true;
    for (std::size_t i = 0; i < claims.events.size(); ++i) {
      if (likelihood[i] < threshold_) continue;
      const Event& likely = claims.events[i];
      if (are_one_deed(document, event, likely)) return true;
      if (possible && (is_told_again(likely, event) || dates_or_explains(document, event, likely)))
        return true;
    }
    return false;
  };
  std::vector<bool> keep(claims.events.size());
  for (std::size_t i = 0; i < claims.events.size(); ++i) {
    keep[i] = !is_story || likelihood[i] >= threshold_ || is_borne_out(i);
    if (choices != nullptr && !empty()) {
      choices->push_back(
          {"likelihood",
           claims.events[i].evidence.span(),
           keep[i] ? Choice::Verdict::taken : Choice::Verdict::left,
           fmt::format("likelihood {:.2f}{}; {}", likelihood[i],
                       keep[i] ? "" : fmt::format(", below {:.2f}", threshold_), reasons(signs[i])),
           {}});
    }
    if (judged != nullptr) {
      judged->push_back({claims.events[i].evidence.span(), claims.events[i].type, std::move(signs[i]),
                         likelihood[i], keep[i]});
    }
  }
  remove(claims, keep);
}

}  // namespace casus::code
