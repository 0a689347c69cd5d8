#include "serve/keeper.h"

namespace casus::serve {

base::Result<std::unique_ptr<Keeper>> Keeper::open(const std::string& file) {
  auto source = SnapshotSource::open(file);
  if (!source) return source.error();
  std::unique_ptr<Keeper> keeper(new Keeper(*std::move(source)));
  keeper->first_ = std::jthread([raw = keeper.get()] { raw->look(); });
  return keeper;
}

base::Result<std::shared_ptr<const Snapshot>> Keeper::current(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  ready_.wait_for(lock, patience, [&] { return snapshot_ != nullptr || trouble_; });
  if (snapshot_ != nullptr) return snapshot_;
  if (trouble_) return *trouble_;
  return base::Error{.code = "busy", .message = "the database is still being read; try again in a moment"};
}

std::shared_ptr<const Snapshot> Keeper::now() const {
  const std::lock_guard lock(mutex_);
  return snapshot_;
}

std::int64_t Keeper::look() {
  const std::shared_ptr<const Snapshot> before = now();
  base::Result<std::shared_ptr<const Snapshot>> fresh = before;
  {
    const std::unique_lock looking(looking_, std::try_to_lock);
    if (!looking.owns_lock()) return before ? before->seq : 0;
    auto changed = source_->changed();
    if (before != nullptr && changed && !*changed) return before->seq;
    if (changed) {
      fresh = source_->read(before.get());
    } else {
      fresh = std::move(changed).error();
    }
  }
  // Whoever sees the new snapshot may look for the next one at once.
  const std::lock_guard lock(mutex_);
  if (!fresh) {
    trouble_ = fresh.error();
  } else if (snapshot_ == nullptr || (*fresh)->version > snapshot_->version) {
    snapshot_ = *std::move(fresh);
    trouble_.reset();
  }
  ready_.notify_all();
  return snapshot_ ? snapshot_->seq : 0;
}

std::optional<base::Error> Keeper::trouble() const {
  const std::lock_guard lock(mutex_);
  return trouble_;
}

}  // namespace casus::serve
