// HTML of a feed to plain text: what a reader of the page would read, with its paragraphs.
//
// No tree is built and nothing is fetched or run: tags go, blocks become paragraphs (an empty line between
// them), line breaks and list items lines, white space becomes single blanks, character references become
// characters. What is no text (scripts, styles, templates, frames, drawings, buttons) goes with its content.
// Any bytes may come in; valid UTF-8 stays valid. Cost: linear, and independent of how deep elements nest.
#pragma once

#include <string>
#include <string_view>

namespace casus::ingest {

std::string html_to_text(std::string_view html);

// The same on one line, for titles.
std::string html_to_line(std::string_view html);

// Appends the character of a reference without & and ; ("amp", "#8217", "#x2019"); false where there is none
// of that name. Numbers from 128 to 159 are read as Windows-1252, as browsers do.
bool append_reference(std::string_view name, std::string& out);

}  // namespace casus::ingest
