// The text cut finely enough to read times in: words, numbers, marks.
//
// A cut of its own, and not the model's tokens, because times hide inside tokens ("mid-1990s", "43-year-old",
// "0751EST") and because the same words must read the same whatever model cut them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "document/document.h"
#include "resolve/time_words.h"

namespace casus::resolve {

enum class AtomKind : std::uint8_t { word, number, mark };

struct Atom {
  base::Span span;
  AtomKind kind = AtomKind::mark;
  std::string_view
      lower;  // lower case; for "p.m." without its periods: "pm"; for dashes and quotes "-" and "'"
  const std::vector<WordSense>* senses = nullptr;
  double number = 0;        // of digits
  std::uint8_t digits = 0;  // before a decimal point
  bool plain = false;       // digits only: no comma, no decimal point
  bool glued = false;       // nothing stands between it and the atom before
  bool new_line = false;    // a line break stands before it
  std::uint8_t breaks = 0;  // how many, up to 255
  bool capital = false;
  document::TokenIndex token = document::no_token;
};

// The atoms of one text. Holds a lowered copy of it that the atoms look into; movable, not copyable.
class TimeAtoms {
 public:
  TimeAtoms(const document::Document& document, const TimeWords& words);
  TimeAtoms(const TimeAtoms&) = delete;
  TimeAtoms& operator=(const TimeAtoms&) = delete;

  std::size_t size() const { return atoms_.size(); }
  const Atom& operator[](std::size_t i) const { return atoms_[i]; }
  const document::Document& document() const { return *document_; }

 private:
  const document::Document* document_;
  std::string lowered_;
  std::vector<Atom> atoms_;
};

}  // namespace casus::resolve
