#include "code/likelihood.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>

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
  const Sentence& around = sentence(document_.sentence_of(head));
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
  std::uint64_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (base::trimmed(line).empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    const std::string_view digits = tab == std::string_view::npos ? std::string_view{} : line.substr(tab + 1);
    double value = 0;
    const auto [rest, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || problem != std::errc() || rest != digits.data() + digits.size() ||
        !std::isfinite(value)) {
      return base::Error{.code = "bad_weights",
                         .message = "a row is a sign, a tab and a number",
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

void Likelihood::weigh(const Document& document, std::vector<Event>& found, Choices* choices,
                       std::vector<Judged>* judged) const {
  if (found.empty() || (empty() && judged == nullptr)) return;
  const StorySigns story(document);
  std::erase_if(found, [&](Event& event) {
    std::vector<std::string> signs = story.of(event);
    const double likelihood = of(signs);
    if (!empty()) event.confidence = static_cast<float>(likelihood);
    const bool said = likelihood >= threshold_;
    if (choices != nullptr && !empty()) {
      choices->push_back({"event",
                          event.evidence.span(),
                          said ? Choice::Verdict::taken : Choice::Verdict::left,
                          fmt::format("likelihood {:.2f}{}; {}", likelihood,
                                      said ? "" : fmt::format(", below {:.2f}", threshold_), reasons(signs)),
                          {}});
    }
    if (judged != nullptr) {
      judged->push_back({event.evidence.span(), event.type, std::move(signs), likelihood, said});
    }
    return !said;
  });
}

}  // namespace casus::code
