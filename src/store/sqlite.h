// A thin hold on SQLite: handles that close themselves, statements that are prepared once, errors as Results.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace casus::store {

class Connection;

// One prepared statement. Parameters are bound in order; run() executes and resets it.
class Statement {
 public:
  Statement() = default;
  Statement& bind(std::string_view text);
  Statement& bind_blob(std::string_view bytes);
  Statement& bind(std::int64_t number);
  Statement& bind(double number);
  Statement& bind_null();
  // Null where the text is empty.
  Statement& bind_or_null(std::string_view text) { return text.empty() ? bind_null() : bind(text); }
  template <class T>
  Statement& bind(const std::optional<T>& value) {
    return value ? bind(*value) : bind_null();
  }

  base::Result<void> run();
  // For queries: true while there is a row. After the last row, or an error, the statement is reset.
  base::Result<bool> step();
  std::string text(int column) const;
  std::string_view bytes(int column) const;  // until the next step
  std::int64_t number(int column) const;
  double real(int column) const;
  bool null(int column) const;
  int columns() const;
  void reset();

 private:
  friend class Connection;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  Connection* connection_ = nullptr;
  int next_ = 1;
  int wrong_ = 0;  // first failure while binding
};

class Connection {
 public:
  enum class Access { read_write, read_only };
  // `vfs` names one that was registered with SQLite; "" is the system's own.
  static base::Result<std::unique_ptr<Connection>> open(const std::string& file, Access access,
                                                        const std::string& vfs = {});

  // How long to wait for another program that writes; 10 s unless told.
  void wait(int milliseconds);

  base::Result<void> execute(const char* sql);
  base::Result<Statement> prepare(std::string_view sql);
  // One statement for each, in their order; both have the same size.
  base::Result<void> prepare(std::span<const std::string_view> sql, std::span<Statement> into);
  base::Result<std::int64_t> number(std::string_view sql);
  // Statements that run on after this moment end with the error `query_time`. The limit stays until the next
  // call; a zero time point lifts it.
  void run_until(std::chrono::steady_clock::time_point deadline);
  std::int64_t changes() const;
  std::int64_t last_key() const;  // of the last row that was added
  bool in_transaction() const;
  bool read_only() const;  // the file or its folder may not be written to

  // Copies the database as it is to a new file, which is there as a whole or not at all, and on the disk.
  // Error `exists` where there is a file of that name.
  base::Result<void> copy_to(const std::string& file);

  // The error of the last call, in plain words: `database_locked`, `database_full`, `database_read_only`,
  // `database_unreadable`, `database_broken`, `query_time`, `database_io`, `database_error`.
  base::Error error(int status) const;
  const std::string& file() const { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::string file_;
  std::chrono::steady_clock::time_point deadline_{};
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace casus::store
