// Looking after a database: is it sound, what is in it, is it the same as another, a copy of it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace casus::store {

// 64 hexadecimal digits over everything that ingesting the same documents with the same version, model and
// rules makes the same, whatever the order, the threads, the interruptions and the places they came from:
// stories with all of their rows, what became of each document, rejects, hashes of the inputs. Row keys,
// places in files, change numbers and attempts are no part of it. Cost: about 20 microseconds a story, and a
// sort of the documents.
base::Result<std::string> digest(const std::string& file);

// What is wrong, a sentence each; nothing where the database is sound. Looks at the file's own structure,
// references, the full-text index and the tree of points, whether the documents add up, whether every story's
// rows are those of its record and lie on the words they say, and whether every input still has its hash. The
// file is opened for reading and writing, because only then the full-text index is compared, and is not
// changed. Cost: several times that of digest(). `limit` complaints at most.
base::Result<std::vector<std::string>> verify(const std::string& file, std::size_t limit = 50);

// Names and numbers, in the order they are shown: rows of each table, documents by outcome, rejects by
// reason, bytes.
struct Stats {
  int schema = 0;
  std::string first_day, last_day;  // of stories
  std::vector<std::pair<std::string, std::int64_t>> numbers;
};
base::Result<Stats> stats(const std::string& file);

// Copies the database as of now to a new file, also while another program writes to it.
base::Result<void> back_up(const std::string& file, const std::string& to);

// Brings an older schema forward. Returns the schema it had.
base::Result<int> upgrade(const std::string& file);

}  // namespace casus::store
