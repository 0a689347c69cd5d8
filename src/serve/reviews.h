// What people say of claims: accepted, rejected, corrected. Kept in a small database of its own beside the
// one that is shown ("crisis.db.reviews"), so that that one is only ever read.
//
// A review keeps the claim as it was coded when it was reviewed, so that it stays gold when the story is
// coded anew. Threads: any; one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"

namespace casus::serve {

struct Review {
  std::int64_t n = 0;  // given by the store
  std::string story;
  std::string id;          // of the claim
  std::string kind;        // "events", ...
  std::string verdict;     // accept, reject, correct
  std::string correction;  // a JSON object; "" where there is none
  std::string note;
  std::string reviewer;
  std::string at;     // RFC 3339
  std::string coded;  // the claim, a JSON object
};

// Reads a review from JSON: an object with story, id, verdict and perhaps correction, note, reviewer. Error
// `bad_parameter`, which names the member.
base::Result<Review> read_review(std::string_view json);
std::string write_review(const Review& review);

// A review was given or taken back; by this server or another one of the same database.
struct ReviewChange {
  std::int64_t number = 0;  // of the change
  std::string op;           // put, delete
  std::int64_t n = 0;       // of the review
  std::string story, id;    // of the claim
};

class Reviews {
 public:
  explicit Reviews(std::string file) : file_(std::move(file)) {}

  // The file is made with the first review. Errors: those of the file.
  base::Result<std::int64_t> add(const Review& review);
  // False where there is none of this number.
  base::Result<bool> remove(std::int64_t n);
  // After number `after`, by number; of one story where it is not "".
  base::Result<std::vector<Review>> list(std::int64_t after, std::size_t limit, std::string_view story);
  base::Result<std::optional<Review>> get(std::int64_t n);
  // The number of the last change; 0 where there was none.
  base::Result<std::int64_t> last_change();
  // After this number, by number.
  base::Result<std::vector<ReviewChange>> changes(std::int64_t after, std::size_t limit);

 private:
  // Null where there is no file and `make` is false.
  base::Result<store::Connection*> open(bool make);

  const std::string file_;
  std::mutex mutex_;
  std::unique_ptr<store::Connection> connection_;
};

}  // namespace casus::serve
