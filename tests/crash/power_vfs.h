// A disk in memory that SQLite writes to, and that can lose its power or fail.
//
// What was written and not yet synced may be there after a power failure or not, in any order and in pieces
// of 512 bytes; what was synced is there. Creating and deleting files is there at once. One process; threads
// one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace casus::power {

struct Change {
  std::uint64_t offset = 0;
  std::string bytes;
  bool truncate = false;  // to `offset`
};

struct File {
  std::string synced, now;
  std::vector<Change> pending;
  std::vector<std::unique_ptr<char[]>> shared_memory;
  int readers = 0;  // locks on the whole file
  const void* writer = nullptr;
  const void* pending_writer = nullptr;
  const void* exclusive = nullptr;
  int shared_locks[8] = {};  // of the shared memory: -1 exclusive
};

enum class Fault { none, power, io_error, full };

// How unsynced writes fare in a power failure.
enum class Loss { all_lost, some_kept_in_any_order, torn };

class Disk {
 public:
  // Registers the disk with SQLite under that name. It must outlive every connection.
  explicit Disk(std::string name);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  const std::string& name() const { return name_; }

  // The fault strikes at the `at`-th call that changes something (write, sync, truncate, deletion), from 1;
  // reads fail afterwards too where the power is gone. `lasting`: all later calls fail as well.
  void plan(Fault fault, std::uint64_t at, bool lasting);
  std::uint64_t calls() const { return calls_; }
  bool struck() const { return struck_; }

  // The power is gone: unsynced changes are lost in that way. Every connection must be closed.
  void lose_power(Loss loss, std::mt19937& random);

  // Files that are there may only be read.
  void protect(bool read_only) { read_only_ = read_only; }
  bool read_only() const { return read_only_; }

  // As files of the system.
  void write_out(const std::string& file, const std::string& to) const;

  // For the functions that SQLite calls.
  bool fails(bool changes);
  Fault fault() const { return fault_; }
  std::map<std::string, File> files;

 private:
  struct Registration;
  std::string name_;
  std::unique_ptr<Registration> registration_;
  Fault fault_ = Fault::none;
  std::uint64_t at_ = 0, calls_ = 0;
  bool lasting_ = false, struck_ = false, read_only_ = false;
};

}  // namespace casus::power
