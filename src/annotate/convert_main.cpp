// casus-convert WHEEL OUT: makes the language model file from the published package. Run by `make setup`.
// casus-convert --check FILE: says whether FILE is a whole model file of the version that this program
// writes.
#include <fmt/core.h>
#include <string_view>

#include "annotate/convert.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr,
               "usage: casus-convert WHEEL|FOLDER OUT.casus\n       casus-convert --check FILE.casus\n");
    return 1;
  }
  if (std::string_view(argv[1]) != "--check") {
    const auto done = casus::annotate::convert_model(argv[1], argv[2]);
    if (!done) {
      fmt::print(stderr, "casus-convert: {}\n", done.error().to_string());
      return 2;
    }
  }
  const auto model = casus::annotate::ModelFile::open(argv[2]);
  if (!model) {
    fmt::print(stderr, "casus-convert: {}\n", model.error().to_string());
    return 2;
  }
  fmt::print("{}: {}\n", argv[2], model->content_id());
  return 0;
}
