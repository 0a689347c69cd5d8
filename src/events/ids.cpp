#include "events/ids.h"

#include <unordered_map>

#include "base/sha256.h"

namespace casus::events {
namespace {

class Namer {
 public:
  Namer(const document::Article& article, std::string_view part)
      : story_(base::sha256_hex(article.id + '\0' + article.sha256 + '\0' + std::string(part))) {}

  // An item of this story, told by its words and kind.
  std::string item(std::string_view prefix, base::Span span, std::string_view kind) {
    return unique(prefix, story_ + '\0' + std::to_string(span.start) + '\0' + std::to_string(span.end) +
                              '\0' + std::string(kind));
  }

  // Something of the world, told by its key.
  std::string thing(std::string_view prefix, std::string_view key) {
    return unique(prefix, "world" + ('\0' + std::string(key)));
  }

 private:
  std::string unique(std::string_view prefix, std::string said) {
    said.insert(0, std::string(prefix) + '\0');
    if (const int before = seen_[said]++; before > 0) said += '\0' + std::to_string(before);
    return std::string(prefix) + '-' + base::sha256_hex(said).substr(0, 16);
  }

  std::string story_;
  std::unordered_map<std::string, int> seen_;
};

}  // namespace

Ids ids_of(const document::Document& document, const Claims& claims, std::string_view part) {
  Namer namer(document.article(), part);
  Ids ids;
  for (const document::Entity& entity : document.entities) {
    const base::Span first =
        entity.mentions.empty() ? base::Span{} : document.mentions[entity.mentions.front().index()].span;
    ids.entities.push_back(!entity.key.empty() && part.empty() ? namer.thing("ent", entity.key)
                                                               : namer.item("ent", first, entity.name));
  }
  for (const auto& time : document.times) ids.times.push_back(namer.item("tim", time.span, ""));
  for (const auto& place : document.places) ids.places.push_back(namer.item("pla", place.span, ""));
  for (const Event& event : claims.events) {
    ids.events.push_back(namer.item("evt", event.evidence.span(), ontology::name(event.type)));
  }
  for (const Quote& quote : claims.quotes) {
    ids.quotes.push_back(
        namer.item("quo", {quote.evidence.span().start, quote.evidence.spans().back().end}, ""));
  }
  for (const Toll& toll : claims.tolls) {
    ids.tolls.push_back(namer.item("tol", toll.evidence.span(), name(toll.kind)));
  }
  for (const Thread& thread : claims.threads) {
    ids.threads.push_back(namer.item("thr", {}, ids.of(thread.request)));
  }
  for (const Obligation& one : claims.obligations) {
    ids.obligations.push_back(namer.item("obl", one.evidence.span(), name(one.kind)));
  }
  for (const AgendaItem& one : claims.agenda) {
    ids.agenda.push_back(namer.item("age", one.evidence.span(), name(one.what)));
  }
  return ids;
}

}  // namespace casus::events
