#include "serve/select.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>

namespace casus::serve {
namespace {

constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();

struct Named {
  std::string_view name;
  SortBy by;
};
constexpr std::array<Named, 8> orders = {{{"day", SortBy::day},
                                          {"published", SortBy::published},
                                          {"seq", SortBy::seq},
                                          {"confidence", SortBy::confidence},
                                          {"goldstein", SortBy::goldstein},
                                          {"score", SortBy::score},
                                          {"low", SortBy::low},
                                          {"high", SortBy::high}}};

bool has(Claim claim, SortBy by) {
  if (by == SortBy::day || by == SortBy::published || by == SortBy::seq) return true;
  const bool figure = by == SortBy::low || by == SortBy::high;
  return figure ? claim == Claim::toll : claim == Claim::event;
}

// Thousandths: scores are halves, confidences have two digits.
std::int64_t thousandths(float value) { return static_cast<std::int64_t>(value * 1000.0f); }

std::int64_t value_of(const Snapshot& snapshot, const Row& row, SortBy by) {
  switch (by) {
    case SortBy::day:
      return row.day == no_day ? last : row.day;
    case SortBy::published: {
      const Day day = snapshot.stories[row.story].published;
      return day == no_day ? last : day;
    }
    case SortBy::seq:
      return snapshot.stories[row.story].seq;
    case SortBy::confidence:
      return thousandths(row.confidence);
    case SortBy::goldstein:
      return thousandths(row.goldstein);
    case SortBy::score:
      return thousandths(row.score);
    case SortBy::low:
      return row.low == Row::no_figure ? last : row.low;
    case SortBy::high:
      return row.high == Row::no_figure ? last : row.high;
  }
  return last;
}

}  // namespace

std::optional<Order> find_order(Claim claim, std::string_view name) {
  const bool down = name.starts_with('-');
  for (const Named& order : orders) {
    if (name.substr(down ? 1 : 0) == order.name && has(claim, order.by)) return Order{order.by, down};
  }
  return std::nullopt;
}

std::string order_names(Claim claim) {
  std::string out;
  for (const Named& order : orders) {
    if (has(claim, order.by)) out += (out.empty() ? "" : ", ") + std::string(order.name);
  }
  return out;
}

Mark mark_of(const Snapshot& snapshot, const Row& row, Order order) {
  const std::int64_t value = value_of(snapshot, row, order.by);
  if (!order.down) return {value, row.key};
  return {value == last ? last : -value, -row.key};
}

namespace {

std::vector<std::uint32_t> all_matches(const Snapshot& snapshot, Claim claim, const Bound& bound) {
  const auto& rows = snapshot.of(claim);
  std::vector<std::uint32_t> out;
  if (bound.from() != no_day || bound.to() != no_day) {
    const auto& order = snapshot.by_day[static_cast<std::size_t>(claim)];
    const auto dated = [&](std::uint32_t row) {
      return rows[row].day == no_day ? last : std::int64_t{rows[row].day};
    };
    const auto begin = bound.from() == no_day
                           ? order.begin()
                           : std::partition_point(order.begin(), order.end(), [&](std::uint32_t row) {
                               return dated(row) < bound.from();
                             });
    const std::int64_t to = bound.to() == no_day ? last - 1 : std::int64_t{bound.to()};
    const auto end =
        std::partition_point(begin, order.end(), [&](std::uint32_t row) { return dated(row) <= to; });
    // A walk by day jumps about in memory; for most of the rows the straight way is faster.
    if (static_cast<std::size_t>(end - begin) < rows.size() / 4) {
      for (auto at = begin; at < end; ++at) {
        if (bound.holds(claim, *at)) out.push_back(*at);
      }
      return out;
    }
  }
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (bound.holds(claim, i)) out.push_back(i);
  }
  return out;
}

}  // namespace

std::vector<std::uint32_t> matches(const Snapshot& snapshot, Claim claim, const Bound& bound) {
  std::vector<std::uint32_t> out = all_matches(snapshot, claim, bound);
  if (!bound.once()) return out;
  std::unordered_map<std::uint32_t, std::uint32_t> kept;  // by the first telling
  for (const std::uint32_t row : out) {
    const std::uint32_t first = snapshot.first_of(claim, row);
    if (first == nowhere) continue;
    const auto [at, fresh] = kept.try_emplace(first, row);
    if (!fresh) at->second = std::min(at->second, row);
  }
  std::erase_if(out, [&](std::uint32_t row) {
    const std::uint32_t first = snapshot.first_of(claim, row);
    return first != nowhere && kept.at(first) != row;
  });
  return out;
}

Page page_of(const Snapshot& snapshot, Claim claim, const std::vector<std::uint32_t>& found, Order order,
             const std::optional<Mark>& after, std::size_t limit) {
  const auto& rows = snapshot.of(claim);
  // The smallest limit + 1 marks, kept as a heap with the largest on top.
  std::vector<std::pair<Mark, std::uint32_t>> heap;
  heap.reserve(limit + 2);
  // Later rows are mostly of later days: from the end that is asked for, few displace others.
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::uint32_t row = found[order.down ? found.size() - 1 - i : i];
    const Mark mark = mark_of(snapshot, rows[row], order);
    if (after && mark <= *after) continue;
    if (heap.size() > limit && !(mark < heap.front().first)) continue;
    heap.emplace_back(mark, row);
    std::push_heap(heap.begin(), heap.end());
    if (heap.size() > limit + 1) {
      std::pop_heap(heap.begin(), heap.end());
      heap.pop_back();
    }
  }
  std::sort_heap(heap.begin(), heap.end());
  Page page;
  page.more = heap.size() > limit;
  for (std::size_t i = 0; i < heap.size() && i < limit; ++i) page.rows.push_back(heap[i].second);
  return page;
}

const std::vector<std::string_view>& facet_names() {
  static const std::vector<std::string_view> names = {
      "event", "type",  "mode",      "cameo",  "status", "salience",  "context", "country",
      "place", "actor", "recipient", "source", "kind",   "situation", "incident"};
  return names;
}

namespace {

// Counts one facet: `add` some rows, as often as needed, then `finish`.
struct Counter {
  std::function<void(std::span<const std::uint32_t>)> add = [](std::span<const std::uint32_t>) {};
  std::function<void(std::vector<Counted>&)> finish = [](std::vector<Counted>&) {};
};

Counter counter_of(const Snapshot& snapshot, Claim claim, std::string_view facet) {
  const auto& rows = snapshot.of(claim);
  const Words& words = snapshot.words;
  // Counts rows by a number that `number` gives, 0 for none, and names the numbers with `name`.
  const auto count = [&rows](std::size_t size, auto number, auto name) {
    const auto counts = std::make_shared<std::vector<std::uint64_t>>(size, 0);
    return Counter{.add =
                       [&rows, counts, number](std::span<const std::uint32_t> some) {
                         for (const std::uint32_t row : some) ++(*counts)[number(rows[row])];
                       },
                   .finish =
                       [counts, name](std::vector<Counted>& out) {
                         for (std::size_t i = 1; i < counts->size(); ++i) {
                           if ((*counts)[i] > 0) out.push_back({std::string(name(i)), (*counts)[i]});
                         }
                       }};
  };
  const auto by_word = [&](auto of) {
    return count(words.size(), of, [&words](std::size_t i) { return words[static_cast<Word>(i)]; });
  };
  const auto* const seen = &snapshot;
  if (facet == "event" || facet == "type") {
    return count(
        256, [](const Row& row) { return row.type; }, [seen](std::size_t i) { return seen->types[i]; });
  }
  if (facet == "status") {
    return count(
        256, [seen, claim](const Row& row) { return seen->status_of(claim, seen->number_of(claim, row)); },
        [seen](std::size_t i) { return seen->statuses[i]; });
  }
  if (facet == "salience") {
    return count(
        3, [](const Row& row) { return row.type == 0    ? 0
                                       : row.background ? 2
                                                        : 1; },
        [](std::size_t i) { return i == 1 ? "main" : "background"; });
  }
  if (facet == "mode") return by_word([](const Row& row) { return row.mode; });
  if (facet == "cameo") return by_word([](const Row& row) { return row.cameo; });
  if (facet == "kind") return by_word([](const Row& row) { return row.kind; });
  if (facet == "country") {
    return by_word([seen](const Row& row) {
      return row.place == nowhere ? Words::none : seen->places[row.place].country;
    });
  }
  if (facet == "place") {
    return by_word(
        [seen](const Row& row) { return row.place == nowhere ? Words::none : seen->places[row.place].name; });
  }
  if (facet == "source") return by_word([seen](const Row& row) { return seen->stories[row.story].source; });
  if (facet == "situation")
    return by_word([seen](const Row& row) { return seen->stories[row.story].situation; });
  if (facet == "incident")
    return by_word([seen](const Row& row) { return seen->stories[row.story].incident; });
  if (facet == "context") {
    const auto counts = std::make_shared<std::array<std::uint64_t, 64>>();
    counts->fill(0);
    return {.add =
                [&rows, counts](std::span<const std::uint32_t> some) {
                  for (const std::uint32_t row : some) {
                    for (std::uint64_t left = rows[row].contexts; left != 0; left &= left - 1) {
                      ++(*counts)[static_cast<std::size_t>(std::countr_zero(left))];
                    }
                  }
                },
            .finish =
                [seen, counts](std::vector<Counted>& out) {
                  for (std::size_t i = 0; i < seen->contexts.size() && i < 64; ++i) {
                    if ((*counts)[i] > 0) out.push_back({seen->contexts[i], (*counts)[i]});
                  }
                }};
  }
  if (facet == "actor" || facet == "recipient") {
    const bool recipient = facet == "recipient";
    const auto counts = std::make_shared<std::vector<std::uint64_t>>(words.size(), 0);
    return {.add =
                [&rows, seen, counts, recipient](std::span<const std::uint32_t> some) {
                  for (const std::uint32_t row : some) {
                    Word before = Words::none;
                    for (std::uint32_t i = rows[row].first_role; i < rows[row].first_role + rows[row].roles;
                         ++i) {
                      if (seen->roles[i].recipient != recipient) continue;
                      const Word code = seen->actors[seen->roles[i].actor].code;
                      if (code != before) ++(*counts)[code];
                      before = code;
                    }
                  }
                },
            .finish =
                [&words, counts](std::vector<Counted>& out) {
                  for (std::size_t i = 1; i < counts->size(); ++i) {
                    if ((*counts)[i] > 0)
                      out.push_back({std::string(words[static_cast<Word>(i)]), (*counts)[i]});
                  }
                }};
  }
  return {};
}

}  // namespace

std::vector<std::vector<Counted>> facets_of(const Snapshot& snapshot, Claim claim,
                                            const std::vector<std::uint32_t>& found,
                                            const std::vector<std::string>& facets, std::size_t most) {
  std::vector<Counter> counters;
  for (const std::string& facet : facets) counters.push_back(counter_of(snapshot, claim, facet));
  constexpr std::size_t at_once = 2048;  // rows that stay in the cache from one facet to the next
  for (std::size_t begin = 0; begin < found.size(); begin += at_once) {
    const auto some = std::span(found).subspan(begin, std::min(at_once, found.size() - begin));
    for (const Counter& counter : counters) counter.add(some);
  }
  std::vector<std::vector<Counted>> out(facets.size());
  for (std::size_t i = 0; i < facets.size(); ++i) {
    counters[i].finish(out[i]);
    std::sort(out[i].begin(), out[i].end(), [](const Counted& a, const Counted& b) {
      return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    if (out[i].size() > most) out[i].resize(most);
  }
  return out;
}

}  // namespace casus::serve
