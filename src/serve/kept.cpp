#include "serve/kept.h"

#include <algorithm>

namespace casus::serve {

std::optional<std::string> Kept::find(std::string_view tag) {
  const std::lock_guard lock(mutex_);
  const auto at =
      std::find_if(latest_.begin(), latest_.end(), [&](const auto& one) { return one.first == tag; });
  if (at == latest_.end()) return std::nullopt;
  latest_.splice(latest_.begin(), latest_, at);
  return latest_.front().second;
}

void Kept::keep(std::string tag, std::string body) {
  if (body.size() > most_bytes_ / 4) return;
  const std::lock_guard lock(mutex_);
  const bool there =
      std::any_of(latest_.begin(), latest_.end(), [&](const auto& one) { return one.first == tag; });
  if (there) return;
  bytes_ += body.size();
  latest_.emplace_front(std::move(tag), std::move(body));
  while (bytes_ > most_bytes_ || latest_.size() > 100) {
    bytes_ -= latest_.back().second.size();
    latest_.pop_back();
  }
}

}  // namespace casus::serve
