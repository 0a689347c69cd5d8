// Character classes and lower case as Python's str has them (Unicode 14.0): what the language model was
// trained with. isupper is the derived Uppercase property, isdigit counts superscripts, isspace counts
// U+001C..1F; lower() maps U+0130 to two characters and knows the final sigma.
//
// All text is valid UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace casus::annotate::unicode {

bool is_alpha(char32_t c);
bool is_upper(char32_t c);
bool is_digit(char32_t c);
bool is_space(char32_t c);

// True for a text that is not empty and has only such characters.
bool is_alpha(std::string_view text);
bool is_space(std::string_view text);

// str.lower().
std::string lower(std::string_view text);

}  // namespace casus::annotate::unicode
