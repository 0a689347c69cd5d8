#include "write/csv_rows.h"

#include <set>

#include "write/event_rows.h"

namespace casus::write {
namespace {

using record::Story;

// Values of a list in one cell.
class Joined {
 public:
  void add(std::string_view value) {
    if (any_) text_ += '|';
    any_ = true;
    for (const char c : value) text_ += c == '|' ? '/' : c;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool any_ = false;
};

std::string joined(const std::vector<std::string>& values) {
  Joined out;
  for (const std::string& value : values) out.add(value);
  return out.text();
}

void truth(bool value, Cells& cells) { cells.plain(value ? "true" : "false"); }
void day(const std::optional<base::Date>& date, Cells& cells) {
  date ? cells.plain(base::to_string(*date)) : cells.empty();
}
void span(const record::Words& words, Cells& cells) {
  words.known() ? cells.number(words.start) : cells.empty();
  words.known() ? cells.number(words.end) : cells.empty();
}

// Who says so: the speakers of the quotes that carry a claim, outermost first.
std::string speakers(const Story& story, const std::vector<std::string>& quotes) {
  Joined out;
  for (const std::string& id : quotes) {
    const record::Quote* const quote = story.quote(id);
    if (quote == nullptr) continue;
    const record::Entity* const speaker = story.entity(quote->speaker);
    out.add(speaker != nullptr ? speaker->name : quote->speaker_text);
  }
  return out.text();
}

void place(const record::Place* at, Cells& cells) {
  if (at == nullptr) {
    for (int i = 0; i < 6; ++i) cells.empty();
    return;
  }
  cells.text(at->name);
  cells.text(at->kind);
  cells.text(at->admin1);
  cells.text(at->country);
  cells.number(at->lat);
  cells.number(at->lon);
}

void words(const record::Words& one, Cells& cells) {
  span(one, cells);
  cells.text(one.text);
}

void name_and_code(const record::Entity* one, Cells& cells) {
  cells.text(one != nullptr ? one->name : "");
  cells.text(one != nullptr ? one->code : "");
}

// Who says so, and where it stands.
template <class Claim>
void told(const Story& story, const Claim& one, Cells& cells) {
  cells.text(speakers(story, one.attribution));
  truth(one.in_headline, cells);
  words(one.words, cells);
}

void source(const Story& story, Cells& cells) {
  cells.text(story.source);
  cells.text(story.published);
  cells.text(story.url);
}

// Ids of events that are written: what is left out is not pointed at.
class Kept {
 public:
  Kept(const Story& story, const FormOptions& options) {
    for (const record::Event* event : wanted_events(story, options, false)) ids_.insert(event->id);
  }
  std::string_view of(const std::string& id) const { return ids_.contains(id) ? std::string_view(id) : ""; }

 private:
  std::set<std::string> ids_;
};

}  // namespace

void stories_rows(const Story& story, const FormOptions&, Cells& cells) {
  cells.text(story.id);
  cells.text(story.source);
  cells.text(story.published);
  cells.text(story.headline);
  cells.text(story.url);
  cells.text(story.language);
  cells.text(story.dateline_place);
  cells.text(story.sha256);
  cells.text(story.made.version);
  cells.text(story.made.model);
  cells.text(story.made.lexicon);
  cells.end();
}

void entities_rows(const Story& story, const FormOptions&, Cells& cells) {
  for (const record::Entity& one : story.entities) {
    cells.text(story.id);
    cells.text(one.id);
    cells.text(one.name);
    cells.text(one.type);
    cells.text(one.code);
    cells.text(one.country);
    cells.text(one.role);
    cells.text(one.role_from);
    cells.text(one.role_to);
    cells.text(one.key);
    cells.number(one.mentions.size());
    cells.end();
  }
}

void places_rows(const Story& story, const FormOptions&, Cells& cells) {
  for (const record::Place& one : story.places) {
    cells.text(story.id);
    cells.text(one.id);
    place(&one, cells);
    cells.number(one.geonames);
    cells.number(one.confidence);
    words(one.words, cells);
    cells.end();
  }
}

void events_rows(const Story& story, const FormOptions& options, Cells& cells) {
  for (const record::Event* one : wanted_events(story, options, false)) {
    cells.text(story.id);
    cells.text(one->id);
    const record::When when = story.when(one->time);
    day(when.first, cells);
    day(when.last, cells);
    cells.text(when.value);
    cells.text(one->event);
    cells.text(one->mode);
    cells.text(one->status);
    cells.text(one->cameo);
    cells.number(one->goldstein);
    cells.number(one->score);
    cells.text(one->quad);
    cells.text(joined(one->contexts));
    for (const bool actors : {true, false}) {
      Joined codes, names;
      for (const Side& side : sides_of(story, *one, actors)) {
        codes.add(side.code);
        names.add(side.name);
      }
      cells.text(codes.text());
      cells.text(names.text());
    }
    place(story.place(one->place), cells);
    cells.text(one->salience);
    cells.number(one->confidence);
    cells.text(speakers(story, one->attribution));
    cells.text(one->condition.text);
    cells.text(joined(one->rule));
    truth(one->in_headline, cells);
    words(one->trigger, cells);
    source(story, cells);
    cells.end();
  }
}

void event_roles_rows(const Story& story, const FormOptions& options, Cells& cells) {
  for (const record::Event* event : wanted_events(story, options, false)) {
    int n = 0;
    for (const record::Role& one : event->roles) {
      const record::Entity* const entity = story.entity(one.entity);
      cells.text(story.id);
      cells.text(event->id);
      cells.number(++n);
      cells.plain(one.is_actor ? "actor" : "recipient");
      cells.text(one.entity);
      cells.text(one.code);
      cells.text(entity != nullptr ? entity->name : "");
      truth(one.inferred, cells);
      words(one.words, cells);
      cells.end();
    }
  }
}

void tolls_rows(const Story& story, const FormOptions& options, Cells& cells) {
  const Kept kept(story, options);
  for (const record::Toll& one : story.tolls) {
    cells.text(story.id);
    cells.text(one.id);
    const record::When when = story.when(one.time);
    day(when.first, cells);
    day(when.last, cells);
    cells.text(one.kind);
    cells.number(one.low);
    cells.number(one.high);
    cells.text(one.qualifier);
    truth(one.cumulative, cells);
    cells.text(one.victims);
    cells.text(kept.of(one.event));
    place(story.place(one.place), cells);
    told(story, one, cells);
    source(story, cells);
    cells.end();
  }
}

void quotes_rows(const Story& story, const FormOptions&, Cells& cells) {
  for (const record::Quote& one : story.quotes) {
    const record::Entity* const via = story.entity(one.via);
    cells.text(story.id);
    cells.text(one.id);
    cells.text(one.speaker);
    name_and_code(story.entity(one.speaker), cells);
    cells.text(one.speaker_text);
    cells.text(via != nullptr ? via->name : "");
    cells.text(one.direct);
    cells.text(one.outer);
    cells.text(one.cue.text);
    truth(one.in_headline, cells);
    record::Words whole;
    if (!one.content.empty()) {
      whole.start = one.content.front().start;
      whole.end = one.content.back().end;
    }
    span(whole, cells);
    cells.end();
  }
}

void responses_rows(const Story& story, const FormOptions& options, Cells& cells) {
  const Kept kept(story, options);
  for (const record::Thread& one : story.threads) {
    int n = 0;
    const auto row = [&](const record::Response& response) {
      cells.text(story.id);
      cells.text(one.id);
      cells.number(++n);
      cells.text(kept.of(one.request));
      cells.text(kept.of(response.event));
      cells.text(response.kind);
      cells.text(one.status);
      cells.end();
    };
    for (const record::Response& response : one.responses) row(response);
    if (one.responses.empty()) row({});
  }
}

void obligations_rows(const Story& story, const FormOptions&, Cells& cells) {
  for (const record::Obligation& one : story.obligations) {
    cells.text(story.id);
    cells.text(one.id);
    cells.text(one.kind);
    name_and_code(story.entity(one.bearer), cells);
    cells.text(one.action.text);
    cells.text(one.condition.text);
    cells.text(joined(one.members));
    cells.text(one.basis);
    cells.text(one.status);
    told(story, one, cells);
    cells.end();
  }
}

void agenda_rows(const Story& story, const FormOptions& options, Cells& cells) {
  const Kept kept(story, options);
  for (const record::AgendaItem& one : story.agenda) {
    cells.text(story.id);
    cells.text(one.id);
    cells.text(one.what);
    const record::When when = story.when(one.value);
    day(when.first, cells);
    day(when.last, cells);
    cells.text(when.value);
    cells.text(one.certainty);
    Joined actors;
    for (const std::string& id : one.actors) {
      if (const record::Entity* const actor = story.entity(id)) actors.add(actor->name);
    }
    cells.text(actors.text());
    cells.text(kept.of(one.event));
    place(story.place(one.place), cells);
    told(story, one, cells);
    cells.end();
  }
}

}  // namespace casus::write
