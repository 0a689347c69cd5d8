#include "code/quotes_marks.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace casus::code {
namespace {

using document::Document;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;

constexpr std::uint32_t shortest_wrapped_line = 50;  // bytes

enum class Mark : std::uint8_t { none, opens, closes, either };

Mark mark_of(std::string_view word) {
  if (word == "\xE2\x80\x9C" || word == "``" || word == "\xC2\xAB") return Mark::opens;  // left double, <<
  if (word == "\xE2\x80\x9D" || word == "\xC2\xBB") return Mark::closes;                 // right double, >>
  if (word == "\"" || word == "''") return Mark::either;
  return Mark::none;
}

bool blank(const Document& document, TokenIndex t) { return document.tokens.tag[t] == Tag::space; }

bool breaks_line(const Document& document, TokenIndex t) {
  if (document.token(t).text().find('\n') != std::string_view::npos) return true;
  if (t + 1 >= document.size()) return false;
  const base::Span gap{document.tokens.span[t].end, document.tokens.span[t + 1].start};
  return !gap.empty() && document.text(gap).find('\n') != std::string_view::npos;
}

// A line that ends within a sentence, as in text wrapped at a fixed width: a single break, a long line
// without final punctuation, no indent and no quotation mark at the beginning of the next.
bool is_wrapped(const Document& document, TokenIndex last, TokenIndex line_break, std::uint32_t length) {
  if (length < shortest_wrapped_line || line_break + 1 >= document.size()) return false;
  const base::Span gap{document.tokens.span[last].end, document.tokens.span[line_break + 1].start};
  const std::string_view between = document.text(gap);
  const std::size_t at = between.find('\n');
  if (at == std::string_view::npos || between.size() - at > 1) return false;
  const Tag tag = document.tokens.tag[last];
  if (tag == Tag::period || tag == Tag::colon || tag == Tag::close_quote) return false;
  return mark_of(document.token(line_break + 1).text()) == Mark::none;
}

// Whether white space stands before or after the token.
bool space_before(const Document& document, TokenIndex t) {
  return t == 0 || document.tokens.span[t - 1].end < document.tokens.span[t].start || blank(document, t - 1);
}
bool space_after(const Document& document, TokenIndex t) {
  return t + 1 >= document.size() || document.tokens.span[t].end < document.tokens.span[t + 1].start ||
         blank(document, t + 1);
}

// Straight marks tell by the blanks around them, and where those do not, by what is open.
bool opens(const Document& document, TokenIndex t, bool inside) {
  const bool before = space_before(document, t);
  const bool after = space_after(document, t);
  if (before && !after) return true;
  if (after && !before) return false;
  return !inside;
}

}  // namespace

std::vector<TokenRange> paragraphs(const Document& document) {
  std::vector<TokenRange> out;
  TokenRange now;
  std::uint32_t line = 0;  // byte where the line begins
  for (TokenIndex t = 0; t < document.size(); ++t) {
    if (!blank(document, t)) {
      if (now.empty()) now.begin = t;
      now.end = t + 1;
    }
    if (!breaks_line(document, t)) continue;
    const base::Span last = document.tokens.span[now.empty() ? t : now.end - 1];
    const bool wrapped =
        !now.empty() && is_wrapped(document, now.end - 1, t, last.end - std::min(line, last.end));
    line = document.tokens.span[t].end;
    if (wrapped || now.empty()) continue;
    out.push_back(now);
    now = {};
  }
  if (!now.empty()) out.push_back(now);
  return out;
}

std::vector<Quotation> quotations(const Document& document) {
  std::vector<Quotation> out;
  std::uint32_t number = 0;
  const std::vector<TokenRange> all = paragraphs(document);
  for (const TokenRange paragraph : all) {
    std::optional<TokenIndex> start;
    // Marks that are never closed, and not taken up by the next paragraph, hold for their sentence.
    const auto of_sentence = [&](TokenIndex end) {
      return document.sentences().empty()
                 ? end
                 : std::min(end, document.sentences()[document.sentence_of(*start + 1)].end);
    };
    const auto taken_up = [&] {
      if (number + 1 >= all.size()) return false;
      const Mark next = mark_of(document.token(all[number + 1].begin).text());
      return next == Mark::opens || next == Mark::either;
    };
    const auto close = [&](TokenIndex end, bool open) {
      if (end > *start + 1) out.push_back({{*start, end}, number, *start == paragraph.begin, open});
      start.reset();
    };
    for (TokenIndex t = paragraph.begin; t < paragraph.end; ++t) {
      const Mark mark = mark_of(document.token(t).text());
      if (mark == Mark::none) continue;
      const bool opening =
          mark == Mark::opens || (mark == Mark::either && opens(document, t, start.has_value()));
      if (opening) {
        // A second opening mark while one is open is a quotation within a quotation; with straight marks
        // the first was never closed.
        if (start && mark == Mark::either) close(of_sentence(t), false);
        if (!start) start = t;
      } else if (start) {
        close(t + 1, false);
      } else if (!document.sentences().empty()) {
        // Marks that were never opened, or closed by those of a quotation within, hold from their sentence
        // on.
        start = document.sentences()[document.sentence_of(t)].begin;
        if (!out.empty()) start = std::max(*start, out.back().tokens.end);
        start = std::max(*start, paragraph.begin);
        close(t + 1, false);
      }
    }
    if (start) {
      const bool goes_on = taken_up() || *start + 1 >= paragraph.end;
      close(goes_on ? paragraph.end : of_sentence(paragraph.end), goes_on);
    }
    ++number;
  }
  return out;
}

}  // namespace casus::code
