// Any bytes as a file of stories, in every format: each item is an error with a reason or an article of valid
// UTF-8, lines are counted right, and what can be opened makes a record that is JSON again.
#include <cstdint>
#include <string>

#include "base/utf8.h"
#include "document/document.h"
#include "events/ids.h"
#include "fuzz.h"
#include "ingest/language.h"
#include "ingest/reader.h"
#include "write/record.h"

namespace {

using namespace casus;
using casus::fuzz::check;
using casus::fuzz::is_utf8;

void record_of(const document::Article& article) {
  auto document = document::Document::open(article);
  check(document.ok());
  (void)ingest::check_english(article.text);
  const events::Claims claims;
  const events::Ids ids = events::ids_of(*document, claims);
  std::string record;
  write::write_record({"0", "m", "l"}, {*document, claims, ids}, nullptr, record);
  check(is_utf8(record) && record.find('\n') == std::string::npos);
  // The record is an object without a "text" of its own: our reader parses it and says just that.
  const auto reader = ingest::read_bytes(record, "record", ingest::Format::json_lines, {});
  const auto item = reader->next();
  check(item && item->error && item->error->code == "no_text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const auto format : {ingest::Format::detect, ingest::Format::text, ingest::Format::json_lines}) {
    const auto reader = ingest::read_bytes(bytes, "bytes", format, {"", "2010-06-12", "fuzz"});
    std::uint64_t line = 0;
    while (const auto item = reader->next()) {
      check(format != ingest::Format::json_lines || item->article.line > line);
      line = item->article.line;
      check(item->article.sha256.size() == 64 && !item->article.id.empty());
      if (item->error) {
        check(!item->error->code.empty() && !item->error->message.empty() &&
              is_utf8(item->error->to_string()));
        continue;
      }
      const document::Article& article = item->article;
      for (const std::string* field : {&article.id, &article.source, &article.published, &article.headline,
                                       &article.url, &article.text}) {
        check(is_utf8(*field));
      }
      record_of(article);
    }
    check(reader->position() <= size);
  }
  return 0;
}
