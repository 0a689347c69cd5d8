#include "pipeline/reread.h"

namespace casus::pipeline {

ingest::Item read_again(const store::Stored& stored) {
  const document::Article& was = stored.article;
  ingest::Item out;
  if (stored.raw.empty()) {
    out.article = was;
    if (was.text.empty()) {
      out.error = base::Error{.code = "no_raw",
                              .message = "the bytes of " + was.id + " were not kept",
                              .hint = "ingest its file again"};
    }
  } else {
    const auto reader = ingest::read_bytes(stored.raw, stored.file, ingest::format_named(stored.reader),
                                           {was.id, was.published, was.source});
    bool found = false;
    // Bytes may hold more than one story.
    while (auto item = reader->next()) {
      if (found && item->article.id != was.id) continue;
      found = item->article.id == was.id;
      out = *std::move(item);
      if (found) break;
    }
    if (!found && !out.error) {
      out.error = base::Error{.code = "not_again", .message = "its bytes hold no story " + was.id};
    }
    out.article.id = was.id;
  }
  out.raw = stored.raw;
  out.article.sha256 = was.sha256;
  out.article.file = stored.file;
  out.article.line = was.line;
  if (out.error) {
    out.error->file = stored.file;
    out.error->line = was.line != 0 ? std::optional(was.line) : std::nullopt;
  }
  out.offset = stored.offset;
  return out;
}

std::optional<ingest::Item> StoredItems::next() {
  auto stored = documents_.next();
  if (!stored) {
    const std::lock_guard lock(mutex_);
    error_ = stored.error();
    return std::nullopt;
  }
  if (!*stored) return std::nullopt;
  const std::lock_guard lock(mutex_);
  under_way_.push_back(**std::move(stored));
  return read_again(under_way_.back());
}

store::Stored StoredItems::taken() {
  const std::lock_guard lock(mutex_);
  store::Stored out = std::move(under_way_.front());
  under_way_.pop_front();
  return out;
}

}  // namespace casus::pipeline
