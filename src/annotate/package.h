// A published language model package: a wheel (a zip archive, read as data, never installed or executed) or
// the same files unpacked in a folder.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "annotate/zip.h"
#include "base/result.h"

namespace casus::annotate {

class Package {
 public:
  // Finds the pipeline in it: the folder that holds both `config.cfg` and `tokenizer`. Errors:
  // `package_missing`, `zip`, `package_content` where there is no pipeline or more than one.
  static base::Result<Package> open(const std::string& wheel_or_folder);

  // A file of the pipeline, by its path below the pipeline's folder. Error `package_content`.
  base::Result<std::string> read(std::string_view name) const;
  bool has(std::string_view name) const;

  // SHA-256 of the wheel, "" for a folder.
  const std::string& sha256() const { return sha256_; }

 private:
  std::string path_;
  std::string root_;                    // the pipeline's folder, ending in '/'
  std::unique_ptr<std::string> wheel_;  // bytes of the archive; none for a folder
  Zip zip_;
  std::string sha256_;
};

}  // namespace casus::annotate
