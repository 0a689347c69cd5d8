// Everything that reads a language model: any bytes as a model file, as MessagePack and as a zip archive; and
// any contents of the sections behind a right checksum, where readers must refuse or work, never crash.
// Weights may be any numbers and none.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/encoder.h"
#include "annotate/model_file.h"
#include "annotate/msgpack.h"
#include "annotate/names.h"
#include "annotate/parser.h"
#include "annotate/tagger.h"
#include "annotate/tokenizer.h"
#include "annotate/vector_table.h"
#include "annotate/word_forms.h"
#include "annotate/zip.h"
#include "fuzz.h"

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
    "meta.json",
    "network/tok2vec",
    "network/tagger",
    "network/parser",
    "network/ner",
    "moves/parser",
    "moves/ner",
};

// Weights are too long to be input: sections w/N hold N floats made by repeating the input.
constexpr std::size_t weight_sizes[] = {2, 5, 32, 64, 80, 96, 128, 256, 4096, 6144, 12288, 16384};

void add_weights(std::string_view all, annotate::ModelFileWriter& writer) {
  for (const std::size_t size : weight_sizes) {
    std::string bytes;
    while (bytes.size() < size * sizeof(float)) bytes += all;
    bytes.resize(size * sizeof(float));
    writer.add("w/" + std::to_string(size), bytes);
  }
}

// Runs what can be read of the network over the tokens.
void run_network(const annotate::ModelFile& file, const annotate::VectorTable& vectors,
                 const annotate::TypeTable& types, const annotate::Tokens& tokens,
                 document::Document& document) {
  const annotate::Kernels& kernels = annotate::kernels(annotate::best_cpu());
  annotate::TokenBatch batch{tokens.type, tokens.space_after, {static_cast<std::uint32_t>(tokens.size())}};
  const std::vector<std::uint8_t> is_space(tokens.size(), 0);
  document.tokens.sentence_start.assign(tokens.size(), 0);
  for (const char* component : {"tok2vec", "ner"}) {
    const auto encoder = annotate::Encoder::read(file, component, vectors, kernels);
    if (!encoder) continue;
    const auto tagger = annotate::Tagger::read(file, encoder->width(), kernels);
    const auto parser = annotate::Parser::read(file, encoder->width(), kernels);
    const auto names = annotate::NameFinder::read(file, encoder->width(), kernels);
    annotate::Encoder::Workspace workspace;
    encoder->encode(batch, types, workspace, [&](const annotate::Encoder::Stretch& stretch) {
      annotate::Floats scratch;
      std::vector<document::Tag> tags;
      if (tagger) tagger->tag(stretch.rows, stretch.tokens.size(), scratch, tags);
      const auto inputs_of = [&](const annotate::TransitionScorer& scorer) {
        annotate::Floats all((stretch.tokens.size() + annotate::row_slack) * scorer.width());
        scorer.reduce(stretch.rows, stretch.tokens.size(), all.data());
        return all;
      };
      if (parser) {
        annotate::Parser::Workspace work;
        parser->parse(inputs_of(parser->scorer()).data(), is_space, document, work);
      }
      if (names) {
        annotate::NameFinder::Workspace work;
        names->find(inputs_of(names->scorer()).data(), is_space, document, work);
      }
    });
  }
}

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
  document::Article article;
  article.text = "(\"Don't,\" said 3.5 men...) www.example.com:80/x";
  auto document = *document::Document::open(article);
  tokenizer->tokenize(document.text(), workspace, tokens);
  document.tokens.span = tokens.span;
  if (vectors) run_network(file, *vectors, workspace.types(), tokens, document);
  if (!forms) return;
  document.tokens.tag.assign(tokens.size(), document::Tag::nns);
  document.tokens.dep.assign(tokens.size(), document::Dep::nsubj);
  annotate::WordForms::Workspace cache;
  forms->read(document, tokens, workspace.types(), cache);
}

}  // namespace

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
  bool any_network = false;
  std::string_view rest = all;
  while (rest.size() >= 3) {
    const std::size_t index = static_cast<unsigned char>(rest[0]) % std::size(section_names);
    const std::size_t length =
        std::min<std::size_t>(rest.size() - 3, static_cast<unsigned char>(rest[1]) |
                                                   std::size_t{static_cast<unsigned char>(rest[2])} << 8);
    if (!used[index]) writer.add(section_names[index], std::string(rest.substr(3, length)));
    used[index] = true;
    any_network = any_network || std::string_view(section_names[index]).starts_with("network/");
    rest.remove_prefix(3 + length);
  }
  if (any_network) add_weights(all, writer);
  const auto file = annotate::ModelFile::from_bytes(writer.bytes());
  if (!file) __builtin_trap();
  read_everything(*file);
  return 0;
}
