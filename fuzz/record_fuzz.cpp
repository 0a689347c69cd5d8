// Any bytes as a story record: it is refused with a reason, or every output form writes valid UTF-8 of it,
// twice the same, and tables have as many cells in every row as their header says.
#include <algorithm>
#include <cstdint>
#include <string>

#include "base/utf8.h"
#include "fuzz.h"
#include "record/read.h"
#include "write/form.h"

namespace {

using namespace casus;
using casus::fuzz::check;

struct Loaded {
  write::FormTables tables = *write::FormTables::load(CASUS_SOURCE_DIR "/data");
};

std::string written(const write::FormInfo& info, const write::FormTables& tables,
                    const record::Story& story) {
  const auto form = info.make(tables, {.statuses = {"all"}});
  std::string out;
  form->begin(out);
  form->story(story, out);
  form->end(out);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Loaded loaded;
  static record::RecordReader reader;
  const auto story = reader.read({reinterpret_cast<const char*>(data), size});
  if (!story) {
    check(!story.error().code.empty() && !story.error().message.empty());
    return 0;
  }
  for (const write::FormInfo& info : write::forms()) {
    const std::string text = written(info, loaded.tables, *story);
    check(base::find_invalid_utf8(text) == std::string::npos);
    check(text == written(info, loaded.tables, *story));
    if (info.ending != "tsv") continue;
    const auto first =
        std::count(text.begin(),
                   text.begin() + static_cast<std::ptrdiff_t>(std::min(text.find('\n'), text.size())), '\t');
    std::ptrdiff_t cells = 0;
    for (const char c : text) {
      cells += c == '\t';
      if (c == '\n') {
        check(cells == first);
        cells = 0;
      }
    }
  }
  return 0;
}
