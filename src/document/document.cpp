#include "document/document.h"

#include <algorithm>
#include <utility>

namespace casus::document {
namespace {

constexpr std::size_t longest_text = std::size_t{16} << 20;

}  // namespace

Document::Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

base::Result<Document> Document::open(const Article& article) {
  if (article.text.size() >= longest_text) {
    return base::Error{.code = "too_long",
                       .message = "the story has " + std::to_string(article.text.size()) + " bytes",
                       .hint = "split it; a story may have up to 16 MiB",
                       .file = article.file};
  }
  const std::size_t bad = base::find_invalid_utf8(article.text);
  if (bad != std::string_view::npos) {
    return base::Error{.code = "bad_utf8",
                       .message = "the text is not UTF-8",
                       .hint = "convert it to UTF-8",
                       .file = article.file,
                       .offset = bad};
  }
  Document document;
  document.article_ = std::make_unique<Article>(article);
  document.code_points_ = std::make_unique<base::CodePoints>(document.article_->text);
  return document;
}

std::optional<base::Date> Document::day() const {
  if (dateline.day) return dateline.day;
  const auto published = base::parse_date(article().published);
  return published ? published : dateline.date;
}

TokenRange Document::tokens_in(base::Span wanted) const {
  const auto& spans = tokens.span;
  const auto first =
      std::partition_point(spans.begin(), spans.end(), [&](base::Span s) { return s.end <= wanted.start; });
  const auto last =
      std::partition_point(first, spans.end(), [&](base::Span s) { return s.start < wanted.end; });
  return {static_cast<TokenIndex>(first - spans.begin()), static_cast<TokenIndex>(last - spans.begin())};
}

StringRef Document::keep(std::string_view text) {
  const StringRef ref{static_cast<std::uint32_t>(arena_.size()), static_cast<std::uint32_t>(text.size())};
  arena_.append(text);
  return ref;
}

void Document::index_syntax() {
  const TokenIndex n = size();
  const auto& head = tokens.head;

  child_start_.assign(n + 1, 0);
  for (TokenIndex i = 0; i < n; ++i) {
    if (head[i] != i) ++child_start_[head[i] + 1];
  }
  for (TokenIndex i = 0; i < n; ++i) child_start_[i + 1] += child_start_[i];
  children_.resize(child_start_[n]);
  std::vector<std::uint32_t> next(child_start_.begin(), child_start_.end() - 1);
  for (TokenIndex i = 0; i < n; ++i) {
    if (head[i] != i) children_[next[head[i]]++] = i;
  }

  // Edges travel upward from the leaves. A cycle (never from our parser, perhaps from a file) is left alone.
  subtree_.resize(n);
  for (TokenIndex i = 0; i < n; ++i) subtree_[i] = {i, i + 1};
  std::vector<std::uint32_t> waiting(n);
  std::vector<TokenIndex> ready;
  for (TokenIndex i = 0; i < n; ++i) {
    waiting[i] = child_start_[i + 1] - child_start_[i];
    if (waiting[i] == 0) ready.push_back(i);
  }
  while (!ready.empty()) {
    const TokenIndex i = ready.back();
    ready.pop_back();
    const TokenIndex up = head[i];
    if (up == i) continue;
    subtree_[up].begin = std::min(subtree_[up].begin, subtree_[i].begin);
    subtree_[up].end = std::max(subtree_[up].end, subtree_[i].end);
    if (--waiting[up] == 0) ready.push_back(up);
  }

  sentences_.clear();
  sentence_of_.resize(n);
  for (TokenIndex i = 0; i < n; ++i) {
    if (i == 0 || tokens.sentence_start[i] != 0) sentences_.push_back({i, i});
    sentences_.back().end = i + 1;
    sentence_of_[i] = static_cast<std::uint32_t>(sentences_.size() - 1);
  }
}

}  // namespace casus::document
