// Makes the knowledge file out of the tables and the gazetteer: casus-knowledge DATA PACKAGES OUT
#include <cstdio>
#include <string>

#include "knowledge/builder.h"
#include "knowledge/gazetteer.h"
#include "knowledge/image.h"
#include "knowledge/knowledge.h"
#include "knowledge/read_tables.h"

namespace {

int fail(const casus::base::Error& error) {
  std::fprintf(stderr, "casus-knowledge: %s\n", error.to_string().c_str());
  return 1;
}

int usage() {
  std::fputs(
      "casus-knowledge DATA PACKAGES OUT   make the knowledge file OUT from DATA/knowledge/*.tsv and the "
      "packages\n"
      "                                    unpacked below PACKAGES (\"\" for the tables alone)\n"
      "casus-knowledge --check FILE        say whether FILE is whole, and what it holds\n",
      stderr);
  return 2;
}

int check(const std::string& file) {
  const auto knowledge = casus::knowledge::Knowledge::open(file);
  if (!knowledge) return fail(knowledge.error());
  std::printf("%s: %zu entries, %s, %s\n", file.c_str(), knowledge->size(),
              knowledge->has_gazetteer() ? "with gazetteer" : "without gazetteer", knowledge->hash().c_str());
  return 0;
}

int compile(const std::string& data, const std::string& packages, const std::string& out) {
  using namespace casus::knowledge;
  Builder builder;
  const std::string folder = data + "/knowledge";
  if (auto read = read_tables(folder, builder); !read) return fail(read.error());
  if (!packages.empty()) {
    if (auto read = read_gazetteer(packages, builder); !read) return fail(read.error());
  }
  if (auto read = read_place_tables(folder, builder); !read) return fail(read.error());
  builder.set_tables_hash(tables_hash(folder));
  if (auto written = write_whole(out, builder.bytes()); !written) return fail(written.error());
  return check(out);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--check") return check(argv[2]);
  if (argc == 4) return compile(argv[1], argv[2], argv[3]);
  return usage();
}
