#include "resolve/time_setting.h"

namespace casus::resolve {
namespace {

constexpr std::string_view opening_quote = "\xE2\x80\x9C";
constexpr std::string_view closing_quote = "\xE2\x80\x9D";

bool ends_sentence(const Atom& atom) { return atom.lower == "." || atom.lower == "?" || atom.lower == "!"; }

bool closes(const Atom& atom) {
  return atom.lower == "\"" || atom.lower == "'" || atom.lower == ")" || atom.lower == closing_quote;
}

}  // namespace

void TimeSettings::walk(std::size_t to) {
  for (; walked_ < to; ++walked_) {
    const Atom& atom = atoms_[walked_];
    if (atom.new_line) {
      line_ = walked_;
      const bool closed = walked_ > 0 && (ends_sentence(atoms_[walked_ - 1]) || closes(atoms_[walked_ - 1]));
      if (atom.breaks > 1 || closed || walked_ - sentence_ < 12) {
        sentence_ = walked_;
        brackets_ = 0;
        quoted_ = false;
      }
    }
    if (atom.lower == "(" || atom.lower == "[") ++brackets_;
    if ((atom.lower == ")" || atom.lower == "]") && brackets_ > 0) --brackets_;
    if (atom.lower == "\"") quoted_ = !quoted_;
    if (atom.lower == opening_quote) quoted_ = true;
    if (atom.lower == closing_quote) quoted_ = false;
    const bool next_capital = walked_ + 1 < atoms_.size() && !atoms_[walked_ + 1].glued &&
                              (atoms_[walked_ + 1].capital || atoms_[walked_ + 1].kind == AtomKind::number);
    if (ends_sentence(atom) && next_capital) sentence_ = walked_ + 1;
  }
}

bool TimeSettings::in_heading(std::size_t begin, std::size_t end) const {
  constexpr std::size_t longest = 14;
  if (begin - line_ > longest) return false;
  std::size_t at = end;
  while (at < atoms_.size() && !atoms_[at].new_line) {
    if (++at - line_ > longest) return false;
  }
  return !ends_sentence(atoms_[at - 1]);
}

TimeSetting TimeSettings::at(std::size_t begin, std::size_t end) {
  walk(begin + 1);
  TimeSetting out;
  out.heading = in_heading(begin, end);
  out.aside = brackets_ > 0 || quoted_;
  constexpr std::size_t lead_in = 3;  // "On", "Late in", "Then, in"
  out.leads = begin - sentence_ <= lead_in;
  out.over = begin > 0 && atoms_[begin - 1].lower == "ended";
  out.bound = out.over || (begin > 0 && atoms_[begin - 1].lower == "ending");
  out.range_end = begin > 1 && atoms_[begin - 1].lower == "-" && atoms_[begin - 2].kind == AtomKind::number;
  return out;
}

}  // namespace casus::resolve
