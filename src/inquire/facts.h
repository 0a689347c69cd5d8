// What is known across the stories of one situation, without its scene: enough to say it again, in any words,
// and to show the claims it comes from.
//
// A scene holds every text; facts hold words and numbers alone, so that those of many situations can be kept.
// Claims tell their story by its place in `stories`, which is that in the scene.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inquire/merged.h"
#include "inquire/scene.h"

namespace casus::inquire {

struct Teller {
  std::int64_t key = 0;  // of the database
  std::string id, source, published, day, superseded_by;
};

// A figure of a series, in the order of TollSeries::points.
struct Figure {
  Claim claim;
  std::optional<std::int64_t> low, high;
  std::string qualifier, speaker;
  std::string at;  // the day it counts for
  bool cumulative = false;
  bool superseded = false;
  std::optional<std::size_t> superseded_by;  // index into the series
  std::vector<std::size_t> conflicts;        // likewise
};

struct Counting {
  std::string kind, victims, incident;  // as of TollSeries
  std::vector<Figure> figures;
};

struct Reply {
  Claim claim;  // of an event
  std::string kind, day;
  bool later = false;
  std::vector<Party> actors;
};

struct Asking {
  Claim claim;  // of the event that asks, the first telling
  std::string mode, day, status;
  std::vector<Party> actors, recipients;
  std::vector<Claim> requests, threads;  // each telling, without words; the first first
  std::vector<Reply> replies;
};

struct Planned {
  std::string what, first, last, status, place;
  std::vector<Claim> items;  // the first telling first; only that one with its words
  std::optional<Claim> resolved_by;
};

// An event told more than once.
struct Retold {
  std::vector<Claim> tellings;  // without words; the first telling first
  std::size_t stories = 0, sources = 0;
  std::vector<Difference> differences;
};

struct Facts {
  std::string situation, label;
  std::vector<Teller> stories;
  std::vector<Counting> countings;
  std::vector<Asking> askings;
  std::vector<Planned> plans;
  std::vector<Retold> retold;
};

// Everything that follow_asks(), follow_plans(), toll_series() and merge_events() find. Cost: theirs.
Facts facts_of(const Scene& scene);

// How a figure stood: from the day it was told until another took its place.
struct Standing {
  std::string from, until;  // "" for good
  double low = 0;
  std::optional<double> high;  // none: open to the top
};
// The range between the figures that stood on a day and until the next band begins: sources that do not agree
// make it wide.
struct Band {
  std::string day;
  double low = 0, high = 0;  // the lowest, and the highest that is named
  bool open = false;         // at least one has no upper end
  std::size_t figures = 0;
};
// By day; a band for each day on which something changed. Days on which nothing stands have none.
std::vector<Band> bands_of(const std::vector<Standing>& figures);

}  // namespace casus::inquire
