#include "annotate/weights.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casus::annotate {

using Json = nlohmann::json;

bool is_kernel_stride(std::size_t stride) {
  return std::find(std::begin(kernel_strides), std::end(kernel_strides), stride) != std::end(kernel_strides);
}

std::uint64_t NetworkNode::number(const std::string& key) const {
  const auto at = numbers.find(key);
  return at == numbers.end() ? 0 : at->second;
}

namespace {

void read_numbers(const Json& from, NetworkNode& node) {
  if (!from.is_object()) return;
  for (const auto& [key, value] : from.items()) {
    if (value.is_number_unsigned()) node.numbers[key] = value.get<std::uint64_t>();
  }
}

}  // namespace

base::Result<Network> Network::read(const ModelFile& file, const std::string& component) {
  Network out;
  out.file_ = &file;
  out.component_ = component;
  const Json json = Json::parse(file.text("network/" + component), nullptr, false);
  if (!json.is_object() || !json.contains("nodes") || !json["nodes"].is_array() || json["nodes"].empty()) {
    return out.broken("its nodes cannot be read");
  }
  for (const Json& from : json["nodes"]) {
    if (!from.is_object() || !from.contains("name") || !from["name"].is_string()) {
      return out.broken("a node has no name");
    }
    NetworkNode node;
    node.name = from["name"].get<std::string>();
    for (const char* group : {"dims", "refs", "attrs"}) {
      if (from.contains(group)) read_numbers(from[group], node);
    }
    if (from.contains("attrs") && from["attrs"].contains("columns")) {
      for (const Json& column : from["attrs"]["columns"]) {
        node.columns.push_back(column.is_string() ? column.get<std::string>() : std::string());
      }
    }
    if (from.contains("params") && from["params"].is_object()) {
      for (const auto& item : from["params"].items()) {
        const std::string& name = item.key();
        const Json& param = item.value();
        const auto wrong = [&] { return out.broken("weight " + name + " of " + node.name + " is wrong"); };
        if (!param.is_object() || !param.contains("shape") || !param["shape"].is_array() ||
            !param.contains("section") || !param["section"].is_string()) {
          return wrong();
        }
        const auto weights = file.section_as<float>(param["section"].get<std::string>());
        std::uint64_t size = 1;
        std::vector<std::uint64_t> shape;
        for (const Json& extent : param["shape"]) {
          if (!extent.is_number_unsigned()) return wrong();
          shape.push_back(extent.get<std::uint64_t>());
          if (shape.back() == 0 || shape.back() > weights.size()) return wrong();
          size *= shape.back();
          if (size > weights.size()) return wrong();
        }
        if (size != weights.size()) return wrong();
        node.params[name] = weights;
        node.shapes[name] = shape;
      }
    }
    out.nodes_.push_back(std::move(node));
  }
  return out;
}

std::vector<const NetworkNode*> Network::find(std::string_view name, const std::string& with) const {
  std::vector<const NetworkNode*> out;
  for (const NetworkNode& node : nodes_) {
    if (node.name == name && node.has(with)) out.push_back(&node);
  }
  return out;
}

const NetworkNode* Network::referred(const std::string& ref) const {
  const auto at = nodes_.front().numbers.find(ref);
  if (at == nodes_.front().numbers.end() || at->second >= nodes_.size()) return nullptr;
  return &nodes_[at->second];
}

std::optional<std::span<const float>> Network::weight(const NetworkNode& node, const std::string& param,
                                                      std::initializer_list<std::uint64_t> shape) {
  const auto at = node.shapes.find(param);
  if (at == node.shapes.end() ||
      !std::equal(at->second.begin(), at->second.end(), shape.begin(), shape.end())) {
    return std::nullopt;
  }
  return node.params.at(param);
}

}  // namespace casus::annotate
