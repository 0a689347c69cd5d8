// Any bytes as a feed: each item is an error with a reason and a place, or an article of valid UTF-8 that was
// read from the bytes it names; items come in order; the bytes that were kept of one are read again as the
// same article. And any bytes as HTML: valid UTF-8 stays valid, and no markup is left that was markup.
#include <cstdint>
#include <string>

#include "base/utf8.h"
#include "fuzz.h"
#include "ingest/feed_date.h"
#include "ingest/html_text.h"
#include "ingest/reader.h"

namespace {

using namespace casus;
using casus::fuzz::check;
using casus::fuzz::is_utf8;

void read_again(const ingest::Item& item) {
  const auto reader = ingest::read_bytes(item.raw, "raw", ingest::Format::feed, {});
  const auto again = reader->next();
  check(again && !again->error);
  check(again->article.text == item.article.text && again->article.headline == item.article.headline);
  check(again->article.sha256 == item.article.sha256);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto reader = ingest::read_bytes(bytes, "bytes", ingest::Format::feed, {});
  std::uint64_t before = 0;
  while (const auto item = reader->next()) {
    check(item->article.sha256.size() == 64 && !item->article.id.empty());
    check(item->offset >= before);
    before = item->offset;
    if (item->error) {
      check(!item->error->code.empty() && item->error->offset && is_utf8(item->error->to_string()));
      continue;
    }
    for (const std::string* field : {&item->article.id, &item->article.source, &item->article.published,
                                     &item->article.headline, &item->article.url, &item->article.text}) {
      check(is_utf8(*field));
    }
    check(!item->article.text.empty() && item->end > item->offset);
    read_again(*item);
  }
  check(reader->position() <= size);

  const std::string text = ingest::html_to_text(bytes);
  if (is_utf8(bytes)) check(is_utf8(text));
  check(text.empty() || (text.front() != ' ' && text.front() != '\n'));
  if (const auto date = ingest::read_feed_date(bytes)) check(ingest::tidy_published(*date).has_value());
  return 0;
}
