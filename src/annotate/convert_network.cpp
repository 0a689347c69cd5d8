#include "annotate/convert_network.h"

#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>

#include "annotate/lexeme.h"
#include "annotate/msgpack.h"

namespace casus::annotate {
namespace {

using Json = nlohmann::json;
using msgpack::Kind;
using msgpack::Value;

static_assert(std::endian::native == std::endian::little, "the model file is little-endian");

base::Error error(const std::string& file, std::string message) {
  return {.code = "package_content", .message = "unexpected content: " + std::move(message), .file = file};
}

// A value as JSON, or nothing where it is binary or nested beyond what attributes are.
std::optional<Json> plain(const Value& value) {
  switch (value.kind()) {
    case Kind::nil:
      return Json();
    case Kind::boolean:
      return Json(value.boolean());
    case Kind::integer:
      return Json(value.integer());
    case Kind::real:
      return Json(value.real());
    case Kind::bytes:
      return Json(std::string(value.bytes()));
    case Kind::array: {
      Json out = Json::array();
      for (const Value& item : value.items()) {
        auto element = plain(item);
        if (!element) return std::nullopt;
        out.push_back(*std::move(element));
      }
      return out;
    }
    case Kind::map:
      return std::nullopt;
  }
  return std::nullopt;
}

// A parameter array: a map of binary keys nd, type, kind, shape, data.
struct Array {
  std::vector<std::uint64_t> shape;
  std::string_view data;
};

std::optional<Array> read_array(const Value& value) {
  const Value* type = value.find("type");
  const Value* shape = value.find("shape");
  const Value* data = value.find("data");
  if (type == nullptr || shape == nullptr || data == nullptr || type->bytes() != "<f4") return std::nullopt;
  Array out;
  out.data = data->bytes();
  std::uint64_t size = sizeof(float);
  for (const Value& extent : shape->items()) {
    const std::uint64_t n = extent.unsigned_integer();
    if (n > out.data.size()) return std::nullopt;
    size *= n;
    out.shape.push_back(n);
  }
  if (size != out.data.size()) return std::nullopt;
  return out;
}

}  // namespace

base::Result<void> convert_network(const Package& package, const std::string& component,
                                   ModelFileWriter& writer) {
  const std::string file = component + "/model";
  auto bytes = package.read(file);
  if (!bytes) return bytes.error();
  auto model = msgpack::read(*bytes);
  if (!model) return error(file, model.error().to_string());
  const Value* nodes = model->find("nodes");
  const Value* attrs = model->find("attrs");
  const Value* params = model->find("params");
  if (nodes == nullptr || attrs == nullptr || params == nullptr ||
      attrs->items().size() != nodes->items().size() || params->items().size() != nodes->items().size()) {
    return error(file, "its lists of nodes, attributes and parameters do not match");
  }

  Json list = Json::array();
  for (std::size_t i = 0; i < nodes->items().size(); ++i) {
    Json node = {{"dims", Json::object()},
                 {"refs", Json::object()},
                 {"attrs", Json::object()},
                 {"params", Json::object()}};
    const Value& from = nodes->items()[i];
    const Value* node_name = from.find("name");
    if (node_name == nullptr) return error(file, "a node has no name");
    node["name"] = std::string(node_name->bytes());
    for (const char* key : {"dims", "refs"}) {
      const Value* map = from.find(key);
      if (map == nullptr) continue;
      for (std::size_t k = 0; k < map->size(); ++k) {
        if (map->value(k).is(Kind::integer)) {
          node[key][std::string(map->key(k).bytes())] = map->value(k).integer();
        }
      }
    }
    // Each attribute is MessagePack again, packed as binary.
    const Value& node_attrs = attrs->items()[i];
    for (std::size_t k = 0; k < node_attrs.size() && node_attrs.is(Kind::map); ++k) {
      auto attribute = msgpack::read(node_attrs.value(k).bytes());
      if (!attribute) continue;
      if (auto json = plain(*attribute)) node["attrs"][std::string(node_attrs.key(k).bytes())] = *json;
    }
    const Value& node_params = params->items()[i];
    for (std::size_t k = 0; k < node_params.size() && node_params.is(Kind::map); ++k) {
      if (node_params.value(k).is(Kind::nil)) continue;
      const std::string name(node_params.key(k).bytes());
      const auto array = read_array(node_params.value(k));
      if (!array) return error(file, "parameter " + name + " is no array of floats");
      const std::string section = "weights/" + component + "/" + std::to_string(i) + "/" + name;
      node["params"][name] = {{"shape", array->shape}, {"section", section}};
      writer.add(section, std::string(array->data));
    }
    list.push_back(std::move(node));
  }
  writer.add("network/" + component, Json{{"nodes", list}}.dump());
  return {};
}

base::Result<void> convert_moves(const Package& package, const std::string& component,
                                 ModelFileWriter& writer) {
  const std::string file = component + "/moves";
  auto bytes = package.read(file);
  if (!bytes) return bytes.error();
  auto all = msgpack::read(*bytes);
  if (!all) return error(file, all.error().to_string());
  const Value* moves = all->find("moves");
  if (moves == nullptr || !Json::accept(moves->bytes())) return error(file, "there are no moves in it");
  writer.add("moves/" + component, std::string(moves->bytes()));
  return {};
}

base::Result<void> convert_vectors(const Package& package, ModelFileWriter& writer) {
  if (!package.has("vocab/vectors")) return {};
  auto bytes = package.read("vocab/vectors");
  if (!bytes) return bytes.error();
  // A .npy file, version 1: magic, two bytes of version, u16 length of the header, the header, the numbers.
  const std::string file = "vocab/vectors";
  if (bytes->size() < 10 || bytes->substr(0, 6) != "\x93NUMPY" || (*bytes)[6] != 1) {
    return error(file, "it is no .npy file of version 1");
  }
  const std::size_t header_size = 10 + (static_cast<unsigned char>((*bytes)[8]) |
                                        std::size_t{static_cast<unsigned char>((*bytes)[9])} << 8);
  if (bytes->size() < header_size) return error(file, "it is cut off");
  const std::string header = bytes->substr(10, header_size - 10);
  unsigned long long rows = 0;
  unsigned long long width = 0;
  const std::size_t shape = header.find("'shape': (");
  if (shape == std::string::npos ||
      std::sscanf(header.c_str() + shape, "'shape': (%llu, %llu)", &rows, &width) != 2) {
    return error(file, "its header has no shape");
  }
  if (rows == 0) return {};
  if (header.find("'<f4'") == std::string::npos || header.find("False") == std::string::npos || width == 0 ||
      rows > bytes->size() || width > bytes->size() ||
      bytes->size() - header_size != rows * width * sizeof(float)) {
    return error(file, "it is no array of floats in rows");
  }

  auto keys_bytes = package.read("vocab/key2row");
  if (!keys_bytes) return keys_bytes.error();
  auto map = msgpack::read(*keys_bytes);
  if (!map || !map->is(Kind::map)) return error("vocab/key2row", "it is no map");
  std::vector<std::pair<StringId, std::int32_t>> pairs;
  pairs.reserve(map->size());
  for (std::size_t i = 0; i < map->size(); ++i) {
    const std::int64_t row = map->value(i).integer();
    if (row < 0) continue;  // a word without a vector
    if (!map->key(i).is(Kind::integer) || static_cast<std::uint64_t>(row) >= rows) {
      return error("vocab/key2row", "a row lies outside the vectors");
    }
    pairs.emplace_back(map->key(i).unsigned_integer(), static_cast<std::int32_t>(row));
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<StringId> keys;
  std::vector<std::int32_t> key_rows;
  std::vector<std::uint32_t> buckets(65537, 0);
  for (const auto& [key, row] : pairs) {
    keys.push_back(key);
    key_rows.push_back(row);
    ++buckets[(key >> 48) + 1];
  }
  for (std::size_t i = 1; i < buckets.size(); ++i) buckets[i] += buckets[i - 1];

  const std::vector<std::uint64_t> extents = {rows, width};
  writer.add_array<StringId>("vectors/keys", keys);
  writer.add_array<std::int32_t>("vectors/rows", key_rows);
  writer.add_array<std::uint32_t>("vectors/buckets", buckets);
  writer.add_array<std::uint64_t>("vectors/shape", extents);
  writer.add("vectors/data", bytes->substr(header_size));
  return {};
}

}  // namespace casus::annotate
