// Two procedures of the reference, oddities kept, because sentence starts and heads hang on them.
//
// Edges. A token's edges are the outermost tokens of its subtree. They are found in passes over the tokens,
// each pass carrying edges from children to heads, first from left to right, then back. A projective tree is
// done in one; otherwise passes go on until every head lies within its sentence, at most twelve. A sentence
// starts at the left edge of each root.
//
// Crossing arcs. A decorated relation "relcl||dobj" says that the token belongs to the nearest dobj below the
// head it has. Tokens are taken from left to right; the search runs breadth first over the children as they
// are by then. Children outside the edges, which were found before any token moved, are not seen; nor is
// white space.
#include "annotate/tree.h"

#include <algorithm>
#include <numeric>

namespace casus::annotate {
namespace {

constexpr int most_passes = 12;

}  // namespace

std::optional<ArcLabel> parse_arc_label(const std::string& name) {
  const std::size_t bar = name.find("||");
  const auto dep = document::find_dep(name.substr(0, bar));
  if (!dep || *dep == document::Dep::none) return std::nullopt;
  if (bar == std::string::npos) return ArcLabel{*dep, std::nullopt};
  const auto of_head = document::find_dep(name.substr(bar + 2));
  if (!of_head || *of_head == document::Dep::none) return std::nullopt;
  return ArcLabel{*dep, of_head};
}

// One pass; true where every head lies within its sentence.
bool Tree::spread_edges(const std::vector<std::uint32_t>& head) {
  const auto count = static_cast<std::uint32_t>(head.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    left_edge_[head[i]] = std::min(left_edge_[head[i]], left_edge_[i]);
    right_edge_[head[i]] = std::max(right_edge_[head[i]], right_edge_[i]);
  }
  for (std::uint32_t i = count; i-- > 0;) {
    right_edge_[head[i]] = std::max(right_edge_[head[i]], right_edge_[i]);
    left_edge_[head[i]] = std::min(left_edge_[head[i]], left_edge_[i]);
  }
  starts_.assign(count, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (head[i] == i) starts_[left_edge_[i]] = 1;
  }
  std::uint32_t start = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!((i > 0 && starts_[i] != 0) || i == count - 1)) continue;
    // A head may also be the first token of the next sentence.
    for (std::uint32_t j = start; j < i; ++j) {
      if (head[j] < start || head[j] > i) return false;
    }
    start = i;
  }
  return true;
}

void Tree::find_edges(const std::vector<std::uint32_t>& head) {
  left_edge_.resize(head.size());
  std::iota(left_edge_.begin(), left_edge_.end(), 0U);
  right_edge_ = left_edge_;
  for (int pass = 0; pass < most_passes; ++pass) {
    if (spread_edges(head)) return;
  }
}

void Tree::index_children(const std::vector<std::uint32_t>& head) {
  const std::size_t count = head.size();
  child_start_.assign(count + 1, 0);
  for (std::size_t i = 0; i < count; ++i) {
    if (head[i] != i) ++child_start_[head[i] + 1];
  }
  std::partial_sum(child_start_.begin(), child_start_.end(), child_start_.begin());
  children_.resize(child_start_[count]);
  std::vector<std::uint32_t>& next = level_;
  next.assign(child_start_.begin(), child_start_.end() - 1);
  for (std::size_t i = 0; i < count; ++i) {
    if (head[i] != i) children_[next[head[i]]++] = static_cast<std::uint32_t>(i);
  }
  first_moved_.assign(count, 0);
  next_moved_.assign(count, 0);
}

// Children by position, within the edges.
void Tree::collect_children(std::uint32_t token, const std::vector<std::uint32_t>& head,
                            std::vector<std::uint32_t>& out) const {
  out.clear();
  const auto seen = [&](std::uint32_t child) {
    return head[child] == token && child >= left_edge_[token] && child <= right_edge_[token];
  };
  for (std::uint32_t i = child_start_[token]; i < child_start_[token + 1]; ++i) {
    if (seen(children_[i])) out.push_back(children_[i]);
  }
  if (first_moved_[token] == 0) return;
  for (std::uint32_t moved = first_moved_[token]; moved != 0; moved = next_moved_[moved - 1]) {
    if (seen(moved - 1)) out.push_back(moved - 1);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

std::optional<std::uint32_t> Tree::find_new_head(std::uint32_t token, document::Dep wanted,
                                                 const document::TokenColumns& columns,
                                                 const std::vector<std::uint8_t>& decorated,
                                                 const std::vector<std::uint8_t>& is_space) {
  level_.assign(1, columns.head[token]);
  while (!level_.empty()) {
    next_level_.clear();
    for (const std::uint32_t above : level_) {
      collect_children(above, columns.head, found_);
      for (const std::uint32_t child : found_) {
        if (is_space[child] != 0 || child == token) continue;
        if (columns.dep[child] == wanted && decorated[child] == 0) return child;
        next_level_.push_back(child);
      }
    }
    std::swap(level_, next_level_);
  }
  return std::nullopt;
}

void Tree::finish(const std::vector<std::uint32_t>& head, const std::vector<std::uint16_t>& label,
                  const std::vector<ArcLabel>& labels, const std::vector<std::uint8_t>& is_space,
                  document::Document& document) {
  document::TokenColumns& columns = document.tokens;
  const auto count = static_cast<std::uint32_t>(head.size());
  columns.head = head;
  columns.dep.resize(count);
  decorated_.assign(count, 0);
  bool any = false;
  for (std::uint32_t i = 0; i < count; ++i) {
    const ArcLabel& of = labels[label[i]];
    columns.dep[i] = head[i] == i ? document::Dep::root : of.dep;
    decorated_[i] = head[i] != i && of.of_head ? 1 : 0;
    any = any || decorated_[i] != 0;
  }
  find_edges(columns.head);
  if (any) {
    index_children(head);
    bool moved = false;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (decorated_[i] == 0) continue;
      const auto to = find_new_head(i, *labels[label[i]].of_head, columns, decorated_, is_space);
      decorated_[i] = 0;
      if (!to || *to == columns.head[i]) continue;
      columns.head[i] = *to;
      next_moved_[i] = first_moved_[*to];
      first_moved_[*to] = i + 1;
      moved = true;
    }
    if (moved) find_edges(columns.head);
  }
  columns.sentence_start = starts_;
}

}  // namespace casus::annotate
