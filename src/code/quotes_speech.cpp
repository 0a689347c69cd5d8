// Every quotation looks for an owner. First among the attributions that syntax gave: one whose content has
// its head inside the marks owns the whole of what stands there, however many sentences. A quotation without
// one looks for a verb of saying directly behind it ("...," said the minister), then directly before it
// (said:
// "..."), then for the speech that it continues, in the same paragraph or from one that did not close its
// marks. Words in marks inside a larger content are part of that.
#include "code/quotes_speech.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "code/quotes_marks.h"
#include "code/quotes_syntax.h"

namespace casus::code {
namespace {

using document::Dep;
using document::Document;
using document::no_token;
using document::Pos;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;

constexpr TokenIndex reach_behind = 12;  // tokens from closing mark to the verb of saying
constexpr TokenIndex reach_before = 20;
constexpr TokenIndex reach_around = 200;  // tokens between a quotation and the cue that syntax gave it
constexpr TokenIndex longest_label = 7;   // words of a name before a colon

class Joiner {
 public:
  Joiner(const Document& document, const AttributionFinder& finder, std::vector<Attribution>& found)
      : document_(document),
        finder_(finder),
        found_(found),
        quotations_(quotations(document)),
        paragraphs_(paragraphs(document)) {
    owners_.resize(quotations_.size());
  }

  void run() {
    for (Attribution& one : found_) clip(one);
    one_clause_a_cue();
    by_syntax_ = found_.size();
    for (std::size_t q = 0; q < quotations_.size(); ++q) own_by_syntax(q);
    for (std::size_t q = 0; q < quotations_.size(); ++q) {
      if (!owners_[q] && is_speech(q)) look_around(q);
    }
    for (std::size_t q = 0; q < quotations_.size(); ++q) {
      if (!owners_[q] && is_speech(q)) continue_speech(q);
    }
    for (std::size_t q = quotations_.size(); q-- > 0;) {
      if (!owners_[q] && is_speech(q)) begin_speech(q);
    }
    for (Attribution& one : found_) settle(one);
    drop_voices_within();
    labels();
    drop_empty_and_same();
  }

 private:
  TokenRange marks(std::size_t q) const { return quotations_[q].tokens; }

  bool in_marks(TokenIndex t) const {
    const auto at = std::partition_point(quotations_.begin(), quotations_.end(),
                                         [&](const Quotation& q) { return q.tokens.end <= t; });
    return at != quotations_.end() && at->tokens.contains(t);
  }

  // Someone's words rather than a title or a word held at arm's length.
  bool is_speech(std::size_t q) const {
    const TokenRange range = marks(q);
    if (range.size() < 4) return false;
    bool verb = false;
    for (TokenIndex t = range.begin; t < range.end; ++t) verb = verb || is_verbal(document_, t);
    TokenIndex last = range.end - 1;
    if (!quotations_[q].open && last > range.begin) --last;
    const Tag tag = document_.tokens.tag[last];
    const bool stops = tag == Tag::comma || tag == Tag::period;
    const std::string_view first = document_.token(range.begin + 1).text();
    const bool capital = !first.empty() && (base::is_upper(first.front()) || base::is_digit(first.front()));
    return (stops && (verb || range.size() >= 4)) || (verb && capital && range.size() >= 6);
  }

  // A sentence that the parser let run over a paragraph's end says nothing about the next one.
  void clip(Attribution& one) const {
    const auto& all = paragraphs_;
    const auto at =
        std::partition_point(all.begin(), all.end(), [&](TokenRange p) { return p.end <= one.head; });
    if (at == all.end()) return;
    for (TokenRange& range : one.content) {
      range.begin = std::max(range.begin, at->begin);
      range.end = std::min(range.end, at->end);
    }
    std::erase_if(one.content, [&](TokenRange range) {
      TokenIndex t = range.begin;
      while (t < range.end && is_skipped(t)) ++t;
      return t >= range.end;
    });
  }

  // One verb of saying has one clause, before it or behind it; of two that the parser gave it, the one in
  // quotation marks is meant, else the one behind. Both in marks are one scattered quote.
  void one_clause_a_cue() {
    for (std::size_t a = 0; a < found_.size(); ++a) {
      Attribution& first = found_[a];
      if (first.how != Takes::clause || first.content.empty() || first.cue == nullptr) continue;
      for (std::size_t b = a + 1; b < found_.size() && found_[b].head == first.head; ++b) {
        Attribution& second = found_[b];
        if (second.how != Takes::clause || second.content.empty() || second.cue != first.cue) continue;
        const bool first_marked = in_marks(first.content_head);
        const bool second_marked = in_marks(second.content_head);
        const bool both_behind = first.content_head > first.head && second.content_head > first.head;
        if (first_marked == second_marked && (first_marked || both_behind)) {
          for (const TokenRange range : second.content) add(first, range);
        } else if (second_marked || (!first_marked && second.content_head > first.head)) {
          std::swap(first.content, second.content);
          std::swap(first.content_head, second.content_head);
        }
        second.content.clear();
      }
    }
    std::erase_if(found_, [](const Attribution& one) { return one.content.empty(); });
  }

  void own_by_syntax(std::size_t q) {
    const TokenRange range = marks(q);
    std::optional<std::size_t> best;
    std::size_t best_size = 0;
    // What syntax gave is by position of the cue.
    const auto near = std::partition_point(found_.begin(), found_.end(), [&](const Attribution& one) {
      return one.head + reach_around < range.begin;
    });
    for (auto k = static_cast<std::size_t>(near - found_.begin()); k < found_.size(); ++k) {
      Attribution& one = found_[k];
      if (one.head > range.end + reach_around) break;
      if (range.contains(one.head) || one.content.empty()) continue;
      const bool head_inside = range.contains(one.content_head);
      const bool around =
          !head_inside && std::any_of(one.content.begin(), one.content.end(),
                                      [&](TokenRange r) { return r.contains(range.begin + 1); });
      if (!head_inside && !around) continue;
      if (one.cue != nullptr && head_inside && !one.cue->can(Takes::quote) && !one.cue->can(Takes::clause))
        continue;
      std::size_t size = 0;
      for (const TokenRange r : one.content) size += r.size();
      // The quotation belongs to the closest of those around it.
      if (!best || (head_inside && size < best_size)) {
        best = k;
        best_size = size;
      }
    }
    if (!best) return;
    owners_[q] = best;
    Attribution& owner = found_[*best];
    if (range.contains(owner.content_head)) add(owner, range);
  }

  void add(Attribution& one, TokenRange range) const {
    one.content.push_back(range);
    std::sort(one.content.begin(), one.content.end());
    std::vector<TokenRange> merged;
    for (const TokenRange r : one.content) {
      if (!merged.empty() && r.begin <= merged.back().end) {
        merged.back().end = std::max(merged.back().end, r.end);
      } else {
        merged.push_back(r);
      }
    }
    // A cue that the parser put inside the speech stays outside.
    one.content = std::move(merged);
  }

  bool is_skipped(TokenIndex t) const {
    return document_.tokens.tag[t] == Tag::space || document_.tokens.pos[t] == Pos::punct;
  }

  // An attribution of the verb at `t` that has no clause of its own outside the quotation, or a new one.
  std::size_t attribution_at(TokenIndex t, const Cue& cue, TokenRange tokens) {
    const auto end = found_.begin() + static_cast<std::ptrdiff_t>(by_syntax_);
    auto at = std::partition_point(found_.begin(), end, [&](const Attribution& one) { return one.head < t; });
    for (; at != end && at->head == t; ++at) {
      if (at->claim && at->cue == &cue) return static_cast<std::size_t>(at - found_.begin());
    }
    const auto [known, fresh] = added_.try_emplace(t, found_.size());
    if (fresh) found_.push_back(finder_.begin_at(t, cue, tokens));
    return known->second;
  }

  bool take(std::size_t q, TokenIndex verb) {
    TokenRange tokens;
    const Cue* cue = finder_.verb_cue(verb, &tokens);
    if (cue == nullptr || !cue->can(Takes::quote) || in_marks(verb)) return false;
    const std::size_t k = attribution_at(verb, *cue, tokens);
    // What syntax gave a verb of saying may be a stray object ("said Friday"); the quotation speaks.
    if (found_[k].content_head == no_token) found_[k].content_head = marks(q).begin + 1;
    add(found_[k], marks(q));
    owners_[q] = k;
    return true;
  }

  void look_around(std::size_t q) {
    const TokenRange range = marks(q);
    // Behind: the clause that begins right after the marks.
    TokenIndex next = range.end;
    while (next < document_.size() && is_skipped(next) &&
           document_.token(next).text().find('\n') == std::string_view::npos) {
      ++next;
    }
    for (TokenIndex t = next; t < document_.size() && t < next + reach_behind; ++t) {
      if (document_.tokens.tag[t] == Tag::space || in_marks(t)) break;
      if (!finder_.verb_cue(t)) continue;
      const TokenIndex subject = subject_of(document_, t);
      TokenIndex begin = t;
      if (subject != no_token && subject >= next) begin = std::min(begin, document_.subtree(subject).begin);
      for (const TokenIndex child : document_.children(t)) {
        if (child >= next && child < t) begin = std::min(begin, child);
      }
      if (begin <= next + 1 && take(q, t)) return;
      break;
    }
    // Before: the nearest verb of saying, with nothing else in marks between.
    TokenIndex steps = 0;
    bool line = false;
    for (TokenIndex t = range.begin; t-- > 0 && steps < reach_before; ++steps) {
      if (in_marks(t)) break;
      const std::string_view text = document_.token(t).text();
      if (text.find('\n') != std::string_view::npos) line = true;
      if (text == "." || text == "?" || text == "!") break;
      // Over a line break only a colon leads on.
      if (line && !is_skipped(t)) {
        TokenIndex last = t;
        while (last + 1 < range.begin && document_.token(last).text() != ":") ++last;
        if (document_.token(last).text() != ":") break;
        line = false;
      }
      if (finder_.verb_cue(t) && take(q, t)) return;
    }
  }

  // "... ," he said. "..."; or the next paragraph of one speech.
  void continue_speech(std::size_t q) {
    if (q == 0) return;
    const Quotation& mine = quotations_[q];
    const Quotation& before = quotations_[q - 1];
    if (!owners_[q - 1]) return;
    const bool same = before.paragraph == mine.paragraph;
    const bool goes_on = before.open && before.paragraph + 1 == mine.paragraph && mine.first_in_paragraph;
    if (!same && !goes_on) return;
    Attribution& owner = found_[*owners_[q - 1]];
    if (!owner.claim) return;
    add(owner, mine.tokens);
    owners_[q] = owners_[q - 1];
  }

  // Sentences in marks before the one that names the speaker, in the same paragraph or left open there.
  void begin_speech(std::size_t q) {
    if (q + 1 >= quotations_.size() || !owners_[q + 1]) return;
    const Quotation& mine = quotations_[q];
    const Quotation& next = quotations_[q + 1];
    const bool same = next.paragraph == mine.paragraph;
    const bool goes_on = mine.open && next.paragraph == mine.paragraph + 1 && next.first_in_paragraph;
    if (!same && !goes_on) return;
    Attribution& owner = found_[*owners_[q + 1]];
    if (!owner.claim) return;
    add(owner, marks(q));
    owners_[q] = owners_[q + 1];
  }

  void settle(Attribution& one) const {
    for (TokenRange& range : one.content) {
      // A mark belongs to the words it closes or opens.
      const auto first = std::partition_point(quotations_.begin(), quotations_.end(),
                                              [&](const Quotation& q) { return q.tokens.end < range.begin; });
      for (auto q = first; q != quotations_.end() && q->tokens.begin < range.end; ++q) {
        if (range.contains(q->tokens.begin) && range.end + 1 == q->tokens.end) range.end = q->tokens.end;
        if (range.begin == q->tokens.begin + 1 && range.end >= q->tokens.end) range.begin = q->tokens.begin;
      }
    }
    TokenIndex inside = 0;
    TokenIndex all = 0;
    for (const TokenRange range : one.content) {
      for (TokenIndex t = range.begin; t < range.end; ++t) {
        if (is_skipped(t)) continue;
        ++all;
        if (in_marks(t)) ++inside;
      }
    }
    // What stands wholly inside a larger quotation is not direct for that reason.
    if (in_marks(one.head)) inside = 0;
    one.quoted = all > 0 && inside * 10 >= all * 9;
    one.mixed = !one.quoted && inside > 0;
  }

  // What a speaker thinks, wants or is asked within what he says is part of the speech; only a third party's
  // words are a quote within it ("He told me that the bridge is safe," she said). And an author's "you" is
  // nobody.
  void drop_voices_within() {
    std::vector<std::size_t> by_size(found_.size());
    std::iota(by_size.begin(), by_size.end(), std::size_t{0});
    const auto size = [&](std::size_t k) {
      TokenIndex sum = 0;
      for (const TokenRange range : found_[k].content) sum += range.size();
      return sum;
    };
    std::stable_sort(by_size.begin(), by_size.end(),
                     [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
    std::vector<bool> said(document_.size(), false);
    std::vector<bool> drop(found_.size(), false);
    for (const std::size_t k : by_size) {
      const Attribution& one = found_[k];
      const bool known = one.speaker != no_token;
      const bool pronoun = known && document_.tokens.tag[one.speaker] == Tag::prp;
      const std::string who = known ? lowered_text(document_, one.speaker) : std::string();
      const bool third = known && (!pronoun || who == "he" || who == "she" || who == "they");
      const bool speech = one.cue != nullptr && one.cue->speech && one.how == Takes::clause;
      drop[k] = (pronoun && who == "you") || (said[one.head] && !(speech && third));
      if (drop[k] || !one.claim) continue;
      for (const TokenRange range : one.content) {
        std::fill(said.begin() + range.begin, said.begin() + range.end, true);
      }
    }
    std::vector<Attribution> kept;
    for (std::size_t k = 0; k < found_.size(); ++k) {
      if (!drop[k]) kept.push_back(std::move(found_[k]));
    }
    found_ = std::move(kept);
  }

  // "Governor: the bridge is safe": a name and a colon at the beginning of a paragraph.
  void labels() {
    std::vector<bool> covered(document_.size(), false);
    for (const Attribution& one : found_) {
      for (const TokenRange range : one.content)
        std::fill(covered.begin() + range.begin, covered.begin() + range.end, true);
    }
    for (const TokenRange paragraph : paragraphs_) {
      TokenIndex colon = no_token;
      bool proper = false;
      bool name = true;
      for (TokenIndex t = paragraph.begin; t < paragraph.end && t < paragraph.begin + longest_label; ++t) {
        if (document_.token(t).text() == ":") {
          colon = t;
          break;
        }
        proper = proper || document::is_proper(document_.tokens.tag[t]);
        const Pos pos = document_.tokens.pos[t];
        name = name && pos != Pos::verb && pos != Pos::punct && pos != Pos::num && pos != Pos::aux;
      }
      if (colon == no_token || !proper || !name || colon == paragraph.begin || paragraph.end < colon + 4)
        continue;
      // Something behind the colon is somebody's words already.
      if (covered[colon + 1] && !covered[paragraph.begin]) continue;
      Attribution one;
      one.head = colon;
      one.cue_tokens = {colon, colon + 1};
      one.speaker_tokens = {paragraph.begin, colon};
      one.speaker = colon - 1;
      one.content_head = colon + 1;
      one.content = {{colon + 1, paragraph.end}};
      found_.push_back(std::move(one));
    }
  }

  void drop_empty_and_same() {
    std::erase_if(found_, [](const Attribution& one) { return one.content.empty(); });
    std::stable_sort(found_.begin(), found_.end(), [](const Attribution& a, const Attribution& b) {
      if (a.content.front().begin != b.content.front().begin)
        return a.content.front().begin < b.content.front().begin;
      return a.head < b.head;
    });
    std::vector<Attribution> kept;
    for (Attribution& one : found_) {
      bool told = false;
      for (auto other = kept.rbegin(); other != kept.rend() && !told; ++other) {
        if (other->content.front().begin != one.content.front().begin) break;
        told = other->content == one.content && other->speaker == one.speaker;
      }
      if (!told) kept.push_back(std::move(one));
    }
    found_ = std::move(kept);
  }

  const Document& document_;
  const AttributionFinder& finder_;
  std::vector<Attribution>& found_;
  std::vector<Quotation> quotations_;
  std::vector<TokenRange> paragraphs_;
  std::size_t by_syntax_ = 0;                          // found_ up to here is by position of the cue
  std::unordered_map<TokenIndex, std::size_t> added_;  // those behind, by cue
  std::vector<std::optional<std::size_t>> owners_;
};

}  // namespace

void join_speech(const Document& document, const AttributionFinder& finder, std::vector<Attribution>& found) {
  Joiner(document, finder, found).run();
}

}  // namespace casus::code
