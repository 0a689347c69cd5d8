// One story being read: immutable clean text, token columns, stand-off layers.
//
// Ownership: the document owns its text, its columns, its layers and a small arena for lemmas; everything
// else (Token, Sentence) is a view that must not outlive it. Movable, not copyable. Threads: a document is
// used by one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "base/utf8.h"
#include "document/article.h"
#include "document/labels.h"
#include "document/layers.h"
#include "document/tokens.h"

namespace casus::document {

class Document;

// A token seen through its document.
class Token {
 public:
  Token(const Document& document, TokenIndex index) : document_(&document), index_(index) {}

  TokenIndex index() const { return index_; }
  base::Span span() const;
  std::string_view text() const;
  std::string_view lemma() const;
  Tag tag() const;
  Pos pos() const;
  Dep dep() const;
  Token head() const;
  bool is_root() const;
  // Syntactic children from left to right.
  std::span<const TokenIndex> children() const;
  // All words of the subtree from its leftmost to its rightmost token.
  TokenRange subtree() const;

 private:
  const Document* document_;
  TokenIndex index_;
};

class Document {
 public:
  // Takes the article's text as the clean text. Error `bad_utf8` with its offset where the text is not UTF-8,
  // `too_long` where it has 16 MiB or more (spans and code points stay far inside 32 bits).
  static base::Result<Document> open(const Article& article);

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  ~Document();

  const Article& article() const { return *article_; }  // its `text` is the clean text
  std::string_view text() const { return article_->text; }
  std::string_view text(base::Span span) const { return base::cut(text(), span); }
  std::string_view text(TokenRange range) const { return text(span(range)); }
  const base::CodePoints& code_points() const { return *code_points_; }
  // The story's day: of publication, as the calendar stood where it was written, else of the dateline.
  std::optional<base::Date> day() const;

  // ---- tokens
  TokenIndex size() const { return static_cast<TokenIndex>(tokens.size()); }
  Token token(TokenIndex index) const { return {*this, index}; }
  base::Span span(TokenRange range) const {
    if (range.empty()) return {};
    return {tokens.span[range.begin].start, tokens.span[range.end - 1].end};
  }
  std::string_view lemma(TokenIndex index) const { return string(tokens.lemma[index]); }
  std::string_view morph(TokenIndex index) const { return string(tokens.morph[index]); }
  // Tokens whose bytes overlap `span`.
  TokenRange tokens_in(base::Span span) const;

  // ---- syntax; valid after index_syntax()
  // Builds child lists, subtree edges and sentences from heads and sentence starts. Called by the annotator
  // once columns are complete. Cost: linear.
  void index_syntax();
  std::span<const TokenIndex> children(TokenIndex index) const {
    return {children_.data() + child_start_[index], child_start_[index + 1] - child_start_[index]};
  }
  TokenRange subtree(TokenIndex index) const { return subtree_[index]; }
  const std::vector<TokenRange>& sentences() const { return sentences_; }
  // Index into sentences() of the sentence that holds `token`.
  std::uint32_t sentence_of(TokenIndex token) const { return sentence_of_[token]; }
  bool has_syntax() const { return child_start_.size() == tokens.size() + 1; }

  // ---- the arena
  StringRef keep(std::string_view text);
  std::string_view string(StringRef ref) const {
    return std::string_view(arena_).substr(ref.offset, ref.length);
  }

  // ---- columns and layers, filled by the rooms that layers.h names
  TokenColumns tokens;
  std::vector<Name> names;
  std::vector<Predicate> predicates;  // by position of the head
  std::vector<Entity> entities;
  std::vector<Mention> mentions;      // by position, longest first
  std::vector<TimeExpression> times;  // by position
  std::vector<PlaceMention> places;   // by position
  Dateline dateline;
  std::vector<Warning> warnings;

 private:
  Document();

  std::unique_ptr<Article> article_;  // stable address: code_points_ and views point into its text
  std::unique_ptr<base::CodePoints> code_points_;
  std::string arena_;
  std::vector<std::uint32_t> child_start_;
  std::vector<TokenIndex> children_;
  std::vector<TokenRange> subtree_;
  std::vector<TokenRange> sentences_;
  std::vector<std::uint32_t> sentence_of_;
};

inline base::Span Token::span() const { return document_->tokens.span[index_]; }
inline std::string_view Token::text() const { return document_->text(span()); }
inline std::string_view Token::lemma() const { return document_->lemma(index_); }
inline Tag Token::tag() const { return document_->tokens.tag[index_]; }
inline Pos Token::pos() const { return document_->tokens.pos[index_]; }
inline Dep Token::dep() const { return document_->tokens.dep[index_]; }
inline Token Token::head() const { return {*document_, document_->tokens.head[index_]}; }
inline bool Token::is_root() const { return document_->tokens.head[index_] == index_; }
inline std::span<const TokenIndex> Token::children() const { return document_->children(index_); }
inline TokenRange Token::subtree() const { return document_->subtree(index_); }

}  // namespace casus::document
