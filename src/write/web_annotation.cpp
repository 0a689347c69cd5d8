// W3C Web Annotation (JSON-LD): every claim as an annotation of the words it rests on
// (docs/formats/web-annotation.md).
#include "base/utf8.h"
#include "write/event_rows.h"
#include "write/forms.h"
#include "write/iri.h"
#include "write/json.h"

namespace casus::write {
namespace {

using record::Story;
using record::Words;

constexpr std::size_t context_points = 32;  // what a quote selector gets before and after

class AnnotationForm final : public Form {
 public:
  explicit AnnotationForm(FormOptions options) : options_(std::move(options)) {}

  void begin(std::string& out) override {
    out +=
        "{\"@context\":\"http://www.w3.org/ns/"
        "anno.jsonld\",\"id\":\"urn:casus:annotations\",\"type\":\"AnnotationPage\",\"items\":[";
  }

  void story(const Story& story, std::string& out) override {
    const Texts body(story.text), headline(story.headline);
    const auto texts = [&](bool in_headline) -> const Texts& { return in_headline ? headline : body; };
    for (const record::Event* event : wanted_events(story, options_, false)) {
      std::vector<Words> spans{event->trigger};
      spans.insert(spans.end(), event->evidence.begin(), event->evidence.end());
      std::string said = event->event + (event->mode.empty() ? "" : "/" + event->mode);
      if (!event->cameo.empty()) said += " " + event->cameo;
      for (const bool actors : {true, false}) {
        for (const Side& side : sides_of(story, *event, actors)) {
          said += (actors ? " actor " : " recipient ") + (side.code.empty() ? side.name : side.code);
        }
      }
      annotation(story, event->id, said + " " + event->status, "event", event->in_headline, spans,
                 texts(event->in_headline), out);
    }
    for (const record::Quote& quote : story.quotes) {
      const record::Entity* const speaker = story.entity(quote.speaker);
      const std::string name = speaker != nullptr ? speaker->name : quote.speaker_text;
      annotation(story, quote.id, name.empty() ? "said" : "said by " + name, "quote", quote.in_headline,
                 quote.content, texts(quote.in_headline), out);
    }
    for (const record::Toll& toll : story.tolls) {
      std::string said = toll.kind + " " + toll.qualifier;
      if (toll.low) said += " from " + std::to_string(*toll.low);
      if (toll.high) said += " to " + std::to_string(*toll.high);
      std::vector<Words> spans{toll.words};
      spans.insert(spans.end(), toll.evidence.begin(), toll.evidence.end());
      annotation(story, toll.id, said, "toll", toll.in_headline, spans, texts(toll.in_headline), out);
    }
    for (const record::Obligation& one : story.obligations) {
      annotation(story, one.id, one.kind + " " + one.status, "obligation", one.in_headline, {one.words},
                 texts(one.in_headline), out);
    }
    for (const record::AgendaItem& one : story.agenda) {
      annotation(story, one.id, one.what + " " + one.certainty + " " + story.when(one.value).value, "agenda",
                 one.in_headline, {one.words}, texts(one.in_headline), out);
    }
  }

  void end(std::string& out) override { out += any_ ? "\n]}\n" : "]}\n"; }

 private:
  // A text with the byte at which each code point begins.
  struct Texts {
    explicit Texts(std::string_view given) : text(given) {
      for (std::size_t i = 0; i < text.size(); i += base::decode_utf8(text, i).length) at.push_back(i);
      at.push_back(text.size());
    }
    std::string_view cut(std::size_t from, std::size_t until) const {
      return text.substr(at[from], at[until] - at[from]);
    }
    std::size_t size() const { return at.size() - 1; }

    std::string_view text;
    std::vector<std::size_t> at;
  };

  void annotation(const Story& story, const std::string& id, const std::string& said, std::string_view tag,
                  bool in_headline, const std::vector<Words>& spans, const Texts& text, std::string& out) {
    out += any_ ? ",\n" : "\n";
    any_ = true;
    JsonWriter json(out);
    json.begin_object();
    json.member("id", claim_iri(story.id, id));
    json.member("type", "Annotation");
    json.member("motivation", "classifying");
    json.key("generator");
    json.begin_object();
    json.member("id", "urn:casus:software:" + encoded(story.made.version));
    json.member("type", "Software");
    json.member("name", "Casus " + story.made.version);
    json.end_object();
    json.key("body");
    json.begin_array();
    body("classifying", said, json);
    body("tagging", tag, json);
    json.end_array();
    json.key("target");
    json.begin_array();
    for (const Words& words : spans) {
      if (words.known()) target(story, words, in_headline, text, json);
    }
    json.end_array();
    json.end_object();
  }

  static void body(std::string_view purpose, std::string_view value, JsonWriter& json) {
    json.begin_object();
    json.member("type", "TextualBody");
    json.member("purpose", purpose);
    json.member("format", "text/plain");
    json.member("language", "en");
    json.member("value", value);
    json.end_object();
  }

  static void target(const Story& story, const Words& words, bool in_headline, const Texts& text,
                     JsonWriter& json) {
    const auto start = static_cast<std::size_t>(words.start), end = static_cast<std::size_t>(words.end);
    json.begin_object();
    json.member("source", story_iri(story.id) + (in_headline ? "#headline" : ""));
    if (const std::string_view url = as_iri(story.url); !url.empty()) json.member("scope", url);
    json.key("selector");
    json.begin_array();
    json.begin_object();
    json.member("type", "TextPositionSelector");
    json.key("start");
    json.number(start);
    json.key("end");
    json.number(end);
    json.end_object();
    json.begin_object();
    json.member("type", "TextQuoteSelector");
    json.member("exact", text.cut(start, end));
    json.member("prefix", text.cut(start - std::min(start, context_points), start));
    json.member("suffix", text.cut(end, std::min(text.size(), end + context_points)));
    json.end_object();
    json.end_array();
    json.end_object();
  }

  FormOptions options_;
  bool any_ = false;
};

}  // namespace

std::unique_ptr<Form> web_annotation_form(const FormTables&, const FormOptions& options) {
  return std::make_unique<AnnotationForm>(options);
}

}  // namespace casus::write
