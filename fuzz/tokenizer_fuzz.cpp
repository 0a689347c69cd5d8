// Any UTF-8 text: tokens lie in order, are not empty, leave out nothing but single blanks, start and end on
// code points, and do not depend on what was read before. Rules of every kind, like those of the real model,
// so that no model file is needed.
#include <cstdint>
#include <string>
#include <string_view>

#include "annotate/tokenizer.h"
#include "base/utf8.h"
#include "fuzz.h"

namespace {

using namespace casus;
using casus::fuzz::check;

struct Loaded {
  Loaded() : file(*annotate::ModelFile::from_bytes(bytes())), tokenizer(*annotate::Tokenizer::read(file)) {}

  static std::string bytes() {
    annotate::ModelFileWriter writer;
    writer.add("tokenizer/prefix", R"re(^"|^\(|^\[|^'|^\.\.+|^\x{201c}|^\$|^\+(?![0-9])|^\x{2026})re");
    writer.add(
        "tokenizer/suffix",
        R"re("$|\)$|\]$|,$|'$|'s$|\x{201d}$|(?<=[a-z%)])\.$|(?<=[A-Z][A-Z])\.$|\.\.+$|(?<=[0-9])(?:km|%)$)re");
    writer.add("tokenizer/infix",
               R"re(\.\.+|\x{2026}|(?<=[a-z])-(?=[a-z])|(?<=[0-9])[+\-*^](?=[0-9-])|(?<=\w)[:<>=/](?=\w))re");
    writer.add(
        "tokenizer/url",
        R"re(^(?:(?:[\w+\-.]{2,})://)?(?:[^\x{9}-\x{d}\x{20}]+(?::[^\x{9}-\x{d}\x{20}]*)?@)?(?:(?:[a-z0-9\x{a1}-\x{ffff}][a-z0-9\x{a1}-\x{ffff}_-]{0,62})?[a-z0-9\x{a1}-\x{ffff}]\.)+[a-z]{2,63}(?::\d{2,5})?(?:[/?#][^\x{9}-\x{d}\x{20}]*)?$)re");
    writer.add("tokenizer/specials", R"json({"don't": [["do", ""], ["n't", "not"]], "a.m.": [["a.m.", ""]],
      ":)": [[":)", ""]], "'em": [["'em", "them"]], "'": [["'", "quote"]], "x.y.": [["x.", ""], ["y.", ""]],
      "...": [["...", ""]], "(-:": [["(-:", ""]], "10km": [["10", ""], ["km", "kilometres"]]})json");
    return writer.bytes();
  }

  annotate::ModelFile file;
  annotate::Tokenizer tokenizer;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Loaded loaded;
  static annotate::Tokenizer::Workspace warm(512);
  std::string_view text(reinterpret_cast<const char*>(data), size);
  text = text.substr(0, base::find_invalid_utf8(text));

  annotate::Tokens tokens;
  warm.renew();
  loaded.tokenizer.tokenize(text, warm, tokens);
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const base::Span span = tokens.span[i];
    check(span.start == at && !span.empty() && span.end <= text.size());
    check((static_cast<unsigned char>(text[span.start]) & 0xC0U) != 0x80U);
    check(tokens.type[i] < warm.types().size());
    check(warm.types().text(tokens.type[i]) == base::cut(text, span));
    if (tokens.space_after[i] != 0) check(span.end < text.size() && text[span.end] == ' ');
    at = span.end + tokens.space_after[i];
  }
  check(at == text.size());

  annotate::Tokenizer::Workspace cold(512);
  annotate::Tokens again;
  loaded.tokenizer.tokenize(text, cold, again);
  check(again.span == tokens.span && again.space_after == tokens.space_after);
  for (std::size_t i = 0; i < again.size(); ++i) {
    check(cold.types()[again.type[i]].norm == warm.types()[tokens.type[i]].norm);
  }
  return 0;
}
