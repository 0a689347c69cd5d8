// A line of JSON Lines with a story record, read back.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/story.h"

namespace casus::record {

// Reads records, one after the other; keeps its scratch memory between them. One thread at a time.
class RecordReader {
 public:
  RecordReader();
  RecordReader(RecordReader&&) noexcept;
  RecordReader& operator=(RecordReader&&) noexcept;
  ~RecordReader();

  // Errors: `bad_json` where it is no JSON object; `bad_record` where it is no story record, with the field
  // that is not as it should be; `newer_schema` where a later Casus wrote it. Members that are not known are
  // passed over. Cost: linear.
  base::Result<Story> read(std::string_view json);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus::record
