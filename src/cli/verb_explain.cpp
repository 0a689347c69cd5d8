// casus explain: how one sentence was read, room by room, and why these events and not others.
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "base/ascii.h"
#include "base/sha256.h"
#include "cli/work.h"
#include "write/page.h"

namespace casus::cli {
namespace {

using document::Document;
using document::no_token;
using document::TokenIndex;
using write::Ink;

class Explanation {
 public:
  Explanation(const pipeline::Pipeline& pipeline, const pipeline::Coded& coded, const code::Trace& trace,
              const resolve::Trace& losers, const write::PageStyle& style, std::string& out)
      : pipeline_(pipeline),
        document_(coded.document),
        claims_(coded.claims),
        trace_(trace),
        losers_(losers),
        style_(style),
        out_(out),
        layout_(out, style.width, style.color) {}

  void write() {
    words();
    roles();
    world();
    losers();
    lost_places();
    rules();
    near_misses();
    choices();
    const events::Ids ids = events::ids_of(document_, claims_);
    write::PageStyle style = style_;
    style.head = false;
    write::write_page({document_, claims_, ids}, pipeline_.ontology(), style, out_);
  }

 private:
  void heading(std::string_view text, std::string_view explained) {
    if (!out_.empty()) layout_.line();
    layout_.line(layout_.paint(Ink::bold, text) + layout_.paint(Ink::dim, "  " + std::string(explained)));
  }

  std::string word(TokenIndex token) const {
    return token == no_token ? std::string() : write::harmless(document_.text(document_.tokens.span[token]));
  }
  std::string phrase(document::TokenRange range) const { return write::harmless(document_.text(range)); }

  void words() {
    heading("Words", "word, lemma, tag, relation to its head");
    std::size_t widest = 4, lemma = 5;
    for (TokenIndex i = 0; i < document_.size(); ++i) {
      widest = std::max(widest, base::count_code_points(document_.text(document_.tokens.span[i])));
      lemma = std::max(lemma, base::count_code_points(document_.lemma(i)));
    }
    widest = std::min<std::size_t>(widest, 24);
    lemma = std::min<std::size_t>(lemma, 24);
    for (TokenIndex i = 0; i < document_.size(); ++i) {
      const document::Token token = document_.token(i);
      if (token.tag() == document::Tag::space) continue;
      const std::string head = token.is_root() ? "" : word(token.head().index());
      layout_.line(fmt::format("  {:<{}}  {:<{}}  {:<5} {:<9} {}", word(i), widest,
                               write::harmless(token.lemma()), lemma, document::name(token.tag()),
                               document::name(token.dep()), head));
    }
    for (const document::Name& name : document_.names) {
      layout_.line("  " + layout_.paint(Ink::dim, fmt::format("{}: {}", document::name(name.label),
                                                              phrase(name.tokens))));
    }
  }

  void roles() {
    heading("Roles", "who does what to whom, grammar solved");
    for (const document::Predicate& predicate : document_.predicates) {
      std::string line = layout_.paint(Ink::bold, predicate.key);
      std::string how;
      const auto add = [&](std::string_view text) { (how += how.empty() ? "" : ", ") += text; };
      if (predicate.voice == document::Voice::passive) add("passive");
      if (predicate.tense == document::Tense::future) add("future");
      if (predicate.modal != no_token) add(word(predicate.modal));
      if (predicate.negated) add("negated");
      if (predicate.hedge != no_token) add(word(predicate.hedge));
      if (!how.empty()) line += " (" + how + ")";
      for (const document::Argument& argument : predicate.arguments) {
        line += fmt::format(" {} \"{}\"", layout_.paint(Ink::dim, document::name(argument.role)),
                            phrase(argument.tokens));
      }
      layout_.wrap(2, 6, line);
    }
  }

  void world() {
    if (document_.entities.empty() && document_.times.empty() && document_.places.empty()) return;
    heading("Actors, times, places", "what the words stand for on the day of the story");
    for (const document::Entity& entity : document_.entities) {
      std::string line = write::harmless(entity.name) +
                         layout_.paint(Ink::dim, " [" + (entity.code.empty() ? "---" : entity.code) + "] ") +
                         std::string(document::name(entity.type));
      if (!entity.role.empty()) line += ", " + write::harmless(entity.role);
      for (std::size_t i = 0; i < entity.mentions.size(); ++i) {
        line += (i == 0 ? ": \"" : ", \"") +
                write::harmless(document_.text(document_.mentions[entity.mentions[i].index()].span)) + "\"";
      }
      layout_.wrap(2, 6, line);
    }
    for (const document::TimeExpression& time : document_.times) {
      layout_.wrap(
          2, 6,
          fmt::format("{} {}: \"{}\"", document::name(time.type), time.value.value_or("not anchored"),
                      write::harmless(document_.text(time.span))));
    }
    for (const document::PlaceMention& place : document_.places) {
      std::string line = fmt::format("{} ({}{}{})", write::harmless(place.name), place.kind,
                                     place.country.empty() ? "" : ", ", place.country);
      if (place.latitude && place.longitude)
        line += fmt::format(" {:.2f}, {:.2f}", *place.latitude, *place.longitude);
      layout_.wrap(2, 6, line + ": \"" + write::harmless(document_.text(place.span)) + "\"");
    }
  }

  void losers() {
    bool first = true;
    for (const resolve::EntityLoser& loser : losers_.actors) {
      if (loser.name == loser.chosen) continue;
      if (first) heading("Other actors considered", "what else the words might have meant, and why not");
      first = false;
      layout_.wrap(
          2, 6,
          fmt::format("\"{}\": not {}{}, {}{}", write::harmless(document_.text(loser.span)),
                      write::harmless(loser.name),
                      layout_.paint(Ink::dim, " [" + (loser.code.empty() ? "---" : loser.code) + "]"),
                      loser.reason,
                      loser.chosen.empty() ? "" : "; taken for " + write::harmless(loser.chosen)));
    }
  }

  void lost_places() {
    bool first = true;
    for (const resolve::PlaceLoser& loser : losers_.places) {
      if (first) heading("Other places considered", "what else the names might have meant, and why not");
      first = false;
      std::string line = fmt::format(
          "\"{}\": not {}{}, {}", write::harmless(document_.text(loser.span)), write::harmless(loser.name),
          layout_.paint(Ink::dim, " (" + loser.kind + (loser.within.empty() ? "" : ", ") +
                                      write::harmless(loser.within) + fmt::format(", {:.2f})", loser.share)),
          loser.reason);
      if (!loser.chosen.empty()) line += "; taken for " + write::harmless(loser.chosen);
      layout_.wrap(2, 6, line);
    }
  }

  // "coerce.arrest  data/rules/coerce/arrest.toml:12"
  std::string where(const std::string& id) const {
    const code::Rule* rule = pipeline_.coder().rules().find(id);
    if (rule == nullptr) return id;
    return layout_.paint(Ink::green, id) +
           layout_.paint(Ink::dim,
                         fmt::format("  {}:{}", pipeline::known_path(rule->file, pipeline_.installation()),
                                     rule->line));
  }

  void rules() {
    heading("Rules", "that fired, each with its file and line, and what came of it");
    for (const code::Trace::Tried& tried : trace_.tried) {
      if (!tried.fired) continue;
      layout_.wrap(2, 6, layout_.paint(Ink::bold, word(tried.head)) + "  " + where(tried.rule));
    }
    for (const code::Trace::Told& told : trace_.told) {
      std::string line = layout_.paint(Ink::bold, word(told.head)) + ": " + told.stance;
      if (!told.content.empty()) line += " over " + told.content;
      if (!told.code.empty()) line += " = " + told.code;
      line += told.dropped.empty() ? ", an event" : ", no event: " + told.dropped;
      std::string chain;
      for (const std::string& link : told.chain) chain += (chain.empty() ? "" : " > ") + link;
      layout_.wrap(2, 6, line + layout_.paint(Ink::dim, "  (" + chain + ")"));
    }
  }

  void near_misses() {
    bool any = false;
    for (const code::Trace::Tried& tried : trace_.tried) {
      if (tried.fired || tried.failed.empty()) continue;
      if (!std::exchange(any, true))
        heading("Near misses", "rules that know the word, and the condition that failed");
      layout_.wrap(2, 6,
                   layout_.paint(Ink::bold, word(tried.head)) + "  " + where(tried.rule) + "  " +
                       layout_.paint(Ink::yellow, tried.failed));
    }
  }

  // Tolls, threads, obligations, agenda: what was taken, joined with something told before, or left, and why.
  void choices() {
    std::string_view list;
    for (const code::Choice& choice : trace_.choices) {
      if (choice.list != list) {
        list = choice.list;
        if (list == "event")
          heading("Left aside", "what a rule read, and why it is no event all the same");
        else if (list == "likelihood")
          heading("Likelihood", "what speaks for and against each event, by what stands around it");
        else if (list == "toll")
          heading("Figures", "why each was taken, joined with another or left");
        else if (list == "thread")
          heading("Answers", "why each event answers a request or does not");
        else if (list == "obligation")
          heading("Duties", "why each was taken, joined with another or left");
        else
          heading("Calendar", "why each was taken, joined with another or left");
      }
      const auto quoted = [&](base::Span span) {
        return "\"" + write::harmless(document_.text(span)) + "\"";
      };
      const bool left = choice.verdict == code::Choice::Verdict::left;
      const bool joined = choice.verdict == code::Choice::Verdict::joined;
      std::string line = left     ? layout_.paint(Ink::yellow, "left")
                         : joined ? "joined"
                                  : layout_.paint(Ink::green, "taken");
      line += " " + quoted(choice.words);
      if (!choice.other.empty())
        line += (list == "thread" ? " as an answer to " : " with ") + quoted(choice.other);
      layout_.wrap(2, 6, line + ": " + write::harmless(choice.why));
    }
  }

  const pipeline::Pipeline& pipeline_;
  const Document& document_;
  const events::Claims& claims_;
  const code::Trace& trace_;
  const resolve::Trace& losers_;
  const write::PageStyle style_;
  std::string& out_;
  write::Layout layout_;
};

}  // namespace

int explain(const Common& common, const ExplainOptions& options) {
  Console console(common);
  document::Article article;
  for (const std::string& piece : options.text) article.text += (article.text.empty() ? "" : " ") + piece;
  if (base::trimmed(article.text).empty()) return console.error("give a sentence to explain"), usage;
  article.published = options.published;
  article.sha256 = base::sha256_hex(article.text);
  article.id = "sentence";
  const auto pipeline = open_pipeline(common, {}, console);
  if (!pipeline) return usage;
  pipeline::Pipeline::Workspace workspace;
  code::Trace trace;
  resolve::Trace losers;
  const auto coded = pipeline->take(article, workspace, &trace, &losers);
  if (!coded) return console.error(coded.error()), nothing_readable;

  std::string text;
  Explanation(*pipeline, *coded, trace, losers,
              {.width = terminal_width(), .color = use_color(common.color, 1)}, text)
      .write();
  auto output = *Output::open("");
  output.write(text);
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  return all_well;
}

}  // namespace casus::cli
