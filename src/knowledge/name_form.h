// How names are compared: the form in which a table's name and the words of a text meet.
//
// A name becomes a row of pieces. Blanks and hyphens separate ("Jalal-Abad" is "Jalal Abad"), Latin letters
// lose their marks ("Bogota"), curly apostrophes become straight, acronyms lose their periods ("U.S." is
// "US"), a possessive ending and brackets and commas stand alone as the tokenizer has them. Case is kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casus::knowledge {

// The pieces of a whole name.
std::vector<std::string> name_pieces(std::string_view name);

// The pieces of one token of a text. Reuses its memory; a token that needs no change is not copied.
class TokenPieces {
 public:
  // `token` must outlive the next call. A token of hyphens alone has no pieces.
  void cut(std::string_view token);

  std::size_t size() const { return pieces_.size(); }
  std::string_view operator[](std::size_t i) const { return pieces_[i]; }
  // "U.S.-led": the first piece is a name of its own although the token goes on.
  bool first_stands_alone() const { return first_stands_alone_; }

 private:
  std::string buffer_;
  std::vector<std::string_view> pieces_;
  bool first_stands_alone_ = false;
};

// Latin letters without their marks, curly apostrophes straight; everything else as it is.
std::string without_marks(std::string_view text);

// "KABUL" and "NEW YORK" as names are written: "Kabul", "New York". Text with a lower-case letter, and
// acronyms with periods, stay as they are.
std::string from_capitals(std::string_view text);

}  // namespace casus::knowledge
