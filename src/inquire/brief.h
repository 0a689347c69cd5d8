// A situation at a glance: its name, and five lines. Made from claims by templates, never free text; each
// figure and each act carries the claim it comes from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inquire/asks.h"
#include "inquire/plans.h"
#include "inquire/scene.h"
#include "inquire/tolls.h"

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

struct BriefLine {
  std::string kind;  // counted, asked, answered, open, next
  std::vector<Part> parts;
};

// At most five; a line that nothing is known for is left out.
std::vector<BriefLine> five_lines(const Scene& scene, const std::vector<TollSeries>& tolls,
                                  const std::vector<Ask>& asks, const std::vector<Plan>& plans);

}  // namespace casus::inquire
