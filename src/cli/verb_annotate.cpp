// casus annotate: what the language runtime makes of stories, before any coding.
#include "annotate/annotator.h"
#include "annotate/roles.h"
#include "cli/work.h"
#include "document/annotation_json.h"
#include "document/conllu.h"
#include "document/predicates_json.h"
#include "pipeline/installation.h"

namespace casus::cli {
namespace {

base::Error in_story(base::Error error, const document::Article& article) {
  error.file = article.file;
  if (article.line != 0) error.line = article.line;
  return error;
}

}  // namespace

int annotate(const Common& common, const AnnotateOptions& options) {
  Console console(common);
  const auto places = pipeline::find_installation({common.data, common.model});
  if (!places) return console.error(places.error()), usage;
  const auto annotator = annotate::Annotator::load(places->model);
  if (!annotator) return console.error(annotator.error()), usage;
  const auto roles = annotate::RoleLabeler::load(places->data);
  if (!roles) return console.error(roles.error()), usage;
  const pipeline::Limits limits{.bytes = options.input.max_bytes};

  auto output = *Output::open("");
  const auto source = open_source(options.input, console);
  annotate::Annotator::Workspace workspace;
  pipeline::Counts counts;
  const auto read = [&](const document::Article& article) -> base::Result<void> {
    if (auto fits = limits.check(article); !fits) return fits;
    auto document = document::Document::open(article);
    if (!document) return document.error();
    if (auto done = annotator->read(*document, workspace); !done) return done;
    if (options.roles) {
      roles->read(*document);
      output.write(document::predicates_json(*document) + "\n");
    } else if (options.json) {
      output.write(document::write_annotation_json(*document));
    } else {
      output.write(options.json ? document::write_annotation_json(*document)
                                : document::write_conllu(*document));
    }
    return {};
  };
  while (const auto item = source->next()) {
    const base::Result<void> done = item->error ? base::Result<void>(*item->error) : read(item->article);
    ++(done ? counts.coded : counts.rejected);
    if (!done) console.error(item->error ? *item->error : in_story(done.error(), item->article));
    console.progress(counts.coded, counts.rejected, source->position(), source->size());
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  return finish(counts, console);
}

}  // namespace casus::cli
