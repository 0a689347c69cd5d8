#include <simdjson.h>
#include <utility>

#include "base/ascii.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "ingest/encoding.h"
#include "ingest/formats.h"

namespace casus::ingest {
namespace {

constexpr std::size_t longest_line = std::size_t{64} << 20;

using base::Error;

Error bad_field(std::string_view name, const char* why) {
  return {.code = "bad_field", .message = "\"" + std::string(name) + "\" " + why};
}

// A string member; absent and null leave `out` as it is.
std::optional<Error> read_text(const simdjson::dom::object& object, std::string_view name, std::string& out) {
  const auto found = object[name];
  if (found.error() == simdjson::NO_SUCH_FIELD || found.is_null()) return std::nullopt;
  std::string_view text;
  if (found.get_string().get(text) != simdjson::SUCCESS) return bad_field(name, "is no string");
  out = text;
  return std::nullopt;
}

// The id may be a number as well.
std::optional<Error> read_id(const simdjson::dom::object& object, std::string& out) {
  const auto found = object["id"];
  if (found.error() == simdjson::NO_SUCH_FIELD || found.is_null()) return std::nullopt;
  std::string_view text;
  std::int64_t number = 0;
  std::uint64_t large = 0;
  if (found.get_string().get(text) == simdjson::SUCCESS) {
    out = text;
  } else if (found.get_int64().get(number) == simdjson::SUCCESS) {
    out = std::to_string(number);
  } else if (found.get_uint64().get(large) == simdjson::SUCCESS) {
    out = std::to_string(large);
  } else {
    return bad_field("id", "is neither a string nor a whole number");
  }
  return std::nullopt;
}

class JsonLinesReader final : public Reader {
 public:
  JsonLinesReader(Input input, Defaults defaults) : input_(std::move(input)), defaults_(std::move(defaults)) {
    wide_ = is_wide(input_.peek(4));
    if (wide_) widen();
    if (input_.peek(3) == "\xef\xbb\xbf") skip_ = 3;
  }

  std::optional<Item> next() override {
    Item item;
    bool cut = false;
    do {
      if (!input_.line(item.raw, longest_line, cut)) return std::nullopt;
      ++line_;
      item.raw.erase(0, std::exchange(skip_, 0));
    } while (base::trimmed(item.raw).empty());
    item.article.file = input_.file();
    item.article.line = line_;
    item.article.sha256 = base::sha256_hex(item.raw);
    item.article.source = defaults_.source;
    item.article.published = defaults_.published;
    item.error = cut ? Error{.code = "too_long", .message = "the line has more than 64 MiB"} : read(item);
    if (item.article.id.empty()) item.article.id = id_from(item.article.sha256);
    if (item.error) {
      item.error->file = item.article.file;
      item.error->line = line_;
    }
    return item;
  }

  std::uint64_t position() const override { return input_.position(); }
  std::string_view name() const override { return "jsonl"; }
  bool appendable() const override { return !wide_; }
  bool skip(std::uint64_t bytes) override {
    if (bytes == 0) return true;
    if (wide_) return false;
    skip_ = 0;
    bool there = false;
    line_ = input_.skip(bytes, there);
    return there;
  }

 private:
  // UTF-16 and UTF-32 are converted as a whole: their line ends are not single bytes.
  void widen() {
    bool cut = false;
    const std::string all = input_.rest(std::size_t{1} << 30, cut);
    auto decoded = decode(all);
    input_.replace_rest(decoded ? std::move(decoded->text) : all);
  }

  std::optional<Error> read(Item& item) {
    std::string converted;
    const std::string* json = &item.raw;
    if (base::find_invalid_utf8(item.raw) != std::string::npos) {
      auto decoded = decode(item.raw);
      if (!decoded) return decoded.error();
      converted = std::move(decoded->text);
      item.article.encoding = decoded->encoding;
      item.article.bad_bytes = decoded->bad;
      json = &converted;
    }
    simdjson::dom::element root;
    if (const auto error = parser_.parse(*json).get(root); error != simdjson::SUCCESS) {
      return Error{.code = "bad_json",
                   .message = std::string("this line is no JSON: ") + simdjson::error_message(error),
                   .hint = "JSON Lines has one whole object on each line"};
    }
    simdjson::dom::object object;
    if (root.get_object().get(object) != simdjson::SUCCESS) {
      return Error{.code = "bad_json",
                   .message = "this line holds no JSON object",
                   .hint = "JSON Lines has one whole object on each line"};
    }
    document::Article& article = item.article;
    if (auto wrong = read_id(object, article.id)) return wrong;
    for (const auto& [name, field] : {std::pair{"published", &article.published},
                                      {"headline", &article.headline},
                                      {"source", &article.source},
                                      {"url", &article.url},
                                      {"text", &article.text}}) {
      if (auto wrong = read_text(object, name, *field)) return wrong;
    }
    if (!article.published.empty()) {
      const auto tidy = tidy_published(article.published);
      if (!tidy) {
        return Error{.code = "bad_field",
                     .message = "\"published\" is no date",
                     .hint = "write it as 2010-06-12 or 2010-06-12T08:00:00Z"};
      }
      article.published = *tidy;
    }
    if (base::trimmed(article.text).empty()) {
      return Error{.code = "no_text", .message = "the story has no \"text\""};
    }
    return std::nullopt;
  }

  Input input_;
  Defaults defaults_;
  std::size_t skip_ = 0;  // a byte order mark at the very beginning
  bool wide_ = false;
  std::uint64_t line_ = 0;
  simdjson::dom::parser parser_;
};

}  // namespace

std::unique_ptr<Reader> json_lines_reader(Input input, const Defaults& defaults) {
  return std::make_unique<JsonLinesReader>(std::move(input), defaults);
}

}  // namespace casus::ingest
