#include "pipeline/pipeline.h"

#include "ingest/language.h"
#include "pipeline/annotate_apart.h"
#include "pipeline/rooms.h"
#include "resolve/dateline.h"

namespace casus::pipeline {

using base::Result;
using document::Document;

Result<Coded> Pipeline::take(const document::Article& article, Workspace& workspace, code::Trace* trace,
                             resolve::Trace* resolved) const {
  if (auto fits = rooms_->limits.check(article); !fits) return fits.error();
  auto document = Document::open(article);
  if (!document) return document.error();
  if (auto english = ingest::check_english(article.text); !english) return english.error();

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
