#include "pipeline/pipeline.h"

#include "ingest/language.h"
#include "pipeline/annotate_apart.h"
#include "pipeline/rooms.h"
#include "resolve/dateline.h"

namespace casus::pipeline {

using base::Result;
using document::Document;

namespace {

// How the story's bytes were read, where that may have spoilt something.
void warn_of_bytes(Document& document) {
  const document::Article& article = document.article();
  if (article.bad_bytes > 0) {
    document.warnings.push_back(
        {"bad_bytes",
         std::to_string(article.bad_bytes) + " bytes of the story are no UTF-8 and were replaced by U+FFFD"});
  } else if (!article.encoding.empty() && article.encoding != "UTF-8") {
    document.warnings.push_back({"converted", "the story was no UTF-8 and was read as " + article.encoding});
  }
}

}  // namespace

Result<Coded> Pipeline::take(const document::Article& article, Workspace& workspace, code::Trace* trace,
                             resolve::Trace* resolved) const {
  if (auto fits = rooms_->limits.check(article); !fits) return fits.error();
  auto document = Document::open(article);
  if (!document) return document.error();
  if (auto english = ingest::check_english(article.text); !english) return english.error();

  warn_of_bytes(*document);
  resolve::read_dateline(*document, *rooms_->knowledge);
  const std::size_t cut = end_of_dateline(*document);
  if (auto read = annotate_apart(*rooms_->annotator, *document, workspace, cut); !read) return read.error();
  if (auto fits = rooms_->limits.check(*document); !fits) return fits.error();
  rooms_->roles->read(*document);
  rooms_->resolver->read(*document, resolved);
  events::Claims claims = rooms_->coder->code(*document, trace);
  return Coded{*std::move(document), std::move(claims)};
}

}  // namespace casus::pipeline
