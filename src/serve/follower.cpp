#include "serve/follower.h"

#include <algorithm>
#include <sys/resource.h>
#include <utility>

#include "store/migrations.h"

namespace casus::serve {
namespace {

using Clock = std::chrono::steady_clock;

// Before a situation of more events, what was found so far is shown.
constexpr std::size_t large = 20'000;
constexpr auto longest_rest = std::chrono::seconds(60);

std::uint64_t mixed(std::uint64_t number) {
  number = (number ^ (number >> 31)) * 0x9e3779b97f4a7c15u;
  return (number ^ (number >> 29)) * 0xbf58476d1ce4e5b9u;
}

}  // namespace

Follower::Follower(std::string file, Later later) : file_(std::move(file)), later_(std::move(later)) {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Follower::~Follower() {
  thread_.request_stop();
  thread_.join();
}

std::vector<Follower::Situation> Follower::situations_of(const Columns& columns) {
  std::unordered_map<Word, Situation> all;
  for (const StoryRow& story : columns.stories) {
    if (story.situation == Words::none) continue;
    Situation& of = all[story.situation];
    // A sum, so that the order of the stories makes no difference.
    of.state += mixed(static_cast<std::uint64_t>(story.key) * 0x100000001b3u +
                      static_cast<std::uint64_t>(story.seq)) ^
                hash_of(columns.words[story.incident]);
    of.events += story.count[0];
  }
  std::vector<Situation> out;
  out.reserve(all.size());
  for (auto& [word, one] : all) {
    one.id = std::string(columns.words[word]);
    out.push_back(std::move(one));
  }
  return out;
}

std::shared_ptr<const Across> Follower::across(const Columns& columns, std::size_t behind) const {
  std::unordered_map<std::string, Facts> facts;
  for (const auto& [id, found] : found_) facts.emplace(id, found.facts);
  auto out = std::make_shared<Across>(across_of(columns, facts));
  out->behind = behind;
  return out;
}

std::shared_ptr<const Across> Follower::follow(const std::shared_ptr<const Columns>& columns,
                                               std::chrono::milliseconds patience) {
  std::vector<Situation> all = situations_of(*columns);
  std::unique_lock lock(mutex_);
  std::unordered_map<std::string, Found> still;
  std::vector<Situation> left;
  for (Situation& one : all) {
    const auto known = found_.find(one.id);
    const bool same = known != found_.end() && known->second.state == one.state;
    if (known != found_.end()) still.insert(found_.extract(known));
    if (!same) left.push_back(std::move(one));
  }
  found_ = std::move(still);  // what is no situation any more goes
  std::sort(left.begin(), left.end(), [](const Situation& a, const Situation& b) {
    return a.events != b.events ? a.events > b.events : a.id > b.id;  // the last is read first
  });
  wanted_ = columns;
  left_ = std::move(left);
  waited_for_ = true;
  changed_.notify_all();
  changed_.wait_for(lock, patience, [&] { return left_.empty(); });
  waited_for_ = false;
  return across(*columns, left_.size());
}

void Follower::run(const std::stop_token& stop) {
  // Those who ask come first. Of this thread alone: what Linux calls a process here is a thread.
  (void)setpriority(PRIO_PROCESS, 0, 10);
  std::unique_ptr<store::Connection> connection;
  bool shown = true;  // what was found is part of a snapshot
  Clock::time_point rest_until{};
  std::unique_lock lock(mutex_);
  const auto show = [&] {
    if (shown || waited_for_) return;
    const std::shared_ptr<const Columns> columns = wanted_;
    const std::shared_ptr<const Across> known = across(*columns, left_.size());
    shown = true;
    lock.unlock();
    later_(columns, known);
    lock.lock();
  };
  while (changed_.wait(lock, stop, [&] { return !left_.empty(); })) {
    if (stop.stop_requested()) return;
    const bool long_one = left_.back().events > large;
    if (long_one) show();
    if (left_.empty()) continue;
    if (long_one && Clock::now() < rest_until) {
      changed_.wait_until(lock, stop, rest_until,
                          [&] { return left_.empty() || left_.back().events <= large; });
      if (left_.empty() || (left_.back().events > large && Clock::now() < rest_until)) continue;
    }
    const Situation one = left_.back();
    const Clock::time_point begun = Clock::now();
    lock.unlock();
    Facts facts;
    if (connection == nullptr) {
      auto opened = store::open_for_reading(file_);
      if (opened) connection = *std::move(opened);
    }
    if (connection != nullptr) {
      const auto scene = inquire::load_scene(*connection, one.id);
      if (scene) facts = std::make_shared<const inquire::Facts>(inquire::facts_of(*scene));
    }
    lock.lock();
    if (one.events > large)
      rest_until = Clock::now() + std::min<Clock::duration>(Clock::now() - begun, longest_rest);
    // Where it cannot be read now, it is looked at again with the next change.
    if (facts != nullptr) {
      found_[one.id] = {one.state, std::move(facts)};
      shown = false;
    }
    const auto done = std::find_if(left_.begin(), left_.end(), [&](const Situation& other) {
      return other.id == one.id && other.state == one.state;
    });
    if (done != left_.end()) left_.erase(done);
    if (!left_.empty()) continue;
    changed_.notify_all();
    show();
  }
}

}  // namespace casus::serve
