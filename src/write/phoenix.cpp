// Phoenix: 26 columns, tab separated, no header (docs/formats/phoenix.md).
#include "base/ascii.h"
#include "write/cells.h"
#include "write/event_rows.h"
#include "write/forms.h"

namespace casus::write {
namespace {

using record::Event;
using record::Story;

// As Phoenix cuts it: statements and appeals are a class of their own.
int quad_class(std::string_view cameo) {
  const std::string_view root = cameo.substr(0, 2);
  if (root <= "02") return 0;
  if (root <= "05") return 1;
  if (root <= "08") return 2;
  return root <= "13" || root == "16" ? 3 : 4;
}

// The roles that Phoenix has a column for; what else a code says are attributes.
constexpr std::string_view roles = "GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL";

class PhoenixForm final : public Form {
 public:
  explicit PhoenixForm(FormOptions options) : options_(std::move(options)) {}

  void story(const Story& story, std::string& out) override {
    for (const Event* event : wanted_events(story, options_, true)) {
      for (const Dyad& dyad : dyads_of(story, *event)) row(story, *event, dyad, out);
    }
  }

 private:
  void row(const Story& story, const Event& event, const Dyad& dyad, std::string& out) {
    Cells cells(out, '\t', options_.guard);
    cells.plain(std::to_string(number_of(story, event, dyad)) + "_" + story.made.version);
    if (const auto day = event_day(story, event)) {
      const std::string compact = compact_day(*day);
      cells.plain(compact);
      cells.plain(compact.substr(0, 4));
      cells.plain(compact.substr(4, 2));
      cells.plain(compact.substr(6, 2));
    } else {
      for (int i = 0; i < 4; ++i) cells.empty();
    }
    actor(dyad.actor, cells);
    actor(dyad.recipient, cells);
    cells.plain(event.cameo);
    cells.plain(std::string_view(event.cameo).substr(0, 2));
    cells.number(quad_class(event.cameo));
    event.goldstein ? cells.number(*event.goldstein, 1) : cells.empty();
    std::string issues;
    for (const std::string& context : event.contexts) {
      issues += (issues.empty() ? "" : ";") + context + ",1";
    }
    cells.plain(issues);
    if (const record::Place* const place = story.place(event.place)) {
      cells.number(place->lat);
      cells.number(place->lon);
      cells.text(place->name);
      cells.text(place->admin1);
      cells.plain(place->country);
    } else {
      for (int i = 0; i < 5; ++i) cells.empty();
    }
    cells.text(story.id);
    cells.text(story.url);
    cells.text(story.source);
    cells.end();
  }

  // Full code, first triple, first role, the rest.
  static void actor(const Side& side, Cells& cells) {
    const std::string_view code = side.code;
    cells.plain(code);
    cells.plain(code.substr(0, 3));
    std::string_view role;
    std::string rest;
    for (std::size_t at = 3; at < code.size(); at += 3) {
      const std::string_view part = code.substr(at, 3);
      if (role.empty() && roles.find(part) != std::string_view::npos) {
        role = part;
      } else {
        (rest += rest.empty() ? "" : ";") += part;
      }
    }
    cells.plain(role);
    cells.plain(rest);
  }

  FormOptions options_;
};

}  // namespace

std::unique_ptr<Form> phoenix_form(const FormTables&, const FormOptions& options) {
  return std::make_unique<PhoenixForm>(options);
}

}  // namespace casus::write
