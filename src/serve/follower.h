// Follows what becomes of things across the stories of each situation (the room inquire), aside from those
// who ask.
//
// A thread of its own, of low priority, reads the situations that changed since they were last read, small
// ones first, and finds what they say. Until it is through with one, what was found before holds, and where
// nothing was, claims stand as their own stories have them. A situation is read whole whenever a story of it
// comes, so that a huge one lags: between two readings of those the thread rests as long as it worked, at
// most a minute.
//
// Reads:  the tables of claims, through a connection of its own.   Writes: nothing.
// Cost:   what inquire::facts_of() and inquire::load_scene() do: about 60 microseconds an event.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "serve/across.h"
#include "serve/columns.h"

namespace casus::serve {

class Follower {
 public:
  // What was found after follow() had returned, with the columns it was found for. Called on the thread.
  using Later =
      std::function<void(std::shared_ptr<const Columns> columns, std::shared_ptr<const Across> across)>;

  Follower(std::string file, Later later);
  ~Follower();  // waits for the situation that is being read

  // What is known across the stories of these columns, as far as it is found within `patience`; the rest
  // comes later. Threads: one at a time.
  std::shared_ptr<const Across> follow(const std::shared_ptr<const Columns>& columns,
                                       std::chrono::milliseconds patience);

 private:
  struct Situation {
    std::string id;
    std::uint64_t state = 0;  // differs where a story of it came, went or changed
    std::size_t events = 0;
  };
  // What was found, and in which state the situation was.
  struct Found {
    std::uint64_t state = 0;
    Facts facts;
  };

  static std::vector<Situation> situations_of(const Columns& columns);
  void run(const std::stop_token& stop);
  std::shared_ptr<const Across> across(const Columns& columns, std::size_t behind) const;

  const std::string file_;
  const Later later_;
  mutable std::mutex mutex_;  // around what follows
  std::condition_variable_any changed_;
  std::shared_ptr<const Columns> wanted_;  // those of the last follow()
  std::vector<Situation> left_;            // of them, to be read
  bool waited_for_ = false;                // follow() has not returned
  std::unordered_map<std::string, Found> found_;
  std::jthread thread_;
};

}  // namespace casus::serve
