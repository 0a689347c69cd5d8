#include "ingest/formats.h"

#include <algorithm>
#include <cassert>

#include "base/ascii.h"

namespace casus::ingest {
namespace {

bool begins_like_json(std::string_view head) { return base::trimmed(head).starts_with('{'); }

bool begins_like_feed(std::string_view head) {
  head = base::trimmed(head);
  if (!head.starts_with('<')) return false;
  for (const std::string_view tag : {"<rss", "<feed", "<rdf:RDF", "<atom:feed", "<item", "<entry"}) {
    const std::size_t at = head.find(tag);
    if (at == head.npos || at + tag.size() >= head.size()) continue;
    const char after = head[at + tag.size()];
    if (base::is_space(after) || after == '>') return true;
  }
  return false;
}

}  // namespace

const std::vector<FormatInfo>& formats() {
  // Text is last: it claims nothing.
  static const std::vector<FormatInfo> all = {
      {Format::json_lines, "jsonl", {".jsonl", ".ndjson", ".json"}, begins_like_json, json_lines_reader},
      {Format::feed, "feed", {".rss", ".atom", ".rdf"}, begins_like_feed, feed_reader},
      {Format::text, "text", {".txt"}, nullptr, text_reader},
  };
  return all;
}

const FormatInfo& info_of(Format format) {
  const auto at = std::find_if(formats().begin(), formats().end(),
                               [&](const FormatInfo& info) { return info.format == format; });
  assert(at != formats().end());
  return *at;
}

Format format_named(std::string_view name) {
  for (const FormatInfo& info : formats()) {
    if (info.name == name) return info.format;
  }
  return Format::detect;
}

const FormatInfo& detect(Input& input) {
  const std::string name = base::lowered(input.file());
  for (const FormatInfo& info : formats()) {
    for (const std::string_view ending : info.endings) {
      if (name.ends_with(ending)) return info;
    }
  }
  // A zero byte may be half of a wide character; byte order marks are no ASCII.
  std::string head;
  for (const char c : input.peek(2048)) {
    if (c != '\0' && static_cast<unsigned char>(c) < 0x80) head += c;
  }
  for (const FormatInfo& info : formats()) {
    if (info.begins != nullptr && info.begins(head)) return info;
  }
  return info_of(Format::text);
}

}  // namespace casus::ingest
