#include "annotate/tagger.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace casus::annotate {

base::Result<Tagger> Tagger::read(const ModelFile& file, std::size_t input_width, const Kernels& kernels) {
  auto network = Network::read(file, "tagger");
  if (!network) return network.error();
  const auto meta = nlohmann::json::parse(file.text("meta.json"), nullptr, false);
  if (!meta.is_object() || !meta.contains("labels") || !meta["labels"].is_object() ||
      !meta["labels"].contains("tagger")) {
    return network->broken("it has no list of tags");
  }
  Tagger out;
  out.kernels_ = &kernels;
  out.input_width_ = input_width;
  for (const auto& label : meta["labels"]["tagger"]) {
    const auto tag = label.is_string() ? document::find_tag(label.get<std::string>()) : std::nullopt;
    if (!tag || *tag == document::Tag::none) return network->broken("unknown tag " + label.dump());
    out.tags_.push_back(*tag);
  }
  const auto nodes = network->find("softmax", "W");
  if (nodes.size() != 1 || out.tags_.empty()) return network->broken("its output cannot be found");
  const auto weights = Network::weight(*nodes[0], "W", {out.tags_.size(), input_width});
  const auto bias = Network::weight(*nodes[0], "b", {out.tags_.size()});
  if (!weights || !bias) return network->broken("its output has the wrong shape");
  out.output_ =
      PackedMatrix::pack(kernels, *weights, input_width, out.tags_.size(), [](std::size_t c) { return c; });
  std::fill(out.output_.bias.begin(), out.output_.bias.end(), -std::numeric_limits<float>::infinity());
  std::copy(bias->begin(), bias->end(), out.output_.bias.begin());
  return out;
}

void Tagger::tag(const float* rows, std::size_t count, Floats& scores,
                 std::vector<document::Tag>& out) const {
  make_room(scores, (count + row_slack) * output_.columns);
  kernels_->multiply(rows, input_width_, count, output_.weights.data(), output_.inputs, output_.columns,
                     output_.bias.data(), scores.data(), output_.columns);
  out.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t best = kernels_->first_highest(scores.data() + i * output_.columns, output_.columns);
    out[i] = tags_[best < tags_.size() ? best : 0];
  }
}

}  // namespace casus::annotate
