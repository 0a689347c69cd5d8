#include <utility>

#include "base/ascii.h"
#include "base/sha256.h"
#include "ingest/encoding.h"
#include "ingest/formats.h"

namespace casus::ingest {
namespace {

// Far above what a document may have: what is longer is refused there, with its size.
constexpr std::size_t longest = std::size_t{64} << 20;

class TextReader final : public Reader {
 public:
  TextReader(Input input, Defaults defaults) : input_(std::move(input)), defaults_(std::move(defaults)) {}

  std::optional<Item> next() override {
    if (std::exchange(done_, true)) return std::nullopt;
    Item item;
    bool cut = false;
    item.raw = input_.rest(longest, cut);
    document::Article& article = item.article;
    article.file = input_.file();
    article.sha256 = base::sha256_hex(item.raw);
    article.id = defaults_.id.empty() ? id_from(article.sha256) : defaults_.id;
    article.source = defaults_.source;
    article.published = defaults_.published;
    if (cut) {
      item.error = base::Error{.code = "too_long", .message = "the file has more than 64 MiB"};
    } else if (auto decoded = decode(item.raw); !decoded) {
      item.error = decoded.error();
    } else if (base::trimmed(decoded->text).empty()) {
      item.error = base::Error{.code = "no_text", .message = "there is no text"};
    } else {
      article.text = std::move(decoded->text);
      article.encoding = decoded->encoding;
      article.bad_bytes = decoded->bad;
    }
    if (item.error) item.error->file = article.file;
    return item;
  }

  std::uint64_t position() const override { return input_.position(); }
  std::string_view name() const override { return "text"; }

 private:
  Input input_;
  Defaults defaults_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Reader> text_reader(Input input, const Defaults& defaults) {
  return std::make_unique<TextReader>(std::move(input), defaults);
}

}  // namespace casus::ingest
