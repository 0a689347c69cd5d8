// Documents are taken in groups of some thousand tokens: short ones share padding and blocks, and scratch
// memory stays small whatever the batch. Within a group: cut all texts; one run of the shared encoder gives
// tags and the parser's inputs; parse each document; part of speech, features and lemmas; one run of the
// other encoder gives the inputs of the name finder, which needs the sentences that the parser found.
#include "annotate/annotator.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "annotate/encoder.h"
#include "annotate/names.h"
#include "annotate/parser.h"
#include "annotate/tagger.h"
#include "annotate/tokenizer.h"
#include "annotate/word_forms.h"

namespace casus::annotate {
namespace {

constexpr std::size_t group_tokens = 4096;  // a group ends with the document that reaches this
constexpr std::size_t most_tokens = 200'000;

base::Error too_many_tokens(const document::Document& document) {
  return {.code = "too_many_tokens",
          .message = "the story has more than " + std::to_string(most_tokens) + " tokens",
          .hint = "split it",
          .file = document.article().file};
}

}  // namespace

struct Annotator::Parts {
  Parts(ModelFile opened, const Kernels& chosen) : file(std::move(opened)), kernels(chosen) {}

  ModelFile file;
  const Kernels& kernels;
  std::string name;
  std::string version;
  VectorTable vectors;
  std::optional<Tokenizer> tokenizer;
  std::optional<WordForms> forms;
  std::optional<Encoder> shared_encoder;
  std::optional<Tagger> tagger;
  std::optional<Parser> parser;
  std::optional<Encoder> name_encoder;
  std::optional<NameFinder> names;

  base::Result<void> read();
  void read_group(std::span<document::Document* const> documents, Workspace::Parts& work) const;
};

struct Annotator::Workspace::Parts {
  Tokenizer::Workspace words;
  WordForms::Workspace forms;
  Encoder::Workspace shared_encoder;
  Encoder::Workspace name_encoder;
  Parser::Workspace parser;
  NameFinder::Workspace names;
  std::vector<Tokens> tokens;  // of each document of a group
  std::vector<std::vector<std::uint8_t>> is_space;
  TokenBatch batch;
  std::vector<document::Tag> tags;       // of the group
  std::vector<document::Tag> some_tags;  // of a stretch
  Floats scores;
  Floats reduced;
  Floats inputs;  // of the group, for parser or name finder
};

Annotator::Workspace::Workspace() : parts_(std::make_unique<Parts>()) {}
Annotator::Workspace::Workspace(Workspace&&) noexcept = default;
Annotator::Workspace& Annotator::Workspace::operator=(Workspace&&) noexcept = default;
Annotator::Workspace::~Workspace() = default;

Annotator::Annotator(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Annotator::Annotator(Annotator&&) noexcept = default;
Annotator& Annotator::operator=(Annotator&&) noexcept = default;
Annotator::~Annotator() = default;

const std::string& Annotator::name() const { return parts_->name; }
const std::string& Annotator::version() const { return parts_->version; }
const std::string& Annotator::hash() const { return parts_->file.content_id(); }
Cpu Annotator::cpu() const { return parts_->kernels.cpu; }

// ---- loading

base::Result<Annotator> Annotator::load(const std::string& model_file, Cpu cpu) {
  auto file = ModelFile::open(model_file);
  if (!file) return file.error();
  auto parts = std::make_unique<Parts>(*std::move(file), kernels(cpu));
  if (auto read = parts->read(); !read) return read.error();
  return Annotator(std::move(parts));
}

base::Result<void> Annotator::Parts::read() {
  const auto meta = nlohmann::json::parse(file.text("meta.json"), nullptr, false);
  const auto text_of = [&](const char* key) {
    return meta.is_object() && meta.contains(key) && meta[key].is_string() ? meta[key].get<std::string>()
                                                                           : "";
  };
  if (text_of("lang") != "en") return file.broken("it is no model of English");
  name = "en_" + text_of("name");
  version = text_of("version");

  const auto take = [](auto result, auto& to) -> base::Result<void> {
    if (!result) return result.error();
    to.emplace(*std::move(result));
    return {};
  };
  auto table = VectorTable::read(file);
  if (!table) return table.error();
  vectors = *table;
  if (auto r = take(Tokenizer::read(file), tokenizer); !r) return r;
  if (auto r = take(WordForms::read(file), forms); !r) return r;
  if (auto r = take(Encoder::read(file, "tok2vec", vectors, kernels), shared_encoder); !r) return r;
  const std::size_t width = shared_encoder->width();
  if (auto r = take(Tagger::read(file, width, kernels), tagger); !r) return r;
  if (auto r = take(Parser::read(file, width, kernels), parser); !r) return r;
  if (auto r = take(Encoder::read(file, "ner", vectors, kernels), name_encoder); !r) return r;
  if (auto r = take(NameFinder::read(file, name_encoder->width(), kernels), names); !r) return r;
  return {};
}

// ---- reading

namespace {

// Runs `encoder` over the batch and keeps the inputs of `scorer`, one row a token; `each` also gets every
// stretch.
template <class Each>
void encode_inputs(const Encoder& encoder, const TransitionScorer& scorer, const TokenBatch& batch,
                   const TypeTable& types, Encoder::Workspace& workspace, Floats& reduced, Floats& inputs,
                   Each each) {
  const std::size_t width = scorer.width();
  make_room(inputs, (batch.size() + row_slack) * width);
  encoder.encode(batch, types, workspace, [&](const Encoder::Stretch& stretch) {
    const std::size_t count = stretch.tokens.size();
    make_room(reduced, (count + row_slack) * width);
    scorer.reduce(stretch.rows, count, reduced.data());
    for (std::size_t i = 0; i < count; ++i) {
      if (stretch.tokens[i] == Encoder::no_token) continue;
      std::memcpy(inputs.data() + stretch.tokens[i] * width, reduced.data() + i * width,
                  width * sizeof(float));
    }
    each(stretch);
  });
}

}  // namespace

void Annotator::Parts::read_group(std::span<document::Document* const> documents,
                                  Workspace::Parts& work) const {
  const TypeTable& types = work.words.types();
  work.batch.clear();
  for (std::size_t d = 0; d < documents.size(); ++d) {
    const Tokens& tokens = work.tokens[d];
    work.batch.type.insert(work.batch.type.end(), tokens.type.begin(), tokens.type.end());
    work.batch.space_after.insert(work.batch.space_after.end(), tokens.space_after.begin(),
                                  tokens.space_after.end());
    work.batch.end.push_back(static_cast<std::uint32_t>(work.batch.size()));
  }
  const auto first_of = [&](std::size_t d) { return d == 0 ? 0 : work.batch.end[d - 1]; };

  work.tags.resize(work.batch.size());
  encode_inputs(*shared_encoder, parser->scorer(), work.batch, types, work.shared_encoder, work.reduced,
                work.inputs, [&](const Encoder::Stretch& stretch) {
                  tagger->tag(stretch.rows, stretch.tokens.size(), work.scores, work.some_tags);
                  for (std::size_t i = 0; i < stretch.tokens.size(); ++i) {
                    if (stretch.tokens[i] != Encoder::no_token) {
                      work.tags[stretch.tokens[i]] = work.some_tags[i];
                    }
                  }
                });
  if (work.is_space.size() < documents.size()) work.is_space.resize(documents.size());
  for (std::size_t d = 0; d < documents.size(); ++d) {
    document::Document& document = *documents[d];
    const Tokens& tokens = work.tokens[d];
    auto& is_space = work.is_space[d];
    is_space.clear();
    for (const TypeIndex type : tokens.type) is_space.push_back(types[type].is_space ? 1 : 0);
    document.tokens.span = tokens.span;
    document.tokens.space_after = tokens.space_after;
    document.tokens.tag.assign(work.tags.begin() + first_of(d), work.tags.begin() + work.batch.end[d]);
    parser->parse(work.inputs.data() + first_of(d) * parser->scorer().width(), is_space, document,
                  work.parser);
    forms->read(document, tokens, types, work.forms);
  }
  encode_inputs(*name_encoder, names->scorer(), work.batch, types, work.name_encoder, work.reduced,
                work.inputs, [](const Encoder::Stretch&) {});
  for (std::size_t d = 0; d < documents.size(); ++d) {
    names->find(work.inputs.data() + first_of(d) * names->scorer().width(), work.is_space[d], *documents[d],
                work.names);
    documents[d]->index_syntax();
  }
}

base::Result<void> Annotator::read(document::Document& document, Workspace& workspace) const {
  document::Document* const one = &document;
  return read(std::span(&one, 1), workspace)[0];
}

std::vector<base::Result<void>> Annotator::read(std::span<document::Document* const> documents,
                                                Workspace& workspace) const {
  Workspace::Parts& work = *workspace.parts_;
  std::vector<base::Result<void>> results(documents.size());
  std::vector<document::Document*> group;
  std::size_t tokens_in_group = 0;
  const auto finish_group = [&] {
    if (!group.empty()) parts_->read_group(group, work);
    group.clear();
    tokens_in_group = 0;
  };
  for (std::size_t d = 0; d < documents.size(); ++d) {
    if (group.empty()) work.words.renew();
    if (work.tokens.size() <= group.size()) work.tokens.emplace_back();
    Tokens& tokens = work.tokens[group.size()];
    if (!parts_->tokenizer->tokenize(documents[d]->text(), work.words, tokens, most_tokens)) {
      results[d] = too_many_tokens(*documents[d]);
      continue;
    }
    group.push_back(documents[d]);
    tokens_in_group += tokens.size();
    if (tokens_in_group >= group_tokens) finish_group();
  }
  finish_group();
  return results;
}

}  // namespace casus::annotate
