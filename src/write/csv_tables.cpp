#include "write/csv_tables.h"

#include <cassert>

#include "write/csv_rows.h"
#include "write/forms.h"

namespace casus::write {
namespace {

using record::Story;

constexpr Column story_column = {"story", "string", "#meta+story", "id of the story", true};
constexpr Column headline_column = {"headline", "boolean", "",
                                    "read in the headline, whose text the span then counts", true};
constexpr Column source_column = {"source", "string", "#meta+source", "who published the story"};
constexpr Column published_column = {"published", "string", "#date+published",
                                     "day or date-time of publication"};
constexpr Column url_column = {"url", "string", "#meta+url", "address of the story"};
constexpr Column speakers_column = {"speakers", "string", "",
                                    "who says so, outermost first; empty where the story itself does"};

constexpr Column id_column(std::string_view what, std::string_view hxl = "") {
  return {"id", "string", hxl, what, true};
}
constexpr Column start_column = {"start", "integer", "", "first code point of the words in the text"};
constexpr Column end_column = {"end", "integer", "", "code point after the words"};
constexpr Column words_column = {"words", "string", "#description+words", "the words that carry it"};
constexpr Column day_column = {"day", "date", "#date+start", "first day"};
constexpr Column until_column = {"until", "date", "#date+end", "last day"};

// Columns with those of a place between them.
std::vector<Column> around_place(std::vector<Column> before, const std::vector<Column>& after) {
  before.insert(before.end(),
                {{"place", "string", "#loc+name", "name of the place"},
                 {"precision", "string", "#geo+precision", "what it is: country, admin1, city, ..."},
                 {"admin1", "string", "#adm1+name", "first-level division it lies in"},
                 {"country", "string", "#country+code", "ISO 3166 alpha-3 code of its country"},
                 {"lat", "number", "#geo+lat", "degrees north, WGS 84"},
                 {"lon", "number", "#geo+lon", "degrees east, WGS 84"}});
  before.insert(before.end(), after.begin(), after.end());
  return before;
}

std::vector<CsvTable> make_tables() {
  const ForeignKey to_story{{"story"}, "stories", {"id"}};
  const ForeignKey to_event{{"story", "event"}, "events", {"story", "id"}};
  std::vector<CsvTable> out;
  out.push_back({"stories",
                 "Stories that were coded",
                 {id_column("id of the story", "#meta+id"),
                  source_column,
                  published_column,
                  {"title", "string", "#meta+title", "headline"},
                  url_column,
                  {"language", "string", "#meta+language", "ISO 639-1"},
                  {"dateline", "string", "#loc+dateline", "place of the dateline"},
                  {"sha256", "string", "", "SHA-256 of the raw input"},
                  {"version", "string", "", "version of Casus"},
                  {"model", "string", "", "SHA-256 of the language model"},
                  {"lexicon", "string", "", "SHA-256 of rules, tables, words and knowledge"}},
                 {"id"},
                 {},
                 stories_rows});
  out.push_back({"entities",
                 "Who and what the stories name",
                 {story_column,
                  id_column("the same in every story for an entity of the tables"),
                  {"name", "string", "#org+name", "canonical name as of the story's date"},
                  {"type", "string", "#org+type", "person, state, government, military, ..."},
                  {"code", "string", "#org+code", "CAMEO code"},
                  {"country", "string", "#country+code", "ISO 3166 alpha-3 code"},
                  {"role", "string", "", "office on the story's date"},
                  {"role_from", "date", "", "since when it was held"},
                  {"role_to", "date", "", "until when it was held"},
                  {"key", "string", "", "row of the knowledge tables"},
                  {"mentions", "integer", "", "how often the story mentions it"}},
                 {"story", "id"},
                 {to_story},
                 entities_rows});
  out.push_back({"places",
                 "Mentions of places",
                 around_place({story_column, id_column("id of the mention")},
                              {{"geonames", "integer", "#geo+geonames", "id in GeoNames"},
                               {"confidence", "number", "", "0 to 1"},
                               start_column,
                               end_column,
                               words_column}),
                 {"story", "id"},
                 {to_story},
                 places_rows});
  out.push_back(
      {"events",
       "Who did what to whom",
       around_place(
           {story_column,
            id_column("id of the event", "#event+id"),
            day_column,
            until_column,
            {"time", "string", "#date+value", "TIMEX3 value"},
            {"event", "string", "#event+type", "PLOVER type, or DISRUPT", true},
            {"mode", "string", "#event+mode", "PLOVER mode"},
            {"status", "string", "#status", "actual, negated, future, conditional, hypothetical, historical",
             true},
            {"cameo", "string", "#event+code", "CAMEO code"},
            {"goldstein", "number", "#indicator+goldstein", "Goldstein's scale"},
            {"score", "number", "#indicator+score", "PLOVER's score"},
            {"quad", "string", "#event+quad", "verbal or material, cooperation or conflict"},
            {"contexts", "string", "#event+context", "PLOVER contexts, separated by |"},
            {"actor_codes", "string", "#org+actor+code", "CAMEO codes of the actors, separated by |"},
            {"actors", "string", "#org+actor+name", "names of the actors, in the same order"},
            {"recipient_codes", "string", "#org+recipient+code", "the same of the recipients"},
            {"recipients", "string", "#org+recipient+name", "the same of the recipients"}},
           {{"salience", "string", "", "main or background"},
            {"confidence", "number", "#indicator+confidence", "0 to 1", true},
            speakers_column,
            {"condition", "string", "", "words of the condition"},
            {"rules", "string", "", "ids of the rules that fired, separated by |"},
            headline_column,
            start_column,
            end_column,
            words_column,
            source_column,
            published_column,
            url_column}),
       {"story", "id"},
       {to_story},
       events_rows});
  out.push_back({"event_roles",
                 "Who took part in an event, by the words that say so",
                 {story_column,
                  {"event", "string", "#event+id", "id of the event", true},
                  {"n", "integer", "", "order within the event, from 1", true},
                  {"role", "string", "", "actor or recipient", true},
                  {"entity", "string", "", "id of the entity"},
                  {"code", "string", "#org+code", "CAMEO code as of the event's date"},
                  {"name", "string", "#org+name", "name of the entity"},
                  {"inferred", "boolean", "", "inferred from other words", true},
                  start_column,
                  end_column,
                  words_column},
                 {"story", "event", "n"},
                 {to_event},
                 event_roles_rows});
  out.push_back(
      {"tolls",
       "Killed, injured, missing, detained, displaced",
       around_place({story_column,
                     id_column("id of the toll"),
                     day_column,
                     until_column,
                     {"kind", "string", "#affected+type", "killed, injured, missing, detained, ...", true},
                     {"low", "integer", "#affected+min", "at least so many"},
                     {"high", "integer", "#affected+max", "at most so many"},
                     {"qualifier", "string", "", "exact, at_least, about, ...", true},
                     {"cumulative", "boolean", "", "a running total, not one incident's figure", true},
                     {"victims", "string", "", "the words for whom"},
                     {"event", "string", "#event+id", "id of the event"}},
                    {speakers_column, headline_column, start_column, end_column, words_column, source_column,
                     published_column, url_column}),
       {"story", "id"},
       {to_story},
       tolls_rows});
  out.push_back({"quotes",
                 "Who says what",
                 {story_column,
                  id_column("id of the quote"),
                  {"speaker", "string", "", "id of the entity"},
                  {"name", "string", "#org+name", "name of the speaker"},
                  {"code", "string", "#org+code", "CAMEO code of the speaker"},
                  {"speaker_text", "string", "", "the words for the speaker"},
                  {"via", "string", "", "who carried it"},
                  {"direct", "string", "", "true, false or mixed"},
                  {"outer", "string", "", "id of the quote that this one stands in"},
                  {"cue", "string", "", "said, according to, ..."},
                  headline_column,
                  start_column,
                  end_column},
                 {"story", "id"},
                 {to_story},
                 quotes_rows});
  out.push_back({"responses",
                 "Requests and the answers to them; one row for a request without an answer",
                 {story_column,
                  {"thread", "string", "", "id of the thread", true},
                  {"n", "integer", "", "order within the thread, from 1", true},
                  {"request", "string", "", "id of the event that asks"},
                  {"event", "string", "#event+id", "id of the event that answers"},
                  {"kind", "string", "", "grant, conditional, partial, refusal, deferral"},
                  {"status", "string", "#status", "where the thread stands", true}},
                 {"story", "thread", "n"},
                 {to_story},
                 responses_rows});
  out.push_back(
      {"obligations",
       "What binds whom",
       {story_column,
        id_column("id of the obligation"),
        {"kind", "string", "", "treaty_trigger, conditional_commitment, prohibition, mandate", true},
        {"bearer", "string", "#org+name", "who is bound"},
        {"code", "string", "#org+code", "CAMEO code of the bearer"},
        {"action", "string", "", "words for what is to be done"},
        {"condition", "string", "", "words of the condition"},
        {"members", "string", "", "codes of those bound, separated by |"},
        {"basis", "string", "", "treaty or organisation"},
        {"status", "string", "#status", "pending, triggered, not_triggered", true},
        speakers_column,
        headline_column,
        start_column,
        end_column,
        words_column},
       {"story", "id"},
       {to_story},
       obligations_rows});
  out.push_back(
      {"agenda",
       "What is to come",
       around_place(
           {story_column,
            id_column("id of the item"),
            {"what", "string", "#event+type", "referendum, election, summit, talks, ...", true},
            day_column,
            until_column,
            {"time", "string", "#date+value", "TIMEX3 value"},
            {"certainty", "string", "#status", "scheduled, expected, proposed, postponed, cancelled", true},
            {"actors", "string", "#org+name", "who takes part, separated by |"},
            {"event", "string", "#event+id", "id of the event"}},
           {speakers_column, headline_column, start_column, end_column, words_column}),
       {"story", "id"},
       {to_story},
       agenda_rows});
  return out;
}

// One table as a form of its own.
class CsvForm final : public Form {
 public:
  CsvForm(std::string_view name, FormOptions options) : options_(std::move(options)) {
    for (const CsvTable& table : csv_tables()) {
      if (table.name == name) table_ = &table;
    }
    assert(table_ != nullptr);
  }
  void begin(std::string& out) override { write_header(*table_, options_.hxl, out); }
  void story(const Story& story, std::string& out) override {
    Cells cells(out, ',', options_.guard);
    table_->rows(story, options_, cells);
  }

 private:
  FormOptions options_;
  const CsvTable* table_ = nullptr;
};

}  // namespace

const std::vector<CsvTable>& csv_tables() {
  static const std::vector<CsvTable> all = make_tables();
  return all;
}

void write_header(const CsvTable& table, bool hxl, std::string& out) {
  Cells cells(out, ',', false);
  for (const Column& column : table.columns) cells.text(column.name);
  cells.end();
  if (!hxl) return;
  for (const Column& column : table.columns) cells.text(column.hxl);
  cells.end();
}

std::unique_ptr<Form> events_csv_form(const FormTables&, const FormOptions& options) {
  return std::make_unique<CsvForm>("events", options);
}
std::unique_ptr<Form> tolls_csv_form(const FormTables&, const FormOptions& options) {
  return std::make_unique<CsvForm>("tolls", options);
}

}  // namespace casus::write
