// The claims of one situation, in memory: what all questions across its stories are asked of.
//
// Reads:  the tables of claims and of places across stories (docs/formats/database.md), read-only.
// Order:  stories by publication, then id; claims by story, then position. What is made of a scene depends on
//         nothing else, so that the order in which stories came makes no difference.
// Cost:   proportional to the claims of the situation.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"

namespace casus::inquire {

// A claim, told by its story (index into Scene::stories) and its own id.
struct Claim {
  std::uint32_t story = 0;
  std::string id;
  std::int64_t start = 0, end = 0;  // code points of the story's text
  std::string text;                 // the words
  friend bool operator==(const Claim& a, const Claim& b) { return a.story == b.story && a.id == b.id; }
};

struct Story {
  std::int64_t key = 0;  // of the database
  std::string id, source, published, day, headline;
  std::string copies, incident, situation;
  std::string text;
  std::string superseded_by;  // the update or correction of the same dispatch; "" where it stands
};

struct Party {
  std::string entity, name, code;
};

struct Event : Claim {
  std::string event, mode, status;
  bool main = true;  // not background
  double score = 0;
  std::string day;  // of its own time; "" where not known
  std::string at;   // the day it counts for: its own, else the story's
  std::string place, country;
  std::optional<double> lat, lon;
  std::vector<Party> actors, recipients;
  std::string speaker;  // who says so, outermost; "" where the story itself does
};

struct Toll : Claim {
  std::string kind, qualifier;
  std::optional<std::int64_t> low, high;
  bool cumulative = false;
  std::string victims, event;  // id of the event, "" where none
  std::string day, at, place, country, speaker;
};

struct Response {
  std::string event, kind;  // id of the event
};

struct Thread {
  std::uint32_t story = 0;
  std::string id, request, status;
  std::vector<Response> responses;
};

struct AgendaItem : Claim {
  std::string what, certainty;
  std::string first, last;  // days; "" where not known
  std::string at, place, country;
  std::vector<Party> actors;
};

struct Scene {
  std::string situation;  // "" for the whole database
  std::vector<Story> stories;
  std::vector<Event> events;
  std::vector<Toll> tolls;
  std::vector<Thread> threads;
  std::vector<AgendaItem> agenda;
  std::map<std::string, std::string> countries;  // names of those that stories name, by code

  // The event of a story with this id; null where there is none.
  const Event* event(std::uint32_t story, std::string_view id) const;
};

// From one day to another, as texts; 0 where either is no day.
int days_between(std::string_view first, std::string_view second);

// What the situations of a database are.
struct SituationRow {
  std::string id;
  std::int64_t stories = 0;
  std::vector<std::string> incidents;
  std::string first, last;  // days; "" where no story says its own
};

// The situation with the most stories first, then by id.
base::Result<std::vector<SituationRow>> situations(store::Connection& connection);

// Where each story stands, by id.
base::Result<std::vector<Story>> placed_stories(store::Connection& connection);

// The situation of this id. Its id is that of its first story by name, but any story's or incident's id in it
// will do. Error `no_such_situation`.
base::Result<Scene> load_scene(store::Connection& connection, const std::string& situation);

}  // namespace casus::inquire
