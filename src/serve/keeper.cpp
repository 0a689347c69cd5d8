#include "serve/keeper.h"

namespace casus::serve {

Keeper::Keeper(std::unique_ptr<ColumnsSource> source, const std::string& file,
               std::chrono::milliseconds follow)
    : follow_(follow),
      source_(std::move(source)),
      follower_(file, [this](std::shared_ptr<const Columns> columns, std::shared_ptr<const Across> across) {
        const std::lock_guard lock(mutex_);
        if (snapshot_ != nullptr && snapshot_->columns == columns) {
          show(std::move(columns), std::move(across));
        } else {
          early_ = {std::move(columns), std::move(across)};
        }
      }) {}

base::Result<std::unique_ptr<Keeper>> Keeper::open(const std::string& file,
                                                   std::chrono::milliseconds follow) {
  auto source = ColumnsSource::open(file);
  if (!source) return source.error();
  std::unique_ptr<Keeper> keeper(new Keeper(*std::move(source), file, follow));
  keeper->first_ = std::jthread([raw = keeper.get()] { raw->look(); });
  return keeper;
}

void Keeper::show(std::shared_ptr<const Columns> columns, std::shared_ptr<const Across> across) {
  snapshot_ = std::make_shared<const Snapshot>(std::move(columns), std::move(across), ++versions_);
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
  std::unique_lock looking(looking_, std::try_to_lock);
  const std::shared_ptr<const Snapshot> before = now();
  if (!looking.owns_lock()) return before ? before->seq : 0;
  auto changed = source_->changed();
  if (before != nullptr && changed && !*changed) return before->seq;
  base::Result<std::shared_ptr<const Columns>> fresh =
      changed ? source_->read(before ? before->columns.get() : nullptr) : changed.error();
  std::shared_ptr<const Across> across;
  if (fresh) across = follower_.follow(*fresh, follow_);
  const std::uint64_t number = ++reads_;
  looking.unlock();  // whoever sees the new snapshot may look for the next one at once
  const std::lock_guard lock(mutex_);
  if (fresh && number < shown_) return snapshot_->seq;
  if (fresh) {
    shown_ = number;
    if (early_.first == *fresh) across = early_.second;
    early_ = {};
    show(*std::move(fresh), std::move(across));
    trouble_.reset();
  } else {
    trouble_ = fresh.error();
  }
  ready_.notify_all();
  return snapshot_ ? snapshot_->seq : 0;
}

std::optional<base::Error> Keeper::trouble() const {
  const std::lock_guard lock(mutex_);
  return trouble_;
}

}  // namespace casus::serve
