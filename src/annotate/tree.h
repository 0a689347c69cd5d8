// The parser's result made a finished tree: crossing arcs restored, sentence starts found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "document/document.h"
#include "document/labels.h"

namespace casus::annotate {

// A relation as the parser knows it: plain, or decorated with the relation of the head it would have if arcs
// could cross ("relcl||dobj").
struct ArcLabel {
  document::Dep dep = document::Dep::none;
  std::optional<document::Dep> of_head;
};
// "nsubj", "relcl||dobj"; nothing for unknown relations.
std::optional<ArcLabel> parse_arc_label(const std::string& name);

class Tree {
 public:
  // Reads:  `head` of each token (a root is its own head), the index into `labels` of its relation, and
  //         whether it is white space.
  // Writes: columns head, dep and sentence_start of `document`.
  // Cost:   linear; for each decorated relation, the subtree that is searched.
  void finish(const std::vector<std::uint32_t>& head, const std::vector<std::uint16_t>& label,
              const std::vector<ArcLabel>& labels, const std::vector<std::uint8_t>& is_space,
              document::Document& document);

 private:
  void find_edges(const std::vector<std::uint32_t>& head);
  bool spread_edges(const std::vector<std::uint32_t>& head);
  void index_children(const std::vector<std::uint32_t>& head);
  void collect_children(std::uint32_t token, const std::vector<std::uint32_t>& head,
                        std::vector<std::uint32_t>& out) const;
  std::optional<std::uint32_t> find_new_head(std::uint32_t token, document::Dep wanted,
                                             const document::TokenColumns& columns,
                                             const std::vector<std::uint8_t>& decorated,
                                             const std::vector<std::uint8_t>& is_space);

  std::vector<std::uint32_t> left_edge_;
  std::vector<std::uint32_t> right_edge_;
  std::vector<std::uint8_t> starts_;
  std::vector<std::uint32_t> child_start_;  // of the heads as the parser left them
  std::vector<std::uint32_t> children_;
  std::vector<std::uint32_t> first_moved_;  // tokens that found a new head, by it: + 1, 0 for none
  std::vector<std::uint32_t> next_moved_;
  std::vector<std::uint8_t> decorated_;
  std::vector<std::uint32_t> level_;
  std::vector<std::uint32_t> next_level_;
  std::vector<std::uint32_t> found_;
};

}  // namespace casus::annotate
