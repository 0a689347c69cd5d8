// RSS 2.0 and Atom (and RSS 1.0, whose items look the same), read with expat while the bytes come in.
//
// A document type is refused with what it could declare, so that no entity expands into anything but its own
// character; nothing else is ever opened. What is not well formed costs the item it stands in: reading begins
// anew at the next item, below elements that stand in for the beginning of the feed.
#include <algorithm>
#include <deque>
#include <expat.h>
#include <memory>
#include <unicode/ucnv.h>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "ingest/encoding.h"
#include "ingest/feed_date.h"
#include "ingest/formats.h"
#include "ingest/html_text.h"

namespace casus::ingest {
namespace {

using base::Error;

constexpr std::size_t piece = std::size_t{64} << 10;
constexpr std::size_t longest_item = std::size_t{16} << 20;
constexpr std::size_t deepest = 200;
constexpr const char* stand_in = "<casus:feed>";  // for the beginning of a feed that is not read again

// One item while it is read.
struct Draft {
  std::string id, link, title, description, content, summary, published, updated, source;
  bool permalink = true;  // RSS: the guid is an address
};

class FeedReader final : public Reader {
 public:
  FeedReader(Input input, Defaults defaults) : input_(std::move(input)), defaults_(std::move(defaults)) {
    if (is_wide(input_.peek(4))) {
      bool cut = false;
      const std::string all = input_.rest(std::size_t{1} << 30, cut);
      auto decoded = decode(all);
      if (!decoded) {
        Item item = blank();
        item.raw = all;
        item.error = decoded.error();
        push(std::move(item), 0, all.size());
        return;
      }
      input_.replace_rest(std::move(decoded->text));
      encoding_ = "UTF-8";
    } else {
      encoding_ = declared_encoding(input_.peek(1024));
    }
    if (!begins_with_item(input_.peek(1024))) {
      open("");
      return;
    }
    // The declaration would stand behind the stand-in.
    const std::string_view head = input_.peek(1024);
    std::string declaration;
    if (head.starts_with("<?xml")) input_.take(declaration, head.find("?>") + 2);
    start_ = window_start_ = declaration.size();
    is_fragment_ = true;
    open(stand_in);
  }

  std::optional<Item> next() override {
    while (items_.empty() && parser_) read_piece();
    if (items_.empty()) return std::nullopt;
    Item item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

  std::uint64_t position() const override { return input_.position(); }
  std::string_view name() const override { return "feed"; }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };
  using Parser = std::unique_ptr<XML_ParserStruct, Free>;

  // ---- the parser

  // Bytes that begin within a feed, as the `raw` of an item does.
  static bool begins_with_item(std::string_view head) {
    if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
    if (head.starts_with("<?xml") && head.find("?>") != head.npos) head.remove_prefix(head.find("?>") + 2);
    return item_at(base::trimmed(head), 0);
  }

  // Whether the opening tag of an item stands at `at`.
  static bool item_at(std::string_view text, std::size_t at) {
    for (const std::string_view tag : {"<item", "<entry", "<atom:entry", "<rss:item"}) {
      const std::size_t after = at + tag.size();
      if (after < text.size() && text.substr(at, tag.size()) == tag &&
          (base::is_space(text[after]) || text[after] == '>')) {
        return true;
      }
    }
    return false;
  }

  // "windows-1252" for what says it is Latin 1, as everybody reads it; "" where nothing is said.
  static std::string declared_encoding(std::string_view head) {
    if (head.starts_with("\xef\xbb\xbf")) return "UTF-8";
    if (!head.starts_with("<?xml")) return "";
    head = head.substr(0, head.find("?>"));
    const std::size_t at = head.find("encoding");
    if (at == std::string_view::npos) return "";
    const std::size_t from = head.find_first_of("\"'", at);
    if (from == std::string_view::npos) return "";
    const std::size_t end = head.find(head[from], from + 1);
    if (end == std::string_view::npos) return "";
    const std::string name(head.substr(from + 1, end - from - 1));
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-";
    if (name.size() > 40 || name.find_first_not_of(allowed) != name.npos) return "";
    const std::string lower = base::lowered(name);
    if (lower == "iso-8859-1" || lower == "latin1" || lower == "us-ascii") return "windows-1252";
    return name;
  }

  // A parser whose bytes begin at start_; `before` stands for what is not read again.
  void open(const std::string& before) {
    parser_.reset(XML_ParserCreate(encoding_.empty() ? nullptr : encoding_.c_str()));
    if (!parser_) return;  // no memory
    XML_Parser p = parser_.get();
    XML_SetUserData(p, this);
    XML_SetElementHandler(
        p,
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          of(self).begin(name, attributes);
        },
        [](void* self, const XML_Char* name) { of(self).end(name); });
    XML_SetCharacterDataHandler(p, [](void* self, const XML_Char* text, int length) {
      of(self).characters({text, static_cast<std::size_t>(length)});
    });
    XML_SetStartDoctypeDeclHandler(p, [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
      of(self).refuse_doctype();
    });
    // Names of HTML's characters are not known to XML; without a document type they would be errors. This
    // lets them pass, as if one stood elsewhere; it is never opened.
    XML_UseForeignDTD(p, XML_TRUE);
    XML_SetSkippedEntityHandler(p, [](void* self, const XML_Char* name, int is_parameter) {
      if (is_parameter == 0) of(self).reference(name);
    });
    XML_SetUnknownEncodingHandler(
        p, [](void*, const XML_Char* name, XML_Encoding* info) { return single_byte(name, info); }, nullptr);
    prefix_ = before.size();
    fed_ = 0;
    path_.clear();
    in_item_ = false;
    capture_ = nullptr;
    if (!before.empty()) XML_Parse(p, before.data(), static_cast<int>(before.size()), 0);
  }

  static FeedReader& of(void* self) { return *static_cast<FeedReader*>(self); }

  // Encodings of one byte a character, from ICU.
  static int single_byte(const XML_Char* name, XML_Encoding* info) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* const converter = ucnv_open(name, &status);
    if (U_FAILURE(status)) return XML_STATUS_ERROR;
    const bool single = ucnv_getMaxCharSize(converter) == 1;
    for (int byte = 0; single && byte < 256; ++byte) {
      const char source = static_cast<char>(byte);
      UChar target[4];
      status = U_ZERO_ERROR;
      ucnv_reset(converter);
      const int32_t length = ucnv_toUChars(converter, target, 4, &source, 1, &status);
      info->map[byte] = U_SUCCESS(status) && length == 1 && target[0] != 0xFFFD ? target[0] : -1;
    }
    ucnv_close(converter);
    info->data = nullptr;
    info->convert = nullptr;
    info->release = nullptr;
    return single ? XML_STATUS_OK : XML_STATUS_ERROR;
  }

  // Byte of the input at which what the parser looks at begins.
  std::uint64_t here() const {
    const auto index = static_cast<std::int64_t>(XML_GetCurrentByteIndex(parser_.get())) -
                       static_cast<std::int64_t>(prefix_);
    return start_ + static_cast<std::uint64_t>(std::max<std::int64_t>(index, 0));
  }
  std::uint64_t after_here() const {
    return here() + static_cast<std::uint64_t>(XML_GetCurrentByteCount(parser_.get()));
  }

  void read_piece() {
    std::string_view bytes;
    bool last = false;
    if (fed_ < window_.size()) {  // what was read before a fresh start
      bytes = std::string_view(window_).substr(fed_, piece);
    } else {
      trim_window();
      std::string more;
      input_.take(more, piece);
      last = more.empty();
      window_ += more;
      bytes = std::string_view(window_).substr(fed_);
    }
    fed_ += bytes.size();
    if (last && prefix_ > 0 && path_.size() == 1) {
      const std::string_view end = "</casus:feed>";
      if (XML_Parse(parser_.get(), end.data(), static_cast<int>(end.size()), 1) == XML_STATUS_OK)
        return finish();
      return broken(last);
    }
    const auto status = XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
    if (status != XML_STATUS_OK) {
      broken(last);
    } else if (in_item_ && window_start_ + fed_ - item_start_ > longest_item) {
      reason_ = Error{.code = "too_long", .message = "the item has more than 16 MiB"};
      broken(last);
    } else if (window_start_ + fed_ - std::min(after_here(), window_start_ + fed_) > longest_item) {
      reason_ = Error{.code = "too_long", .message = "a tag or comment has more than 16 MiB"};
      broken(last);
    } else if (last) {
      finish();
    }
  }

  // Drops from the window what no item can need any more.
  void trim_window() {
    const std::uint64_t keep = in_item_ ? item_start_ : std::min(here(), window_start_ + fed_);
    if (keep <= window_start_) return;
    const auto count = static_cast<std::size_t>(keep - window_start_);
    window_.erase(0, count);
    fed_ -= count;
    window_start_ = keep;
  }

  // The end of the input was reached without an error.
  void finish() {
    if (!is_feed_ && items_made_ == 0) {
      Item item = blank();
      item.error = Error{.code = "no_feed",
                         .message = "this XML is neither RSS nor Atom",
                         .hint = "a feed has <rss>, <feed> or <rdf:RDF> at the top"};
      push(std::move(item), 0, 0);
    }
    parser_.reset();
  }

  // The parser stopped. Says why, and goes on with the next item where there is one.
  void broken(bool last) {
    const XML_Error code = XML_GetErrorCode(parser_.get());
    Error error = reason_.value_or(Error{
        .code = "bad_xml", .message = std::string("this is no well-formed XML: ") + XML_ErrorString(code)});
    // What closes elements that the stand-in stands for.
    const bool quiet = prefix_ > 0 && path_.size() == 1 && code == XML_ERROR_TAG_MISMATCH;
    const bool refused = error.code == "has_dtd";
    reason_.reset();
    if (code == XML_ERROR_UNKNOWN_ENCODING) {
      error = Error{.code = "unknown_encoding",
                    .message = "the encoding \"" + encoding_ + "\" is not known here"};
    }
    const std::uint64_t at = std::min(here(), window_start_ + fed_);
    error.offset = at;
    const std::uint64_t from = in_item_ ? item_start_ + 1 : at;
    Item item = blank();
    const bool had_item = in_item_;
    const std::uint64_t begin = had_item ? item_start_ : at;
    const bool hopeless = refused || code == XML_ERROR_UNKNOWN_ENCODING || code == XML_ERROR_NO_MEMORY;
    std::optional<std::uint64_t> again;
    if (!hopeless) again = next_item(from, last);
    const std::uint64_t until = again.value_or(window_start_ + window_.size());
    item.raw = raw_of(begin, had_item ? until : begin);
    item.error = std::move(error);
    const bool empty_input = window_.empty() && start_ == 0 && items_made_ == 0 && !had_item;
    if (empty_input) item.error = Error{.code = "no_text", .message = "there is no feed in it"};
    if (!quiet) push(std::move(item), begin, until);
    if (!again) {
      parser_.reset();
      return;
    }
    window_.erase(0, static_cast<std::size_t>(*again - window_start_));
    window_start_ = start_ = *again;
    open(stand_in);
  }

  // Where the next item begins, reading on as far as need be. Nothing at the end of the input.
  std::optional<std::uint64_t> next_item(std::uint64_t from, bool last) {
    std::size_t at = static_cast<std::size_t>(from - window_start_);
    for (;;) {
      for (; (at = window_.find('<', at)) != std::string::npos; ++at) {
        if (item_at(window_, at)) return window_start_ + at;
      }
      if (last) return std::nullopt;
      // A tag may be cut by the end of the window.
      const std::size_t keep = std::min<std::size_t>(window_.size(), 16);
      at = window_.size() - keep;
      std::string more;
      input_.take(more, piece);
      if (more.empty()) last = true;
      window_ += more;
      if (last) return std::nullopt;
    }
  }

  void refuse_doctype() {
    reason_ = Error{.code = "has_dtd",
                    .message = "the feed has a document type, which could declare entities",
                    .hint = "take the <!DOCTYPE ...> out"};
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  // ---- elements

  static std::string_view without_prefix(std::string_view name) { return name.substr(name.find(':') + 1); }

  void begin(std::string_view name, const XML_Char** attributes) {
    path_.emplace_back(name);
    if (path_.size() > deepest) {
      reason_ = Error{.code = "too_deep", .message = "elements nest more than 200 deep"};
      XML_StopParser(parser_.get(), XML_FALSE);
      return;
    }
    if (capture_ != nullptr) {
      // XHTML, or HTML that nobody escaped.
      ((*capture_ += '<') += without_prefix(name)) += '>';
      return;
    }
    const std::string_view local = without_prefix(name);
    if (path_.size() == 1) {
      if (local == "rss" || local == "feed" || local == "RDF") is_feed_ = true;
      return;
    }
    if (!in_item_ && (local == "item" || local == "entry")) {
      in_item_ = true;
      item_start_ = here();
      item_depth_ = path_.size();
      is_entry_ = local == "entry";
      draft_ = {};
      return;
    }
    field(name, local, attributes);
  }

  static std::string_view attribute(const XML_Char** attributes, std::string_view name) {
    for (; *attributes != nullptr; attributes += 2) {
      if (name == attributes[0]) return attributes[1];
    }
    return {};
  }

  void capture(std::string& to) {
    captured_.clear();
    capture_ = &captured_;
    capture_to_ = &to;
    capture_depth_ = path_.size();
  }

  void field(std::string_view name, std::string_view local, const XML_Char** attributes) {
    if (!in_item_) {
      // Of the feed itself: <channel><title>, <feed><title>.
      const std::string_view parent = without_prefix(path_[path_.size() - 2]);
      if (parent != "channel" && parent != "feed") return;
      if (name == "title") capture(feed_title_);
      if (name == "link") feed_link(attributes);
      return;
    }
    const bool directly = path_.size() == item_depth_ + 1;
    if (!directly) {
      if (local == "title" && without_prefix(path_[path_.size() - 2]) == "source") capture(draft_.source);
      return;
    }
    if (name == "content:encoded" || local == "encoded") {
      capture(draft_.content);
    } else if (local == "content" && name != "media:content") {
      if (attribute(attributes, "src").empty()) capture(draft_.content);
    } else if (name == "title" || name == "atom:title" || name == "rss:title") {
      capture(draft_.title);
    } else if (name == "description" || name == "rss:description") {
      capture(draft_.description);
    } else if (local == "summary") {
      capture(draft_.summary);
    } else if (local == "guid") {
      draft_.permalink = !base::equals_ignoring_case(attribute(attributes, "isPermaLink"), "false");
      capture(draft_.id);
    } else if (name == "id" || name == "atom:id") {
      capture(draft_.id);
    } else if (local == "pubDate" || local == "published" || name == "dc:date") {
      capture(draft_.published);
    } else if (local == "updated") {
      capture(draft_.updated);
    } else if (local == "source" && name != "dc:source" && !is_entry_) {
      capture(draft_.source);
    } else if (local == "link") {
      item_link(name, attributes);
    }
  }

  void feed_link(const XML_Char** attributes) {
    if (const std::string_view href = attribute(attributes, "href"); !href.empty()) {
      const std::string_view rel = attribute(attributes, "rel");
      if (rel.empty() || rel == "alternate") feed_link_ = href;
    } else {
      capture(feed_link_);
    }
  }

  void item_link(std::string_view name, const XML_Char** attributes) {
    const std::string_view href = attribute(attributes, "href");
    const std::string_view rel = attribute(attributes, "rel");
    if (!href.empty()) {
      if ((rel.empty() || rel == "alternate") && draft_.link.empty()) draft_.link = href;
    } else if (name == "link" || name == "rss:link") {
      capture(draft_.link);
    }
  }

  void characters(std::string_view text) {
    if (capture_ == nullptr) return;
    if (!nested()) {
      *capture_ += text;
      return;
    }
    // Within elements of XML, text is text: < and & are not those of HTML.
    for (const char c : text) {
      if (c == '<') {
        *capture_ += "&lt;";
      } else if (c == '&') {
        *capture_ += "&amp;";
      } else {
        *capture_ += c;
      }
    }
  }

  void reference(std::string_view name) {
    if (capture_ == nullptr) return;
    std::string character;
    if (append_reference(name, character)) {
      *capture_ += character;
    } else {
      ((*capture_ += "&amp;") += name) += ';';
    }
  }

  // Whether the text stands in an element within the one that is captured.
  bool nested() const { return path_.size() > capture_depth_; }

  void end(std::string_view name) {
    if (capture_ != nullptr) {
      if (nested()) {
        ((*capture_ += "</") += without_prefix(name)) += '>';
      } else {
        // The longer one where an element stands twice, as in an entry with a content of each kind.
        if (captured_.size() > capture_to_->size()) *capture_to_ = captured_;
        capture_ = nullptr;
      }
    }
    if (in_item_ && path_.size() == item_depth_) {
      in_item_ = false;
      complete(after_here());
    }
    path_.pop_back();
  }

  // ---- items

  Item blank() const {
    Item item;
    item.article.file = input_.file();
    item.article.source = defaults_.source;
    item.article.published = defaults_.published;
    return item;
  }

  // The bytes from `begin` to `end` as a document of their own.
  std::string raw_of(std::uint64_t begin, std::uint64_t end) const {
    if (end <= begin || begin < window_start_) return {};
    std::string out;
    if (!encoding_.empty() && !base::equals_ignoring_case(encoding_, "UTF-8")) {
      out = "<?xml version=\"1.0\" encoding=\"" + encoding_ + "\"?>";
    }
    out += std::string_view(window_).substr(static_cast<std::size_t>(begin - window_start_),
                                            static_cast<std::size_t>(end - begin));
    return out;
  }

  void push(Item item, std::uint64_t begin, std::uint64_t end) {
    ++items_made_;
    item.offset = begin;
    item.end = end;
    item.article.sha256 = base::sha256_hex(item.raw);
    if (item.article.id.empty()) item.article.id = id_from(item.article.sha256);
    if (item.error) {
      item.error->file = item.article.file;
      if (!item.error->offset) item.error->offset = begin;
    }
    items_.push_back(std::move(item));
  }

  static bool is_address(std::string_view text) {
    return text.find(':') != std::string_view::npos && text.find(' ') == std::string_view::npos;
  }

  void complete(std::uint64_t end) {
    Item item = blank();
    item.raw = raw_of(item_start_, end);
    document::Article& article = item.article;
    const std::string id(base::trimmed(draft_.id));
    article.url = std::string(base::trimmed(draft_.link));
    if (article.url.empty() && draft_.permalink &&
        (id.starts_with("http://") || id.starts_with("https://"))) {
      article.url = id;
    }
    // A guid that is no address may stand in other feeds as well.
    const std::string home(base::trimmed(feed_link_));
    if (id.empty()) {
      article.id = article.url;
    } else {
      article.id = is_address(id) || home.empty() ? id : home + "#" + id;
    }
    // What an item is called in its feed cannot be told from the item alone.
    if (is_fragment_ && !defaults_.id.empty()) article.id = defaults_.id;
    article.headline = html_to_line(draft_.title);
    const std::string source = html_to_line(draft_.source.empty() ? feed_title_ : draft_.source);
    if (!source.empty()) article.source = source;
    for (const std::string* text : {&draft_.content, &draft_.description, &draft_.summary}) {
      if (article.text.empty()) article.text = html_to_text(*text);
    }
    if (article.text.empty()) article.text = article.headline;
    const std::string& date = draft_.published.empty() ? draft_.updated : draft_.published;
    if (!base::trimmed(date).empty()) {
      if (auto tidy = read_feed_date(date)) {
        article.published = *std::move(tidy);
      } else {
        item.error =
            Error{.code = "bad_field",
                  .message = "\"" + html_to_line(date) + "\" is no date",
                  .hint = "RSS has \"Sat, 12 Jun 2010 08:00:00 +0600\", Atom \"2010-06-12T08:00:00+06:00\""};
      }
    }
    if (article.text.empty()) {
      item.error = Error{.code = "no_text", .message = "the item has neither text nor title"};
    }
    push(std::move(item), item_start_, end);
  }

  Input input_;
  Defaults defaults_;
  std::string encoding_;  // "": as the XML says

  Parser parser_;
  std::uint64_t start_ = 0;  // byte of the input at which the parser began
  std::size_t prefix_ = 0;   // bytes of our own before it
  std::string window_;       // bytes of the input from window_start_ on
  std::uint64_t window_start_ = 0;
  std::size_t fed_ = 0;          // of the window, to this parser
  std::optional<Error> reason_;  // why we stopped the parser

  std::vector<std::string> path_;  // names of the open elements
  bool is_feed_ = false;
  bool is_fragment_ = false;  // the bytes begin with an item
  std::string feed_title_, feed_link_;
  bool in_item_ = false;
  bool is_entry_ = false;  // of Atom
  std::uint64_t item_start_ = 0;
  std::size_t item_depth_ = 0;
  Draft draft_;
  std::string captured_;
  std::string* capture_ = nullptr;     // null where text is passed over
  std::string* capture_to_ = nullptr;  // where it goes
  std::size_t capture_depth_ = 0;

  std::deque<Item> items_;
  std::uint64_t items_made_ = 0;
};

}  // namespace

std::unique_ptr<Reader> feed_reader(Input input, const Defaults& defaults) {
  return std::make_unique<FeedReader>(std::move(input), defaults);
}

}  // namespace casus::ingest
