#include "power_vfs.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sqlite3.h>

namespace casus::power {
namespace {

struct Handle {
  sqlite3_file base;
  Disk* disk;
  std::string* name;  // owned
  int level;
  std::uint32_t shm_shared, shm_exclusive;  // bits
};

Handle& handle_of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
File& file_of(Handle& handle) { return handle.disk->files[*handle.name]; }

int failure(const Disk& disk, int io_error) { return disk.fault() == Fault::full ? SQLITE_FULL : io_error; }

void put_into(std::string& bytes, const Change& change) {
  if (change.truncate) {
    bytes.resize(std::min<std::size_t>(bytes.size(), change.offset));
    return;
  }
  if (bytes.size() < change.offset + change.bytes.size()) bytes.resize(change.offset + change.bytes.size());
  bytes.replace(change.offset, change.bytes.size(), change.bytes);
}

int change(Handle& handle, Change made, int io_error) {
  if (handle.disk->fails(true)) return failure(*handle.disk, io_error);
  File& file = file_of(handle);
  put_into(file.now, made);
  file.pending.push_back(std::move(made));
  return SQLITE_OK;
}

int x_unlock(sqlite3_file* base, int level);
int x_shm_unmap(sqlite3_file* base, int remove);

int x_close(sqlite3_file* base) {
  Handle& handle = handle_of(base);
  x_unlock(base, SQLITE_LOCK_NONE);
  x_shm_unmap(base, 0);
  delete handle.name;
  return SQLITE_OK;
}

int x_read(sqlite3_file* base, void* to, int count, sqlite3_int64 offset) {
  Handle& handle = handle_of(base);
  if (handle.disk->fails(false)) return SQLITE_IOERR_READ;
  const std::string& bytes = file_of(handle).now;
  const auto from = static_cast<std::size_t>(offset), wanted = static_cast<std::size_t>(count);
  const std::size_t there = from < bytes.size() ? std::min(wanted, bytes.size() - from) : 0;
  if (there > 0) std::memcpy(to, bytes.data() + from, there);
  if (there == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + there, 0, wanted - there);
  return SQLITE_IOERR_SHORT_READ;
}

int x_write(sqlite3_file* base, const void* from, int count, sqlite3_int64 offset) {
  return change(handle_of(base),
                {static_cast<std::uint64_t>(offset),
                 std::string(static_cast<const char*>(from), static_cast<std::size_t>(count)), false},
                SQLITE_IOERR_WRITE);
}

int x_truncate(sqlite3_file* base, sqlite3_int64 size) {
  return change(handle_of(base), {static_cast<std::uint64_t>(size), {}, true}, SQLITE_IOERR_TRUNCATE);
}

int x_sync(sqlite3_file* base, int) {
  Handle& handle = handle_of(base);
  if (handle.disk->fails(true)) return SQLITE_IOERR_FSYNC;
  File& file = file_of(handle);
  file.synced = file.now;
  file.pending.clear();
  return SQLITE_OK;
}

int x_size(sqlite3_file* base, sqlite3_int64* size) {
  Handle& handle = handle_of(base);
  if (handle.disk->fails(false)) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(file_of(handle).now.size());
  return SQLITE_OK;
}

int x_lock(sqlite3_file* base, int level) {
  Handle& handle = handle_of(base);
  if (level <= handle.level) return SQLITE_OK;
  File& file = file_of(handle);
  const auto other = [&](const void* who) { return who != nullptr && who != base; };
  if (level == SQLITE_LOCK_SHARED) {
    if (other(file.pending_writer) || other(file.exclusive)) return SQLITE_BUSY;
    ++file.readers;
  } else if (level == SQLITE_LOCK_RESERVED) {
    if (other(file.writer)) return SQLITE_BUSY;
    file.writer = base;
  } else {
    if (other(file.pending_writer) || other(file.writer)) return SQLITE_BUSY;
    file.pending_writer = base;
    if (file.readers > 1) {
      handle.level = SQLITE_LOCK_PENDING;
      return SQLITE_BUSY;
    }
    file.exclusive = base;
  }
  handle.level = level;
  return SQLITE_OK;
}

int x_unlock(sqlite3_file* base, int level) {
  Handle& handle = handle_of(base);
  if (handle.level <= level) return SQLITE_OK;
  File& file = file_of(handle);
  for (const void** who : {&file.writer, &file.pending_writer, &file.exclusive}) {
    if (*who == base) *who = nullptr;
  }
  if (level == SQLITE_LOCK_NONE) --file.readers;
  handle.level = level;
  return SQLITE_OK;
}

int x_check_reserved(sqlite3_file* base, int* out) {
  *out = file_of(handle_of(base)).writer != nullptr;
  return SQLITE_OK;
}

int x_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int x_sector_size(sqlite3_file*) { return 512; }
int x_characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int x_shm_map(sqlite3_file* base, int region, int size, int extend, void volatile** out) {
  File& file = file_of(handle_of(base));
  *out = nullptr;
  while (file.shared_memory.size() <= static_cast<std::size_t>(region)) {
    if (extend == 0) return SQLITE_OK;
    file.shared_memory.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  }
  *out = file.shared_memory[static_cast<std::size_t>(region)].get();
  return SQLITE_OK;
}

int x_shm_lock(sqlite3_file* base, int offset, int count, int flags) {
  Handle& handle = handle_of(base);
  int* const locks = file_of(handle).shared_locks;
  for (int i = offset; i < offset + count; ++i) {
    const std::uint32_t bit = 1U << i;
    if ((flags & SQLITE_SHM_UNLOCK) != 0) continue;
    if ((flags & SQLITE_SHM_SHARED) != 0) {
      if (locks[i] < 0 && (handle.shm_exclusive & bit) == 0) return SQLITE_BUSY;
    } else if (locks[i] < 0 ? (handle.shm_exclusive & bit) == 0
                            : locks[i] > ((handle.shm_shared & bit) != 0 ? 1 : 0)) {
      return SQLITE_BUSY;
    }
  }
  for (int i = offset; i < offset + count; ++i) {
    const std::uint32_t bit = 1U << i;
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
      if ((handle.shm_exclusive & bit) != 0) locks[i] = 0;
      if ((handle.shm_shared & bit) != 0) --locks[i];
      handle.shm_exclusive &= ~bit;
      handle.shm_shared &= ~bit;
    } else if ((flags & SQLITE_SHM_SHARED) != 0) {
      if ((handle.shm_shared & bit) == 0) ++locks[i];
      handle.shm_shared |= bit;
    } else {
      locks[i] = -1;
      handle.shm_shared &= ~bit;
      handle.shm_exclusive |= bit;
    }
  }
  return SQLITE_OK;
}

void x_shm_barrier(sqlite3_file*) {}

int x_shm_unmap(sqlite3_file* base, int remove) {
  Handle& handle = handle_of(base);
  x_shm_lock(base, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
  if (remove != 0) file_of(handle).shared_memory.clear();
  return SQLITE_OK;
}

const sqlite3_io_methods methods = {2,
                                    x_close,
                                    x_read,
                                    x_write,
                                    x_truncate,
                                    x_sync,
                                    x_size,
                                    x_lock,
                                    x_unlock,
                                    x_check_reserved,
                                    x_control,
                                    x_sector_size,
                                    x_characteristics,
                                    x_shm_map,
                                    x_shm_lock,
                                    x_shm_barrier,
                                    x_shm_unmap,
                                    nullptr,
                                    nullptr};

Disk& disk_of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

int x_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* base, int flags, int* out_flags) {
  Disk& disk = disk_of(vfs);
  base->pMethods = nullptr;
  if (disk.fails(false)) return SQLITE_CANTOPEN;
  static int temporary = 0;
  const std::string called = name != nullptr ? name : "temporary-" + std::to_string(++temporary);
  if ((flags & SQLITE_OPEN_CREATE) == 0 && !disk.files.contains(called)) return SQLITE_CANTOPEN;
  Handle& handle = handle_of(base);
  handle.disk = &disk;
  handle.name = new std::string(called);
  handle.level = SQLITE_LOCK_NONE;
  handle.shm_shared = handle.shm_exclusive = 0;
  disk.files[called];
  base->pMethods = &methods;
  if (out_flags != nullptr) *out_flags = disk.read_only() ? SQLITE_OPEN_READONLY : flags;
  return SQLITE_OK;
}

int x_delete(sqlite3_vfs* vfs, const char* name, int) {
  if (disk_of(vfs).fails(true)) return SQLITE_IOERR_DELETE;
  return disk_of(vfs).files.erase(name) == 0 ? SQLITE_IOERR_DELETE_NOENT : SQLITE_OK;
}

int x_access(sqlite3_vfs* vfs, const char* name, int, int* out) {
  const auto found = disk_of(vfs).files.find(name);
  *out = found != disk_of(vfs).files.end();
  return SQLITE_OK;
}

int x_full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

}  // namespace

struct Disk::Registration {
  sqlite3_vfs vfs{};
};

Disk::Disk(std::string name) : name_(std::move(name)), registration_(std::make_unique<Registration>()) {
  sqlite3_vfs& vfs = registration_->vfs;
  vfs = *sqlite3_vfs_find(nullptr);  // clock and randomness of the system
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(Handle);
  vfs.zName = name_.c_str();
  vfs.pAppData = this;
  vfs.pNext = nullptr;
  vfs.xOpen = x_open;
  vfs.xDelete = x_delete;
  vfs.xAccess = x_access;
  vfs.xFullPathname = x_full_path;
  sqlite3_vfs_register(&vfs, 0);
}

Disk::~Disk() { sqlite3_vfs_unregister(&registration_->vfs); }

void Disk::plan(Fault fault, std::uint64_t at, bool lasting) {
  fault_ = fault;
  at_ = at;
  lasting_ = lasting;
  calls_ = 0;
  struck_ = false;
}

bool Disk::fails(bool changes) {
  if (changes) ++calls_;
  if (fault_ == Fault::none) return false;
  if (struck_) {
    if (fault_ == Fault::power) return true;
    return lasting_ && changes;
  }
  if (!changes || calls_ != at_) return false;
  struck_ = true;
  return true;
}

void Disk::lose_power(Loss loss, std::mt19937& random) {
  fault_ = Fault::none;
  for (auto& [name, file] : files) {
    std::vector<Change> kept;
    if (loss == Loss::some_kept_in_any_order) {
      for (const Change& change : file.pending) {
        if (random() % 2 == 0) kept.push_back(change);
      }
      std::shuffle(kept.begin(), kept.end(), random);
    } else if (loss == Loss::torn) {
      constexpr std::size_t sector = 512;
      for (const Change& change : file.pending) {
        if (change.truncate) {
          kept.push_back(change);
          continue;
        }
        for (std::size_t at = 0; at < change.bytes.size(); at += sector) {
          if (random() % 4 != 0) kept.push_back({change.offset + at, change.bytes.substr(at, sector), false});
        }
      }
    }
    for (const Change& change : kept) put_into(file.synced, change);
    file.now = file.synced;
    file.pending.clear();
    file.shared_memory.clear();
    file.readers = 0;
    file.writer = file.pending_writer = file.exclusive = nullptr;
    std::fill(std::begin(file.shared_locks), std::end(file.shared_locks), 0);
  }
}

void Disk::write_out(const std::string& file, const std::string& to) const {
  for (const char* const part : {"", "-wal", "-journal"}) {
    const auto found = files.find(file + part);
    if (found == files.end()) continue;
    std::ofstream(to + part, std::ios::binary | std::ios::trunc) << found->second.now;
  }
}

}  // namespace casus::power
