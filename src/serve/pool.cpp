#include "serve/pool.h"

#include "store/migrations.h"

namespace casus::serve {

base::Result<Pool::Lease> Pool::lend() {
  std::unique_ptr<store::Connection> connection;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      connection = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!connection) {
    auto opened = store::open_for_reading(file_);
    if (!opened) return opened.error();
    connection = *std::move(opened);
    // No statement writes, whatever it says; and no file is read on a page's word.
    if (auto done = connection->execute("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;"); !done) {
      return done.error();
    }
  }
  connection->run_until(std::chrono::steady_clock::now() + time_);
  return Lease(*this, std::move(connection));
}

void Pool::give_back(std::unique_ptr<store::Connection> connection) {
  connection->run_until({});
  const std::lock_guard lock(mutex_);
  if (idle_.size() < 16) idle_.push_back(std::move(connection));
}

}  // namespace casus::serve
