// Everything that reads a language model: any bytes as a model file, as MessagePack and as a zip archive; and
// any contents of the sections behind a right checksum, where readers must refuse or work, never crash.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/model_file.h"
#include "annotate/msgpack.h"
#include "annotate/tokenizer.h"
#include "annotate/vector_table.h"
#include "annotate/word_forms.h"
#include "annotate/zip.h"

namespace {

using namespace casus;

constexpr const char* section_names[] = {
    "tokenizer/prefix",
    "tokenizer/suffix",
    "tokenizer/infix",
    "tokenizer/url",
    "tokenizer/specials",
    "norms/ids",
    "norms/offsets",
    "norms/bytes",
    "ruler.json",
    "lemmas.json",
    "lemmas/noun/index/offsets",
    "lemmas/noun/index/bytes",
    "lemmas/verb/exceptions/offsets",
    "lemmas/verb/exceptions/bytes",
    "lemmas/verb/forms/offsets",
    "lemmas/verb/forms/bytes",
    "vectors/keys",
    "vectors/rows",
    "vectors/buckets",
    "vectors/shape",
    "vectors/data",
};

void read_everything(const annotate::ModelFile& file) {
  for (const std::string_view name : file.names()) (void)file.section(name);
  const auto vectors = annotate::VectorTable::read(file);
  if (vectors && !vectors->empty()) {
    const auto row = vectors->row(42);
    if (row >= 0) (void)vectors->vector(row)[0];
  }
  const auto forms = annotate::WordForms::read(file);
  const auto tokenizer = annotate::Tokenizer::read(file);
  if (!tokenizer) return;
  annotate::Tokenizer::Workspace workspace(64);
  annotate::Tokens tokens;
  tokenizer->tokenize("(\"Don't,\" said 3.5 men...) www.example.com:80/x", workspace, tokens);
  if (!forms) return;
  document::Article article;
  article.text = "(\"Don't,\" said 3.5 men...) www.example.com:80/x";
  auto document = *document::Document::open(article);
  document.tokens.span = tokens.span;
  document.tokens.tag.assign(tokens.size(), document::Tag::nns);
  document.tokens.dep.assign(tokens.size(), document::Dep::nsubj);
  annotate::WordForms::Workspace cache;
  forms->read(document, tokens, workspace.types(), cache);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  (void)annotate::msgpack::read(all);
  if (const auto zip = annotate::Zip::open(all)) {
    for (const auto& entry : zip->entries()) {
      if (entry.size < 1U << 20) (void)zip->read(entry);
    }
  }
  if (const auto raw = annotate::ModelFile::from_bytes(all)) read_everything(*raw);

  // Records of (section number, u16 length, bytes) become a file with a right checksum.
  annotate::ModelFileWriter writer;
  std::vector<bool> used(std::size(section_names), false);
  std::string_view rest = all;
  while (rest.size() >= 3) {
    const std::size_t index = static_cast<unsigned char>(rest[0]) % std::size(section_names);
    const std::size_t length =
        std::min<std::size_t>(rest.size() - 3, static_cast<unsigned char>(rest[1]) |
                                                   std::size_t{static_cast<unsigned char>(rest[2])} << 8);
    if (!used[index]) writer.add(section_names[index], std::string(rest.substr(3, length)));
    used[index] = true;
    rest.remove_prefix(3 + length);
  }
  const auto file = annotate::ModelFile::from_bytes(writer.bytes());
  if (!file) __builtin_trap();
  read_everything(*file);
  return 0;
}
