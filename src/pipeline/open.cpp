// Loading every room, in floor order.
#include <utility>

#include "pipeline/data_hash.h"
#include "pipeline/rooms.h"

namespace casus::pipeline {
namespace {

// Moves the value of a result into a room's place, or gives its error.
template <class T>
base::Result<void> settle(base::Result<T> loaded, std::optional<T>& place) {
  if (!loaded) return std::move(loaded).error();
  place.emplace(*std::move(loaded));
  return {};
}

}  // namespace

base::Result<void> Limits::check(const document::Article& article) const {
  if (article.text.size() <= bytes) return {};
  return base::Error{.code = "too_long",
                     .message = "the story has " + std::to_string(article.text.size()) + " bytes, and " +
                                std::to_string(bytes) + " are allowed",
                     .hint = "split it, or raise --max-bytes"};
}

base::Result<void> Limits::check(const document::Document& document) const {
  if (document.size() > tokens) {
    return base::Error{.code = "too_many_tokens",
                       .message = "the story has " + std::to_string(document.size()) +
                                  " words and signs, and " + std::to_string(tokens) + " are allowed",
                       .hint = "split it"};
  }
  for (const document::TokenRange sentence : document.sentences()) {
    if (sentence.size() <= sentence_tokens) continue;
    base::Error error{.code = "endless_sentence",
                      .message = "a sentence of the story has " + std::to_string(sentence.size()) +
                                 " words and signs, and " + std::to_string(sentence_tokens) + " are allowed",
                      .hint = "is it a table, or text without full stops?"};
    error.offset = document.span(sentence).start;
    return error;
  }
  return {};
}

Pipeline::Pipeline(std::unique_ptr<const Rooms> rooms) : rooms_(std::move(rooms)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

base::Result<Pipeline> Pipeline::open(const Installation& from, const Limits& limits) {
  auto rooms = std::make_unique<Rooms>();
  rooms->installation = from;
  rooms->limits = limits;
  const std::string& data = from.data;
  if (auto done = settle(ontology::Ontology::load(data + "/ontology"), rooms->ontology); !done) {
    return done.error();
  }
  auto known = load_knowledge(from);
  if (!known) return known.error();
  rooms->note = std::move(known->note);
  rooms->knowledge.emplace(std::move(known->knowledge));
  if (auto done = settle(annotate::Annotator::load(from.model), rooms->annotator); !done) return done.error();
  if (auto done = settle(annotate::RoleLabeler::load(data), rooms->roles); !done) return done.error();
  auto resolver = resolve::Resolver::load(data, *rooms->knowledge);
  if (auto done = settle(std::move(resolver), rooms->resolver); !done) return done.error();
  auto coder = code::Coder::load(data, *rooms->ontology, &*rooms->knowledge);
  if (auto done = settle(std::move(coder), rooms->coder); !done) return done.error();
  rooms->provenance = {std::string(version()), rooms->annotator->hash(),
                       lexicon_hash(data, rooms->knowledge->hash())};
  return Pipeline(std::move(rooms));
}

const write::Provenance& Pipeline::provenance() const { return rooms_->provenance; }
const std::string& Pipeline::note() const { return rooms_->note; }
const Installation& Pipeline::installation() const { return rooms_->installation; }
const annotate::Annotator& Pipeline::annotator() const { return *rooms_->annotator; }
const code::Coder& Pipeline::coder() const { return *rooms_->coder; }
const knowledge::Knowledge& Pipeline::knowledge() const { return *rooms_->knowledge; }
const ontology::Ontology& Pipeline::ontology() const { return *rooms_->ontology; }

}  // namespace casus::pipeline
