// Read-only connections to the database, one for each question under way.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"

namespace casus::serve {

class Pool {
 public:
  Pool(std::string file, std::chrono::milliseconds time) : file_(std::move(file)), time_(time) {}

  // A connection lent; it goes back by itself. Statements on it end with `query_time` once the time of a
  // question is over.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<store::Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_) pool_->give_back(std::move(connection_));
    }
    store::Connection& operator*() { return *connection_; }
    store::Connection* operator->() { return connection_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<store::Connection> connection_;
  };

  base::Result<Lease> lend();

 private:
  void give_back(std::unique_ptr<store::Connection> connection);

  const std::string file_;
  const std::chrono::milliseconds time_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<store::Connection>> idle_;
};

}  // namespace casus::serve
