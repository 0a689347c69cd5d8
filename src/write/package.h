// A Frictionless data package (Data Package v1): a folder with a CSV file for each of csv_tables() and a
// datapackage.json that describes them (docs/formats/package.md).
//
// Everything is written into a folder beside the wanted one, which takes its name at the end: there is a
// whole package or none. The same records in the same order give the same bytes. Memory: a story at a time,
// its id kept.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/story.h"
#include "write/form.h"

namespace casus::write {

// What the records do not say.
struct PackageFacts {
  std::string license = "CC-BY-4.0";  // an id of opendefinition.org or SPDX
  std::string lexicon;                // of this installation,
  std::string rules;                  // and the hash of its rules: told of records that it made
};

class Package {
 public:
  // Errors: `exists` where `folder` is there and not empty, `cannot_write`.
  static base::Result<Package> begin(const std::string& folder, const FormOptions& options,
                                     PackageFacts facts);

  Package(Package&&) noexcept;
  Package& operator=(Package&&) noexcept;
  ~Package();  // what was not finished is taken away

  // False where a story of this id is in the package already; the first one stays.
  bool story(const record::Story& story);
  base::Result<void> finish();

 private:
  struct Parts;
  explicit Package(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus::write
