// What the benchmarks of the rooms share: CPU time of the thread, stories from a file, results or the end.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annotate/annotator.h"
#include "base/result.h"
#include "document/document.h"
#include "knowledge/knowledge.h"
#include "pipeline/annotate_apart.h"
#include "resolve/dateline.h"

namespace casus::bench {

inline double thread_seconds() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// The value, or the error on standard error and the end of `program`.
template <class T>
T or_stop(const char* program, base::Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s: %s\n", program, result.error().to_string().c_str());
    std::exit(1);
  }
  return *std::move(result);
}

// Text and day of the first `limit` lines of JSON Lines; ids are their numbers.
inline std::vector<document::Article> read_articles(const std::string& path, std::size_t limit) {
  std::vector<document::Article> out;
  std::ifstream in(path);
  for (std::string line; out.size() < limit && std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("text")) continue;
    document::Article article;
    article.text = json["text"].get<std::string>();
    article.published = json.value("published", "");
    article.id = std::to_string(out.size());
    out.push_back(std::move(article));
  }
  return out;
}

// The story with its tokens, as the main path reads it; nothing where it cannot be read.
inline std::optional<document::Document> read_document(const document::Article& article,
                                                       const annotate::Annotator& annotator,
                                                       const knowledge::Knowledge& known,
                                                       annotate::Annotator::Workspace& workspace) {
  auto document = document::Document::open(article);
  if (!document) return std::nullopt;
  resolve::read_dateline(*document, known);
  const std::size_t cut = pipeline::end_of_dateline(*document);
  if (auto read = pipeline::annotate_apart(annotator, *document, workspace, cut); !read) return std::nullopt;
  return *std::move(document);
}

}  // namespace casus::bench
