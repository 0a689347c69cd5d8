// What goes into Casus and what comes out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace casus {

// One story of the news. All text is UTF-8; only `text` is needed.
struct Story {
  std::string id = {};         // made from the text where it is empty
  std::string source = {};     // who published it
  std::string published = {};  // "2010-06-12" or "2010-06-12T08:00:00Z"; relative times count from it
  std::string headline = {};
  std::string url = {};
  std::string text = {};
};

// What is wrong, and what to do about it.
struct Error {
  std::string code;     // stable, snake_case: "not_english", "too_long", "no_model"
  std::string message;  // one plain sentence, with the place where it is known
};

// What became of one story.
struct Record {
  std::string id;              // the story's
  std::string json;            // the story record (docs/record.md) on one line; "" where there is an error
  std::optional<Error> error;  // why there is no record
};

}  // namespace casus
