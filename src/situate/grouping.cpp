// Agglomeration over a sparse graph. Every point begins as a group of its own; edges carry the mean closeness
// of two groups, absent edges a closeness of zero. The heap holds candidate merges, best first; an entry
// whose groups are no longer alive is passed over. A merge joins the two edge lists, weighting by size.
#include "situate/grouping.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <queue>
#include <unordered_map>

namespace casus::situate {
namespace {

using Index = std::uint32_t;

// By id: nothing depends on the order given.
std::vector<std::size_t> order_of(const std::vector<Point>& points) {
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return points[a].id < points[b].id; });
  return order;
}

// Calls `take(a, b, closeness)` for every pair a < b (in the order of ids) that shares a term and is not too
// far apart in time.
void for_each_pair(const std::vector<const Point*>& points, const Measure& measure,
                   const std::function<void(Index, Index, double)>& take) {
  std::unordered_map<TermHash, std::vector<std::pair<Index, float>>> index;
  std::vector<double> sums(points.size(), 0);
  std::vector<Index> touched;
  for (Index b = 0; b < points.size(); ++b) {
    touched.clear();
    for (const Weight& one : points[b]->weights) {
      auto& row = index[one.term];
      for (const auto& [a, weight] : row) {
        if (sums[a] <= 0) touched.push_back(a);
        sums[a] += static_cast<double>(weight) * static_cast<double>(one.weight);
      }
      row.emplace_back(b, one.weight);
    }
    std::sort(touched.begin(), touched.end());
    for (const Index a : touched) {
      const double close = faded(sums[a], *points[a], *points[b], measure);
      sums[a] = 0;
      if (close > 0) take(a, b, close);
    }
  }
}

struct Group {
  std::vector<Index> points;
  std::map<Index, double> near;  // group -> mean closeness
  std::optional<int> first, last;
  bool alive = true;
};

struct Candidate {
  double closeness = 0;
  Index a = 0;  // the smaller group number
  Index b = 0;
  bool operator<(const Candidate& other) const {  // std::priority_queue takes the largest
    if (closeness != other.closeness) return closeness < other.closeness;
    if (a != other.a) return a > other.a;
    return b > other.b;
  }
};

bool too_far(const Group& a, const Group& b, const Measure& measure) {
  if (!a.first || !b.first) return false;
  return std::max(*a.last, *b.last) - std::min(*a.first, *b.first) > measure.farthest_days;
}

bool share_a_key(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) return true;
    ++(a[i] < b[j] ? i : j);
  }
  return false;
}

std::vector<const Point*> sorted_points(const std::vector<Point>& points,
                                        const std::vector<std::size_t>& order) {
  std::vector<const Point*> sorted;
  sorted.reserve(points.size());
  for (const std::size_t i : order) sorted.push_back(&points[i]);
  return sorted;
}

}  // namespace

std::vector<std::size_t> group(const std::vector<Point>& points, const Measure& measure) {
  const std::vector<std::size_t> order = order_of(points);
  const std::vector<const Point*> sorted = sorted_points(points, order);
  std::vector<Group> groups(sorted.size());
  std::priority_queue<Candidate> heap;
  for (Index p = 0; p < sorted.size(); ++p) {
    groups[p].points = {p};
    groups[p].first = groups[p].last = sorted[p]->day;
  }
  for_each_pair(sorted, measure, [&](Index a, Index b, double close) {
    if (close < measure.closeness / 8) return;  // too little to matter in any mean
    groups[a].near.emplace(b, close);
    groups[b].near.emplace(a, close);
    if (close >= measure.closeness) heap.push({close, a, b});
  });

  while (!heap.empty()) {
    const Candidate best = heap.top();
    heap.pop();
    if (!groups[best.a].alive || !groups[best.b].alive) continue;
    if (too_far(groups[best.a], groups[best.b], measure)) continue;
    const auto merged = static_cast<Index>(groups.size());
    groups.emplace_back();
    Group& a = groups[best.a];
    Group& b = groups[best.b];
    Group& joined = groups.back();
    a.alive = b.alive = false;
    joined.points = a.points;
    joined.points.insert(joined.points.end(), b.points.begin(), b.points.end());
    joined.first = !a.first ? b.first : !b.first ? a.first : std::min(*a.first, *b.first);
    joined.last = !a.last ? b.last : !b.last ? a.last : std::max(*a.last, *b.last);
    const auto size_a = static_cast<double>(a.points.size());
    const auto size_b = static_cast<double>(b.points.size());
    const auto blend = [&](const Group& from, double size) {
      for (const auto& [other, close] : from.near) {
        if (groups[other].alive) joined.near[other] += close * size / (size_a + size_b);
      }
    };
    blend(a, size_a);
    blend(b, size_b);
    for (const auto& [other, close] : joined.near) {
      groups[other].near.emplace(merged, close);
      if (close >= measure.closeness) heap.push({close, other, merged});
    }
    a.near.clear();
    b.near.clear();
  }

  std::vector<std::size_t> out(points.size());
  for (const Group& one : groups) {
    if (!one.alive) continue;
    const Index first = *std::min_element(one.points.begin(), one.points.end());
    for (const Index p : one.points) out[order[p]] = order[first];
  }
  return out;
}

std::vector<std::size_t> connected(const std::vector<Point>& points, const Measure& measure) {
  const std::vector<std::size_t> order = order_of(points);
  const std::vector<const Point*> sorted = sorted_points(points, order);
  std::vector<std::vector<std::uint64_t>> keys;
  keys.reserve(sorted.size());
  for (const Point* point : sorted) keys.push_back(keys_of(*point, measure));
  std::vector<Index> parent(sorted.size());  // always the smallest of the part
  std::iota(parent.begin(), parent.end(), Index{0});
  const auto root = [&](Index p) {
    while (parent[p] != p) p = parent[p] = parent[parent[p]];
    return p;
  };
  for_each_pair(sorted, measure, [&](Index a, Index b, double close) {
    if (close < measure.closeness || !share_a_key(keys[a], keys[b])) return;
    const Index x = root(a), y = root(b);
    parent[std::max(x, y)] = std::min(x, y);
  });
  std::vector<std::size_t> out(points.size());
  for (Index p = 0; p < sorted.size(); ++p) out[order[p]] = order[root(p)];
  return out;
}

}  // namespace casus::situate
