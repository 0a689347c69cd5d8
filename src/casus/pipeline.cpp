#include "casus/pipeline.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "base/ascii.h"
#include "base/sha256.h"
#include "events/ids.h"
#include "ingest/reader.h"
#include "pipeline/pipeline.h"
#include "write/record.h"

namespace casus {
namespace {

using Workspace = pipeline::Pipeline::Workspace;

Error public_error(const base::Error& error) { return {error.code, error.to_string()}; }

// Workspaces that no thread is using. A thread takes one and brings it back, so that caches stay warm.
class Workspaces {
 public:
  std::unique_ptr<Workspace> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<Workspace>();
    auto one = std::move(idle_.back());
    idle_.pop_back();
    return one;
  }
  void bring_back(std::unique_ptr<Workspace> one) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(one));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> idle_;
};

base::Result<document::Article> article_of(const Story& story) {
  document::Article article;
  article.id = story.id;
  article.source = story.source;
  article.headline = story.headline;
  article.url = story.url;
  article.text = story.text;
  article.sha256 = base::sha256_hex(story.text);
  if (article.id.empty()) article.id = ingest::id_from(article.sha256);
  for (const std::string* field : {&article.id, &article.source, &article.headline, &article.url}) {
    if (base::find_invalid_utf8(*field) != std::string::npos) {
      return base::Error{.code = "bad_utf8", .message = "a field of the story is not UTF-8"};
    }
  }
  if (base::trimmed(article.text).empty())
    return base::Error{.code = "no_text", .message = "the story has no text"};
  if (!story.published.empty()) {
    const auto day = ingest::tidy_published(story.published);
    if (!day) {
      return base::Error{.code = "bad_field",
                         .message = "\"published\" is no date",
                         .hint = "write it as 2010-06-12 or 2010-06-12T08:00:00Z"};
    }
    article.published = *day;
  }
  return article;
}

}  // namespace

struct Pipeline::Parts {
  explicit Parts(pipeline::Pipeline opened) : pipeline(std::move(opened)) {}
  pipeline::Pipeline pipeline;
  Workspaces workspaces;
};

Pipeline::Pipeline(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

std::string Pipeline::version() { return std::string(pipeline::version()); }

std::optional<Pipeline> Pipeline::open(const Options& options, Error& error) {
  const auto places = pipeline::find_installation({options.data, options.model});
  if (!places) {
    error = public_error(places.error());
    return std::nullopt;
  }
  auto opened = pipeline::Pipeline::open(*places, {.bytes = options.max_bytes});
  if (!opened) {
    error = public_error(opened.error());
    return std::nullopt;
  }
  return Pipeline(std::make_unique<Parts>(*std::move(opened)));
}

Record Pipeline::code(const Story& story) const {
  Record record;
  record.id = story.id;
  try {
    const auto article = article_of(story);
    if (!article) {
      record.error = public_error(article.error());
      return record;
    }
    record.id = article->id;
    auto workspace = parts_->workspaces.take();
    const auto coded = parts_->pipeline.take(*article, *workspace);
    parts_->workspaces.bring_back(std::move(workspace));
    if (!coded) {
      record.error = public_error(coded.error());
      return record;
    }
    const events::Ids ids = events::ids_of(coded->document, coded->claims);
    write::write_record(parts_->pipeline.provenance(), {coded->document, coded->claims, ids}, nullptr,
                        record.json);
  } catch (const std::exception& failure) {
    record.json.clear();
    record.error = Error{"failed", std::string("the story could not be coded: ") + failure.what()};
  }
  return record;
}

std::vector<Record> Pipeline::code(const std::vector<Story>& stories, int threads) const {
  std::vector<Record> records(stories.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < stories.size(); i = next++) records[i] = code(stories[i]);
  };
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  return records;
}

}  // namespace casus
