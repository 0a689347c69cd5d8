// A component's part of the model file, read and checked: its nodes, its weights, and weights laid out for
// the kernels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/kernels.h"
#include "annotate/model_file.h"
#include "base/result.h"

namespace casus::annotate {

// Memory for the kernels begins at a cache line.
template <class T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  CacheLineAllocator() = default;
  template <class U>
  CacheLineAllocator(const CacheLineAllocator<U>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), alignment)); }
  void deallocate(T* memory, std::size_t) { ::operator delete(memory, alignment); }
  bool operator==(const CacheLineAllocator&) const { return true; }
};
using Floats = std::vector<float, CacheLineAllocator<float>>;

// Grows `floats` to at least `count`; never shrinks.
inline void make_room(Floats& floats, std::size_t count) {
  if (floats.size() < count) floats.resize(count);
}

// The least multiple of `step` that is not below `value`.
constexpr std::size_t rounded_up(std::size_t value, std::size_t step) {
  return (value + step - 1) / step * step;
}

// True where a kernel for left matrices with rows of `stride` floats exists.
bool is_kernel_stride(std::size_t stride);

// One node of a component (docs/formats/model.md): its name, dimensions and attributes.
struct NetworkNode {
  std::string name;
  std::map<std::string, std::uint64_t> numbers;  // dims, refs and numeric attributes
  std::vector<std::string> columns;              // of extract_features
  std::map<std::string, std::span<const float>> params;
  std::map<std::string, std::vector<std::uint64_t>> shapes;  // of params

  std::uint64_t number(const std::string& key) const;  // 0 where there is none
  bool has(const std::string& param) const { return params.contains(param); }
};

// The nodes of one component. Views into the model file, which must outlive it.
class Network {
 public:
  // Error `model_content`, also where a weight has not the size of its shape.
  static base::Result<Network> read(const ModelFile& file, const std::string& component);

  const std::vector<NetworkNode>& nodes() const { return nodes_; }
  // Nodes of this name, in order; `with` restricts to those that have this parameter.
  std::vector<const NetworkNode*> find(std::string_view name, const std::string& with) const;
  // The node that attribute `ref` of the first node names, or nullptr.
  const NetworkNode* referred(const std::string& ref) const;
  // The parameter, if it has this shape.
  static std::optional<std::span<const float>> weight(const NetworkNode& node, const std::string& param,
                                                      std::initializer_list<std::uint64_t> shape);

  base::Error broken(const std::string& message) const { return file_->broken(component_ + ": " + message); }

 private:
  const ModelFile* file_ = nullptr;
  std::string component_;
  std::vector<NetworkNode> nodes_;
};

// The right matrix of Kernels::multiply and its bias; columns beyond the given ones are zero.
struct PackedMatrix {
  Floats weights;
  Floats bias;
  std::size_t inputs = 0;
  std::size_t columns = 0;  // a multiple of column_multiple

  // `row_of(c)` is the row of `from` (rows of `inputs` floats) that becomes column c.
  template <class RowOf>
  static PackedMatrix pack(const Kernels& kernels, std::span<const float> from, std::size_t inputs,
                           std::size_t columns, RowOf row_of) {
    PackedMatrix out;
    out.inputs = inputs;
    out.columns = rounded_up(columns, column_multiple);
    out.weights.assign(inputs * out.columns, 0.0F);
    out.bias.assign(out.columns, 0.0F);
    const std::size_t panel = kernels.panel;
    for (std::size_t c = 0; c < columns; ++c) {
      const float* row = from.data() + row_of(c) * inputs;
      float* to = out.weights.data() + c / panel * inputs * panel + c % panel;
      for (std::size_t k = 0; k < inputs; ++k) to[k * panel] = row[k];
    }
    return out;
  }
};

}  // namespace casus::annotate
