#include "store/sqlite.h"

#include <cassert>
#include <filesystem>
#include <sqlite3.h>
#include <system_error>

namespace casus::store {

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Connection::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Statement& Statement::bind(std::string_view text) {
  // Never null: an empty text is not NULL.
  const int status = sqlite3_bind_text64(statement_.get(), next_++, text.data() == nullptr ? "" : text.data(),
                                         text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (wrong_ == SQLITE_OK) wrong_ = status;
  return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
  const int status = sqlite3_bind_blob64(
      statement_.get(), next_++, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
  if (wrong_ == SQLITE_OK) wrong_ = status;
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  const int status = sqlite3_bind_int64(statement_.get(), next_++, number);
  if (wrong_ == SQLITE_OK) wrong_ = status;
  return *this;
}

Statement& Statement::bind(double number) {
  const int status = sqlite3_bind_double(statement_.get(), next_++, number);
  if (wrong_ == SQLITE_OK) wrong_ = status;
  return *this;
}

Statement& Statement::bind_null() {
  const int status = sqlite3_bind_null(statement_.get(), next_++);
  if (wrong_ == SQLITE_OK) wrong_ = status;
  return *this;
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  next_ = 1;
  wrong_ = SQLITE_OK;
}

base::Result<bool> Statement::step() {
  int status = wrong_;
  if (status == SQLITE_OK) status = sqlite3_step(statement_.get());
  if (status == SQLITE_ROW) return true;
  if (status == SQLITE_DONE) {
    reset();
    return false;
  }
  base::Error error = connection_->error(status);
  reset();
  return error;
}

base::Result<void> Statement::run() {
  for (;;) {
    const auto more = step();
    if (!more) return more.error();
    if (!*more) return {};
  }
}

std::string Statement::text(int column) const {
  const auto* const text = sqlite3_column_text(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text), size);
}

std::string_view Statement::bytes(int column) const {
  const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }
int Statement::columns() const { return sqlite3_column_count(statement_.get()); }
bool Statement::null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

base::Result<std::unique_ptr<Connection>> Connection::open(const std::string& file, Access access,
                                                           const std::string& vfs) {
  auto connection = std::make_unique<Connection>();
  connection->file_ = file;
  sqlite3* handle = nullptr;
  const int flags =
      (access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int status = sqlite3_open_v2(file.c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str());
  connection->handle_.reset(handle);
  if (status != SQLITE_OK) return connection->error(status);
  sqlite3_busy_timeout(handle, 10'000);
  return connection;
}

void Connection::wait(int milliseconds) { sqlite3_busy_timeout(handle_.get(), milliseconds); }

base::Result<void> Connection::execute(const char* sql) {
  const int status = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (status != SQLITE_OK) return error(status);
  return {};
}

base::Result<Statement> Connection::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const int status = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (status != SQLITE_OK) return error(status);
  Statement statement;
  statement.statement_.reset(raw);
  statement.connection_ = this;
  return statement;
}

base::Result<void> Connection::prepare(std::span<const std::string_view> sql, std::span<Statement> into) {
  assert(sql.size() == into.size());
  for (std::size_t i = 0; i < sql.size(); ++i) {
    auto statement = prepare(sql[i]);
    if (!statement) return statement.error();
    into[i] = *std::move(statement);
  }
  return {};
}

base::Result<std::int64_t> Connection::number(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  const auto row = statement->step();
  if (!row) return row.error();
  return *row ? statement->number(0) : 0;
}

void Connection::run_until(std::chrono::steady_clock::time_point deadline) {
  deadline_ = deadline;
  if (deadline == std::chrono::steady_clock::time_point{}) {
    return sqlite3_progress_handler(handle_.get(), 0, nullptr, nullptr);
  }
  constexpr int steps = 2'000;  // some ten microseconds
  sqlite3_progress_handler(
      handle_.get(), steps,
      [](void* self) {
        return std::chrono::steady_clock::now() > static_cast<const Connection*>(self)->deadline_ ? 1 : 0;
      },
      this);
}

std::int64_t Connection::changes() const { return sqlite3_changes64(handle_.get()); }
std::int64_t Connection::last_key() const { return sqlite3_last_insert_rowid(handle_.get()); }
bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
bool Connection::read_only() const { return sqlite3_db_readonly(handle_.get(), "main") == 1; }

base::Result<void> Connection::copy_to(const std::string& file) {
  std::error_code status;
  if (std::filesystem::exists(file, status)) {
    return base::Error{.code = "exists",
                       .message = "there is a file of that name already",
                       .hint = "give another name, or move it away",
                       .file = file};
  }
  const std::string part = file + ".part";
  std::filesystem::remove(part, status);
  {
    auto to = open(part, Access::read_write);
    if (!to) return to.error();
    sqlite3* const target = (*to)->handle_.get();
    // Every page at once: nobody else writes the copy, and the read lock is short beside the writing.
    sqlite3_backup* const backup = sqlite3_backup_init(target, "main", handle_.get(), "main");
    if (backup == nullptr) return (*to)->error(sqlite3_errcode(target));
    const int copied = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (copied != SQLITE_DONE || finished != SQLITE_OK) {
      base::Error error = (*to)->error(finished != SQLITE_OK ? finished : copied);
      to->reset();
      std::filesystem::remove(part, status);
      error.file = file;
      return error;
    }
    // One file without a log beside it.
    if (auto plain = (*to)->execute("PRAGMA journal_mode = DELETE"); !plain) return plain;
  }
  std::filesystem::rename(part, file, status);
  if (status) {
    return base::Error{
        .code = "cannot_write", .message = "cannot write: " + status.message(), .hint = {}, .file = file};
  }
  return {};
}

base::Error Connection::error(int status) const {
  base::Error error;
  error.file = file_;
  error.code = "database_error";
  const char* const words = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(status);
  error.message = std::string("the database says: ") + words;
  switch (status & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      error.code = "database_locked";
      error.message = "another program is writing to the database";
      error.hint = "wait until it is done, or write to another file";
      break;
    case SQLITE_FULL:
      error.code = "database_full";
      error.message = "the disk is full";
      error.hint = "what was kept so far is whole; make room and run the same command again";
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      error.code = "database_read_only";
      error.message = "the database may not be written to";
      error.hint = "check the rights of the file and of its folder";
      break;
    case SQLITE_IOERR:
      error.code = "database_io";
      error.message = "the disk failed to read or write the database";
      error.hint = "what was kept so far is whole; when the disk is well, run the same command again";
      break;
    case SQLITE_CANTOPEN:
      error.code = "database_unreadable";
      error.message = "the database cannot be opened";
      error.hint = "does the folder exist, and may you write there?";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      error.code = "database_broken";
      error.message = "this is no SQLite database, or it is damaged";
      error.hint = "give another file to --db";
      break;
    case SQLITE_INTERRUPT:
      error.code = "query_time";
      error.message = "the question took too long";
      error.hint = "ask for less at once";
      break;
    default:
      break;
  }
  return error;
}

}  // namespace casus::store
