#include "pipeline/data_hash.h"

#include <filesystem>
#include <vector>

#include "base/files.h"
#include "base/sha256.h"
#include "knowledge/knowledge.h"

namespace casus::pipeline {
namespace {

// Everything below data/ that people edit and that records are made with, by path and content.
std::string hash_of(const std::string& data) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  std::error_code status;
  for (fs::recursive_directory_iterator at(data, status), end; !status && at != end; at.increment(status)) {
    if (at.depth() == 0 && at->path().filename() == "formats")
      at.disable_recursion_pending();  // exports alone
    const std::string ending = at->path().extension().string();
    if (at->is_regular_file() && (ending == ".toml" || ending == ".tsv" || ending == ".txt")) {
      files.push_back(at->path());
    }
  }
  return base::hash_of_files(data, std::move(files));
}

}  // namespace

std::string rules_hash(const std::string& data) { return hash_of(data + "/rules"); }

std::string lexicon_hash(const std::string& data, const std::string& knowledge_hash) {
  return base::sha256_hex(hash_of(data) + knowledge_hash);
}

base::Result<std::string> lexicon_hash(const Installation& from) {
  const auto known = from.knowledge.empty() ? knowledge::Knowledge::from_tables(from.data)
                                            : knowledge::Knowledge::open(from.knowledge);
  if (!known) return known.error();
  return lexicon_hash(from.data, known->hash());
}

}  // namespace casus::pipeline
