// TimeML with TIMEX3 tags within the text, well-formed XML (docs/formats/timeml.md). One story is a TimeML
// document; several are TimeML elements within one element `stories`. Memory: the first story is held until a
// second one comes.
#include <algorithm>

#include "base/utf8.h"
#include "write/event_rows.h"
#include "write/forms.h"
#include "write/xml.h"

namespace casus::write {
namespace {

using record::Story;
using record::Time;

// What the schema wants where nothing is known: a value of the type with X for each digit.
std::string_view unknown_value(std::string_view type) {
  if (type == "DURATION" || type == "SET") return "PXX";
  return type == "TIME" ? "XXXX-XX-XXTXX:XX" : "XXXX-XX-XX";
}

class TimeMlForm final : public Form {
 public:
  void begin(std::string& out) override { out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"; }

  void story(const Story& story, std::string& out) override {
    if (count_ == 0) {
      first_ = document(story);
    } else {
      if (count_ == 1) {
        out += "<stories>\n";
        out += first_;
        first_.clear();
      }
      out += document(story);
    }
    ++count_;
  }

  void end(std::string& out) override {
    if (count_ == 0) out += "<stories/>\n";
    out += first_;
    if (count_ > 1) out += "</stories>\n";
  }

 private:
  static std::string document(const Story& story) {
    std::string out = "<TimeML>\n<DOCID>";
    append_xml(story.id, out);
    out += "</DOCID>\n";
    const std::string created = story.published.empty() ? story.dateline_date : story.published;
    if (!created.empty()) {
      out += "<DCT><TIMEX3 tid=\"t0\"";
      append_attribute("type", created.size() > 10 ? "TIME" : "DATE", out);
      append_attribute("value", created, out);
      append_attribute("temporalFunction", "false", out);
      append_attribute("functionInDocument", "CREATION_TIME", out);
      out += '>';
      append_xml(created, out);
      out += "</TIMEX3></DCT>\n";
    }
    // Numbered through both texts, in the order of the record.
    if (!story.headline.empty()) {
      out += "<TITLE>";
      marked(story, story.headline, true, !created.empty(), out);
      out += "</TITLE>\n";
    }
    out += "<TEXT>";
    marked(story, story.text, false, !created.empty(), out);
    out += "</TEXT>\n</TimeML>\n";
    return out;
  }

  static void marked(const Story& story, const std::string& text, bool headline, bool created,
                     std::string& out) {
    std::vector<std::size_t> times;
    for (std::size_t i = 0; i < story.times.size(); ++i) {
      if (story.times[i].in_headline == headline && story.times[i].words.known()) times.push_back(i);
    }
    // Elements nest or follow each other: of times that overlap, the one that begins first, then the longer.
    std::sort(times.begin(), times.end(), [&](std::size_t a, std::size_t b) {
      const record::Words &left = story.times[a].words, &right = story.times[b].words;
      return left.start != right.start ? left.start < right.start : left.end > right.end;
    });
    std::int64_t until = 0;
    std::erase_if(times, [&](std::size_t index) {
      const record::Words& words = story.times[index].words;
      if (words.start < until || words.end == words.start) return true;
      until = words.end;
      return false;
    });
    std::int64_t point = 0;
    std::size_t byte = 0;
    const auto bytes_to = [&](std::int64_t end) {
      const std::size_t from = byte;
      for (; point < end && byte < text.size(); ++point) byte += base::decode_utf8(text, byte).length;
      return std::string_view(text).substr(from, byte - from);
    };
    for (const std::size_t index : times) {
      const Time& time = story.times[index];
      append_xml(bytes_to(time.words.start), out);
      out += "<TIMEX3";
      append_attribute("tid", "t" + std::to_string(index + 1), out);
      append_attribute("type", time.type, out);
      append_attribute("value", time.value.empty() ? unknown_value(time.type) : time.value, out);
      append_attribute("mod", time.mod, out);
      append_attribute("temporalFunction", time.from.known() ? "true" : "false", out);
      append_attribute("functionInDocument", "NONE", out);
      if (time.from.known()) append_attribute("anchorTimeID", anchor(story, times, time, created), out);
      out += '>';
      append_xml(bytes_to(time.words.end), out);
      out += "</TIMEX3>";
    }
    append_xml(std::string_view(text).substr(byte), out);
  }

  // The tagged time whose words it was inferred from, else the creation time.
  static std::string anchor(const Story& story, const std::vector<std::size_t>& tagged, const Time& time,
                            bool created) {
    for (const std::size_t index : tagged) {
      const Time& other = story.times[index];
      if (&other != &time && other.words.start == time.from.start && other.words.end == time.from.end) {
        return "t" + std::to_string(index + 1);
      }
    }
    return created ? "t0" : "";
  }

  std::size_t count_ = 0;
  std::string first_;
};

}  // namespace

std::unique_ptr<Form> timeml_form(const FormTables&, const FormOptions&) {
  return std::make_unique<TimeMlForm>();
}

}  // namespace casus::write
