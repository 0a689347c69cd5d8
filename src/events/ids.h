// Stable ids: names that an entity, a time, a place or a claim keeps across runs, threads and machines.
//
// An id is a prefix that says what it names and 16 hexadecimal digits of a hash over the story (its id and
// the hash of its raw input) and over the words and kind of the item itself - not over what rules made of it,
// so that an event that is coded anew with other rules keeps its id. An entity that stands in the knowledge
// tables is named by its row, so that it is the same one in every story.
#pragma once

#include <string>
#include <vector>

#include "document/document.h"
#include "events/claims.h"

namespace casus::events {

struct Ids {
  std::vector<std::string> entities;
  std::vector<std::string> times;
  std::vector<std::string> places;
  std::vector<std::string> events;
  std::vector<std::string> quotes;
  std::vector<std::string> tolls;
  std::vector<std::string> threads;
  std::vector<std::string> obligations;
  std::vector<std::string> agenda;

  // "" where the id points nowhere.
  const std::string& of(EntityId id) const { return pick(entities, id); }
  const std::string& of(TimeId id) const { return pick(times, id); }
  const std::string& of(PlaceId id) const { return pick(places, id); }
  const std::string& of(EventId id) const { return pick(events, id); }
  const std::string& of(QuoteId id) const { return pick(quotes, id); }

 private:
  template <class Id>
  static const std::string& pick(const std::vector<std::string>& list, Id id) {
    static const std::string none;
    return id.valid() && id.index() < list.size() ? list[id.index()] : none;
  }
};

// `part` tells texts of one story apart: "" for the body, "headline". Two items of one kind over the same
// words get a running number into their hash, in list order. Cost: one hash an item.
Ids ids_of(const document::Document& document, const Claims& claims, std::string_view part = "");

}  // namespace casus::events
