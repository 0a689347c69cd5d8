// Agglomeration over a sparse graph. Every story begins as a group of its own; edges carry the mean closeness
// of two groups, absent edges a closeness of zero. The heap holds candidate merges, best first; an entry
// whose groups are no longer alive is passed over. A merge joins the two edge lists, weighting by size.
#include "situate/grouping.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <queue>
#include <unordered_map>

#include "base/calendar.h"

namespace casus::situate {
namespace {

struct Weighted {
  std::uint32_t term = 0;
  float weight = 0;
};

// Terms of all stories numbered by hash order, with tf-idf weights of unit length.
struct Vectors {
  std::vector<std::vector<Weighted>> of;       // by story; by term
  std::vector<std::vector<std::uint32_t>> in;  // by term: stories that have it, ascending
};

Vectors weigh(const std::vector<const StoryPoint*>& stories, const GroupingOptions& options) {
  std::vector<TermHash> hashes;
  for (const StoryPoint* story : stories) {
    for (const Term& term : story->terms) hashes.push_back(term.hash);
  }
  std::sort(hashes.begin(), hashes.end());
  std::vector<TermHash> known;
  std::vector<std::uint32_t> spread;
  const double total = static_cast<double>(stories.size());
  for (std::size_t i = 0; i < hashes.size();) {
    std::size_t end = i;
    while (end < hashes.size() && hashes[end] == hashes[i]) ++end;
    const std::size_t count = end - i;
    if (count > 1 && static_cast<double>(count) <= std::max(10.0, options.everywhere * total)) {
      known.push_back(hashes[i]);
      spread.push_back(static_cast<std::uint32_t>(count));
    }
    i = end;
  }

  Vectors out;
  out.of.resize(stories.size());
  out.in.resize(known.size());
  for (std::size_t s = 0; s < stories.size(); ++s) {
    double length = 0;
    const double lone = options.few / (options.few + total);
    for (const Term& term : stories[s]->terms) {
      const auto found = std::lower_bound(known.begin(), known.end(), term.hash);
      if (found == known.end() || *found != term.hash) {
        const double weight = lone * std::log(total + 1) * (1 + std::log(static_cast<double>(term.count)));
        length += weight * weight;
        continue;
      }
      const auto index = static_cast<std::uint32_t>(found - known.begin());
      // + 1: in a feed of a few stories a term of all of them still counts a little.
      const double weight =
          std::log((total + 1) / spread[index]) * (1 + std::log(static_cast<double>(term.count)));
      out.of[s].push_back({index, static_cast<float>(weight)});
      length += weight * weight;
    }
    if (length <= 0) continue;
    const auto scale = static_cast<float>(1 / std::sqrt(length));
    for (Weighted& one : out.of[s]) {
      one.weight *= scale;
      out.in[one.term].push_back(static_cast<std::uint32_t>(s));
    }
  }
  return out;
}

double closeness(const std::vector<Weighted>& a, const std::vector<Weighted>& b) {
  double sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].term < b[j].term) {
      ++i;
    } else if (b[j].term < a[i].term) {
      ++j;
    } else {
      sum += static_cast<double>(a[i++].weight) * static_cast<double>(b[j++].weight);
    }
  }
  return sum;
}

struct Group {
  std::vector<std::uint32_t> stories;
  std::map<std::uint32_t, double> near;  // group -> mean closeness
  std::optional<base::Date> first, last;
  bool alive = true;
};

struct Candidate {
  double closeness = 0;
  std::uint32_t a = 0;  // the smaller group number
  std::uint32_t b = 0;
  bool operator<(const Candidate& other) const {  // std::priority_queue takes the largest
    if (closeness != other.closeness) return closeness < other.closeness;
    if (a != other.a) return a > other.a;
    return b > other.b;
  }
};

bool too_far(const Group& a, const Group& b, int days) {
  if (days <= 0 || !a.first || !b.first) return false;
  return base::days_between(std::min(*a.first, *b.first), std::max(*a.last, *b.last)) > days;
}

}  // namespace

std::vector<std::size_t> group(const std::vector<StoryPoint>& stories, const GroupingOptions& options) {
  // By id: nothing below depends on the order given.
  std::vector<std::size_t> order(stories.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return stories[a].id < stories[b].id; });
  std::vector<const StoryPoint*> sorted;
  sorted.reserve(stories.size());
  for (const std::size_t i : order) sorted.push_back(&stories[i]);

  const Vectors vectors = weigh(sorted, options);
  std::vector<Group> groups(sorted.size());
  std::priority_queue<Candidate> heap;
  std::vector<std::uint32_t> seen(sorted.size(), 0);
  for (std::uint32_t s = 0; s < sorted.size(); ++s) {
    groups[s].stories = {s};
    groups[s].first = groups[s].last = base::parse_date(sorted[s]->published);
    for (const Weighted& one : vectors.of[s]) {
      const auto& others = vectors.in[one.term];
      if (others.size() > options.common) continue;
      for (const std::uint32_t other : others) {
        if (other >= s) break;
        if (seen[other] == s + 1) continue;
        seen[other] = s + 1;
        const double close = closeness(vectors.of[s], vectors.of[other]);
        if (close < options.closeness / 8) continue;  // too little to matter in any mean
        groups[s].near.emplace(other, close);
        groups[other].near.emplace(s, close);
        if (close >= options.closeness) heap.push({close, other, s});
      }
    }
  }

  while (!heap.empty()) {
    const Candidate best = heap.top();
    heap.pop();
    if (!groups[best.a].alive || !groups[best.b].alive) continue;
    if (too_far(groups[best.a], groups[best.b], options.farthest_days)) continue;
    const auto merged = static_cast<std::uint32_t>(groups.size());
    groups.emplace_back();
    Group& a = groups[best.a];
    Group& b = groups[best.b];
    Group& joined = groups.back();
    a.alive = b.alive = false;
    joined.stories = a.stories;
    joined.stories.insert(joined.stories.end(), b.stories.begin(), b.stories.end());
    joined.first = !a.first ? b.first : !b.first ? a.first : std::min(*a.first, *b.first);
    joined.last = !a.last ? b.last : !b.last ? a.last : std::max(*a.last, *b.last);
    const auto size_a = static_cast<double>(a.stories.size());
    const auto size_b = static_cast<double>(b.stories.size());
    const auto blend = [&](const Group& from, double size) {
      for (const auto& [other, close] : from.near) {
        if (groups[other].alive) joined.near[other] += close * size / (size_a + size_b);
      }
    };
    blend(a, size_a);
    blend(b, size_b);
    for (const auto& [other, close] : joined.near) {
      groups[other].near.emplace(merged, close);
      if (close >= options.closeness) heap.push({close, other, merged});
    }
    a.near.clear();
    b.near.clear();
  }

  std::vector<std::size_t> out(stories.size());
  for (const Group& one : groups) {
    if (!one.alive) continue;
    const std::uint32_t first = *std::min_element(one.stories.begin(), one.stories.end());
    for (const std::uint32_t story : one.stories) out[order[story]] = order[first];
  }
  return out;
}

}  // namespace casus::situate
