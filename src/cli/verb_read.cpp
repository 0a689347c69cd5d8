// casus read: the page for a person.
#include "cli/work.h"
#include "write/page.h"

namespace casus::cli {

int read(const Common& common, const ReadOptions& options) {
  Console console(common);
  const auto pipeline = open_pipeline(common, options.input, console);
  if (!pipeline) return usage;
  const write::PageStyle style{.width = options.width > 0 ? options.width : terminal_width(),
                               .color = use_color(common.color, 1)};
  auto output = *Output::open("");
  const auto source = open_source(options.input, console);
  const auto take = [&](pipeline::Outcome& outcome) -> base::Result<void> {
    if (outcome.coded) {
      const auto& [document, claims] = *outcome.coded;
      std::string page;
      write::write_page({document, claims, outcome.ids}, pipeline->ontology(), style, page);
      output.write(page);
      output.flush();
    } else {
      console.error(*outcome.item.error);
    }
    return {};
  };
  const auto counts = pipeline::run(*pipeline, *source, threads_of(options.input), take);
  if (!counts) return console.error(counts.error()), usage;
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  return finish(*counts, console);
}

}  // namespace casus::cli
