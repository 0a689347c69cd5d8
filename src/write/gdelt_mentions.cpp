// GDELT 2.0 mentions: 16 columns, tab separated, no header; a row for every telling of an event
// (docs/formats/gdelt.md).
#include <cmath>

#include "base/utf8.h"
#include "write/cells.h"
#include "write/event_rows.h"
#include "write/forms.h"

namespace casus::write {
namespace {

using record::Event;
using record::Story;

// "example.org" of "https://www.example.org/news/1".
std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  url = url.substr(0, url.find(':'));
  if (url.starts_with("www.")) url.remove_prefix(4);
  return url;
}

class MentionsForm final : public Form {
 public:
  explicit MentionsForm(FormOptions options) : options_(std::move(options)) {}

  void story(const Story& story, std::string& out) override {
    const auto published = utc_of(story.published);
    const Source source{published ? compact_time(*published) : std::string(), host_of(story.url),
                        base::count_code_points(story.text)};
    for (const Event* event : wanted_events(story, options_, true)) {
      for (const Dyad& dyad : dyads_of(story, *event)) {
        const std::uint64_t number = number_of(story, *event, dyad);
        row(story, source, *event, number, dyad, event->trigger, out);
        for (const record::Words& telling : event->evidence)
          row(story, source, *event, number, dyad, telling, out);
      }
    }
  }

 private:
  // What all rows of a story say.
  struct Source {
    std::string time;
    std::string_view host;
    std::size_t length = 0;  // code points
  };

  void row(const Story& story, const Source& source, const Event& event, std::uint64_t number,
           const Dyad& dyad, const record::Words& telling, std::string& out) {
    Cells cells(out, '\t', options_.guard);
    cells.number(number);
    cells.plain(source.time);
    cells.plain(source.time);
    const std::string_view host = source.host;
    cells.plain(host.empty() ? "2" : "1");
    cells.text(host.empty() ? std::string_view(story.source) : host);
    cells.text(host.empty() ? story.id : story.url);
    cells.empty();  // SentenceID
    offset(dyad.actor, cells);
    offset(dyad.recipient, cells);
    cells.number(telling.start);
    cells.plain("1");  // InRawText: nothing is rewritten before it is read
    cells.number(std::lround(event.confidence * 100));
    cells.number(source.length);
    cells.empty();  // MentionDocTone
    cells.empty();  // MentionDocTranslationInfo
    cells.empty();  // Extras
    cells.end();
  }

  static void offset(const Side& side, Cells& cells) {
    cells.number(side.role != nullptr && side.role->words.known() ? side.role->words.start
                                                                  : std::int64_t{-1});
  }

  FormOptions options_;
};

}  // namespace

std::unique_ptr<Form> gdelt_mentions_form(const FormTables&, const FormOptions& options) {
  return std::make_unique<MentionsForm>(options);
}

}  // namespace casus::write
