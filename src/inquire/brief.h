// A situation at a glance: its name, and five lines. Made from claims by templates, never free text; each
// figure and each act carries the claim it comes from. What a line tells is kept beside its words, for those
// who say it in another language.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inquire/facts.h"
#include "inquire/scene.h"

namespace casus::inquire {

// "Osh, Kyrgyzstan: fighting, 11-28 June 2010": place, what, when. Parts that are not known are left out.
std::string label_of(const Scene& scene);

// "11 June", "11 June 2010", "June 2010": days as a person writes them; the text itself where it is no day.
std::string day_words(std::string_view day, bool with_year);
// "11-28 June 2010", "30 June - 2 July 2010"
std::string span_words(std::string_view first, std::string_view last);

struct Part {
  std::string text;
  std::optional<Claim> claim;  // what the text comes from
};

// One thing that a line tells.
struct Told {
  std::size_t what =
      0;  // index into Facts::countings (counted), askings (asked, answered, open), plans (next)
  std::vector<std::size_t> figures;    // of a counting: the first and the last, where they differ
  std::optional<std::size_t> against;  // of a counting: the figure that the last is in conflict with
};

struct BriefLine {
  std::string kind;       // counted, asked, answered, open, next
  std::size_t count = 0;  // of all that the line is about; it tells the latest of them
  std::vector<Told> told;
  std::vector<Part> parts;  // the same in English
};

// What the lines may be made of: by index, as in Facts. Nothing: everything.
struct Chosen {
  std::vector<std::vector<bool>> figures;
  std::vector<bool> askings, plans;
};

// At most five; a line that nothing is known for is left out.
std::vector<BriefLine> five_lines(const Facts& facts, const Chosen* chosen = nullptr);

}  // namespace casus::inquire
