#include "ingest/html_text.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace casus::ingest {
namespace {

template <std::size_t n>
bool is_one_of(std::string_view name, const std::array<std::string_view, n>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 33> blocks = {
    "address", "article", "aside",    "blockquote", "body",   "center", "dd",   "details", "div",
    "dl",      "dt",      "fieldset", "figcaption", "figure", "footer", "form", "h1",      "h2",
    "h3",      "h4",      "h5",       "h6",         "header", "hr",     "main", "nav",     "ol",
    "p",       "pre",     "section",  "table",      "ul",     "caption"};
constexpr std::array<std::string_view, 3> lines = {"br", "li", "tr"};
// Their content is no text. In the first two, tags are not even tags.
constexpr std::array<std::string_view, 16> dropped = {
    "script", "style",  "template", "noscript", "iframe", "object", "svg",    "math",
    "select", "button", "textarea", "head",     "audio",  "video",  "canvas", "map"};

class Text {
 public:
  void characters(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (base::is_space(text[i])) {
        blank_ = true;
      } else if (text.substr(i, 2) == "\xc2\xa0") {  // a no-break space
        blank_ = true;
        ++i;
      } else if (text[i] != '\0') {
        put(text[i]);
      }
    }
  }
  void blank() { blank_ = true; }
  void line() { breaks_ = std::max(breaks_, 1); }
  void paragraph() { breaks_ = 2; }
  std::string take() { return std::move(out_); }

 private:
  void put(char c) {
    if (!out_.empty()) {
      if (breaks_ > 0) {
        out_.append(static_cast<std::size_t>(breaks_), '\n');
      } else if (blank_) {
        out_ += ' ';
      }
    }
    breaks_ = 0;
    blank_ = false;
    out_ += c;
  }

  std::string out_;
  bool blank_ = false;
  int breaks_ = 0;
};

// Where `what`, in small letters, next stands, capitals aside; the end where it does not.
std::size_t find_ignoring_case(std::string_view text, std::string_view what, std::size_t from) {
  const auto at = std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), what.begin(),
                              what.end(), [](char a, char b) { return base::to_lower(a) == b; });
  return static_cast<std::size_t>(at - text.begin());
}

struct Tag {
  std::string name;
  bool closing = false;
  bool empty = false;   // <br/>
  std::size_t end = 0;  // after its >
};

// The tag that begins at `at`, where a < stands. A > within quotation marks of an attribute does not end it;
// a tag that does not end takes the rest.
Tag tag_at(std::string_view html, std::size_t at) {
  Tag tag;
  std::size_t i = at + 1;
  if (i < html.size() && html[i] == '/') {
    tag.closing = true;
    ++i;
  }
  while (i < html.size() && html[i] != '>' && html[i] != '/' && !base::is_space(html[i])) {
    tag.name += base::to_lower(html[i++]);
  }
  if (const std::size_t colon = tag.name.rfind(':'); colon != std::string::npos) tag.name.erase(0, colon + 1);
  char quote = '\0';
  bool value = false;  // after =
  for (; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '>') {
      break;
    } else if ((c == '"' || c == '\'') && value) {
      quote = c;
    }
    if (quote == '\0') {
      tag.empty = c == '/';
      if (!base::is_space(c)) value = c == '=';
    }
  }
  if (i >= html.size() && quote != '\0')
    i = std::min(html.find('>', at), html.size());  // a mark without its other half
  tag.end = std::min(html.size(), i + 1);
  return tag;
}

// After the end of an element that is dropped, whose opening tag ends at `from`.
std::size_t after_dropped(std::string_view html, std::string_view name, std::size_t from) {
  const bool nests = name != "script" && name != "style";
  const std::string open = "<" + std::string(name), close = "</" + std::string(name);
  std::size_t depth = 1;
  std::size_t next_open = nests ? find_ignoring_case(html, open, from) : html.size();
  std::size_t next_close = find_ignoring_case(html, close, from);
  while (next_close < html.size()) {
    if (next_open < next_close) {
      const Tag tag = tag_at(html, next_open);
      if (tag.name == name && !tag.empty) ++depth;
      const std::size_t after = std::max(tag.end, next_open + open.size());
      next_open = find_ignoring_case(html, open, after);
      if (after > next_close) next_close = find_ignoring_case(html, close, after);
      continue;
    }
    const Tag tag = tag_at(html, next_close);
    if (tag.name == name && --depth == 0) return tag.end;
    const std::size_t after = std::max(tag.end, next_close + close.size());
    next_close = find_ignoring_case(html, close, after);
    if (next_open < after) next_open = find_ignoring_case(html, open, after);
  }
  return html.size();
}

Text read(std::string_view html) {
  Text text;
  std::size_t at = 0;
  while (at < html.size()) {
    const std::size_t special = std::min(html.find_first_of("<&", at), html.size());
    text.characters(html.substr(at, special - at));
    at = special;
    if (at == html.size()) break;
    if (html[at] == '&') {
      const std::size_t end =
          html.find_first_not_of("#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", at + 1);
      std::string character;
      if (end != std::string_view::npos && html[end] == ';' && end - at < 40 &&
          append_reference(html.substr(at + 1, end - at - 1), character)) {
        text.characters(character);
        at = end + 1;
      } else {
        text.characters("&");
        ++at;
      }
      continue;
    }
    const std::string_view rest = html.substr(at);
    if (rest.starts_with("<!--")) {
      const std::size_t end = html.find("-->", at + 4);
      at = end == std::string_view::npos ? html.size() : end + 3;
    } else if (rest.starts_with("<![CDATA[")) {
      const std::size_t end = std::min(html.find("]]>", at), html.size());
      text.characters(html.substr(at + 9, end - at - 9));
      at = std::min(html.size(), end + 3);
    } else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) {
      at = std::min(html.size(), std::min(html.find('>', at), html.size()) + 1);
    } else if (rest.size() > 1 &&
               (base::is_alpha(rest[1]) || (rest[1] == '/' && rest.size() > 2 && base::is_alpha(rest[2])))) {
      const Tag tag = tag_at(html, at);
      at = tag.end;
      if (is_one_of(tag.name, blocks)) {
        text.paragraph();
      } else if (is_one_of(tag.name, lines)) {
        text.line();
      } else if (tag.name == "td" || tag.name == "th") {
        text.blank();
      } else if (is_one_of(tag.name, dropped) && !tag.closing && !tag.empty) {
        at = after_dropped(html, tag.name, at);
        text.blank();
      }
    } else {
      text.characters("<");
      ++at;
    }
  }
  return text;
}

}  // namespace

std::string html_to_text(std::string_view html) { return read(html).take(); }

std::string html_to_line(std::string_view html) {
  std::string text = html_to_text(html);
  std::string out;
  for (const char c : text) {
    if (c != '\n') {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  return out;
}

}  // namespace casus::ingest
