// One claim as the API shows it: a JSON object made from the story's record, what the snapshot knows of the
// story, and what became of it in later stories.
//
// Reads:  records, each parsed once for all its claims that follow each other.   Writes: JSON.
// Cost:   about 50 microseconds a record, and a few a claim.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "serve/snapshot.h"
#include "store/sqlite.h"

namespace casus::serve {

// The members that the objects of a list have, in order.
const std::vector<std::string_view>& fields_of(Claim claim);

// How exact a place of this kind is: "country", "admin1", "region", or "point".
std::string_view precision_of(std::string_view kind);

class ItemWriter {
 public:
  // `fields`: only these members, all where it is empty. Everything given must outlive this.
  ItemWriter(store::Connection& connection, const Snapshot& snapshot, const std::vector<std::string>& fields);
  ~ItemWriter();

  // Appends the object. False, and nothing is appended, where the story has changed or gone since the
  // snapshot.
  base::Result<bool> write(Claim claim, const Row& row, std::string& out);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus::serve
