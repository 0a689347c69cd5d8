#include "pipeline/annotate_apart.h"

#include <array>
#include <string_view>
#include <utility>

namespace casus::pipeline {
namespace {

using document::Document;
using document::TokenIndex;

// Appends the annotation of `piece`, whose text begins at byte `offset` of the document's.
void append(Document& document, const Document& piece, std::uint32_t offset) {
  const TokenIndex before = document.size();
  auto& to = document.tokens;
  const auto& from = piece.tokens;
  for (TokenIndex i = 0; i < piece.size(); ++i) {
    to.span.push_back({from.span[i].start + offset, from.span[i].end + offset});
    to.space_after.push_back(from.space_after[i]);
    to.tag.push_back(from.tag[i]);
    to.pos.push_back(from.pos[i]);
    to.dep.push_back(from.dep[i]);
    to.head.push_back(from.head[i] + before);
    to.lemma.push_back(document.keep(piece.lemma(i)));
    to.morph.push_back(document.keep(piece.morph(i)));
    to.sentence_start.push_back(i == 0 ? 1 : from.sentence_start[i]);
  }
  for (const document::Name& name : piece.names) {
    document.names.push_back({{name.tokens.begin + before, name.tokens.end + before}, name.label});
  }
}

Document piece_of(const Document& document, std::size_t begin, std::size_t end) {
  document::Article article;
  article.text = document.text().substr(begin, end - begin);
  auto piece = Document::open(article);
  assert(piece.ok());  // a piece of a text that could be opened
  return *std::move(piece);
}

}  // namespace

std::size_t end_of_dateline(const Document& document) {
  if (document.dateline.span.empty()) return 0;
  const std::string_view text = document.text();
  std::size_t at = document.dateline.span.end;
  constexpr std::array<std::string_view, 9> passed = {
      " ", "\n", "\r", "-", "_", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95", "\xC2\xA0"};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view one : passed) {
      if (!text.substr(at).starts_with(one)) continue;
      at += one.size();
      more = true;
    }
  }
  return at == text.size() ? 0 : at;
}

base::Result<void> annotate_apart(const annotate::Annotator& annotator, Document& document,
                                  annotate::Annotator::Workspace& workspace, std::size_t cut) {
  if (cut == 0) return annotator.read(document, workspace);
  Document first = piece_of(document, 0, cut);
  Document second = piece_of(document, cut, document.text().size());
  const std::array<Document*, 2> pieces = {&first, &second};
  for (auto& done : annotator.read(pieces, workspace)) {
    if (!done) return std::move(done);
  }
  append(document, first, 0);
  append(document, second, static_cast<std::uint32_t>(cut));
  document.index_syntax();
  return {};
}

}  // namespace casus::pipeline
