// Reviewed claims as gold: what people accepted, rejected and corrected, and how a reading compares with it.
//
// Gold is JSON Lines: {"story", "id", "verdict": "accept" | "reject" | "correct", "correction": {field:
// value}, "coded": the claim as it was}; other members are passed over. Of several reviews of a claim the
// last counts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casus::cli {

struct Ratio {
  std::uint64_t right = 0;
  std::uint64_t of = 0;
  // Right of all, 0..1 to four places; 0 of none.
  double share() const;
};

struct GoldFigures {
  Ratio held;       // accepted and corrected claims that the records hold, with right values
  Ratio forbidden;  // rejected claims, or values that were corrected, that they still say
  Ratio precision;  // of reviewed claims that the records hold: the right ones
  std::map<std::string, Ratio> by_list;   // held, by "events", "tolls", ...
  std::map<std::string, Ratio> by_field;  // right values, over claims that the records hold
  std::uint64_t stories_read = 0;
  std::uint64_t records_missing = 0;
  std::vector<std::string> misses;  // a line each: what is not as it should be
};

class Gold {
 public:
  // Errors: `bad_gold` with its line.
  static base::Result<Gold> parse(std::string_view text, const std::string& file);

  // Compares one story record; records of other stories are passed over. Error `bad_record`.
  base::Result<void> compare(std::string_view record, GoldFigures& figures) const;
  // Counts what no record was given for.
  void finish(GoldFigures& figures) const;

 private:
  struct Review {
    std::string list;  // "" where the review does not say
    std::string verdict;
    std::string correction, coded;  // JSON; "" where there is none
  };
  std::map<std::string, std::map<std::string, Review>> stories_;  // by story, then by claim
  mutable std::map<std::string, bool> read_;
};

}  // namespace casus::cli
