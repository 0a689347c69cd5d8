#include "annotate/model_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/sha256.h"

namespace casus::annotate {
namespace {

constexpr std::string_view magic = "CASUSMDL";
constexpr std::uint32_t format_version = 1;
constexpr std::uint32_t byte_order = 0x01020304;
constexpr std::size_t alignment = 64;

struct Header {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t byte_order;
  std::uint64_t file_size;
  std::uint64_t table_offset;
  std::uint32_t section_count;
  std::uint32_t zero;
  std::array<char, 8> zeros;
  std::array<char, 64> content_id;
  std::array<unsigned char, 16> checksum;
};
static_assert(sizeof(Header) == 128);
constexpr std::size_t checksum_offset = 112;

struct TableEntry {
  std::uint64_t offset;
  std::uint64_t size;
  std::uint32_t name_offset;
  std::uint32_t name_length;
};
static_assert(sizeof(TableEntry) == 24);

std::array<unsigned char, 16> checksum_of(std::span<const std::byte> bytes) {
  XXH3_state_t state;
  XXH3_128bits_reset(&state);
  XXH3_128bits_update(&state, bytes.data(), checksum_offset);
  XXH3_128bits_update(&state, bytes.data() + sizeof(Header), bytes.size() - sizeof(Header));
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state));
  std::array<unsigned char, 16> out;
  std::copy(std::begin(canonical.digest), std::end(canonical.digest), out.begin());
  return out;
}

base::Error error(const char* code, std::string message, const std::string& path) {
  return {
      .code = code, .message = std::move(message), .hint = "run `make setup` to rebuild it", .file = path};
}

std::string errno_text() { return std::error_code(errno, std::generic_category()).message(); }

std::size_t aligned(std::size_t offset) { return (offset + alignment - 1) / alignment * alignment; }

template <class T>
void append_bytes(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

ModelFile::ModelFile(ModelFile&& other) noexcept
    : path_(std::move(other.path_)),
      content_id_(std::move(other.content_id_)),
      bytes_(std::exchange(other.bytes_, {})),
      mapped_(std::exchange(other.mapped_, false)),
      copy_(std::move(other.copy_)),
      sections_(std::move(other.sections_)) {}

ModelFile& ModelFile::operator=(ModelFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(content_id_, other.content_id_);
  std::swap(bytes_, other.bytes_);
  std::swap(mapped_, other.mapped_);
  std::swap(copy_, other.copy_);
  std::swap(sections_, other.sections_);
  return *this;
}

ModelFile::~ModelFile() {
  if (mapped_) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

base::Result<ModelFile> ModelFile::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return error("model_missing", "the language model cannot be opened: " + errno_text(), path);
  struct stat status {};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode) ||
      status.st_size < static_cast<off_t>(sizeof(Header))) {
    ::close(file);
    return error("model_format", "this is not a language model file", path);
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  // Populated at once: the checksum reads every page anyway, and one call is faster than 15,000 faults.
  void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  const std::string why = memory == MAP_FAILED ? errno_text() : std::string();
  ::close(file);
  if (memory == MAP_FAILED)
    return error("model_missing", "the language model cannot be mapped: " + why, path);

  ModelFile out;
  out.path_ = path;
  out.bytes_ = {static_cast<const std::byte*>(memory), size};
  out.mapped_ = true;
  if (auto read = out.read_table(); !read) return read.error();
  return out;
}

base::Result<ModelFile> ModelFile::from_bytes(std::string_view bytes, const std::string& name) {
  if (bytes.size() < sizeof(Header)) return error("model_format", "this is not a language model file", name);
  ModelFile out;
  out.path_ = name;
  out.copy_.resize(aligned(bytes.size()) / alignment);
  std::memcpy(out.copy_.data(), bytes.data(), bytes.size());
  out.bytes_ = {out.copy_.data()->bytes, bytes.size()};
  if (auto read = out.read_table(); !read) return read.error();
  return out;
}

// Nothing in the file is believed before the checksum holds; even then every offset is checked, so that a
// file forged with a right checksum can be wrong but not unsafe.
base::Result<void> ModelFile::read_table() {
  Header header;
  std::memcpy(&header, bytes_.data(), sizeof header);
  if (std::string_view(header.magic.data(), header.magic.size()) != magic) {
    return error("model_format", "this is not a language model file", path_);
  }
  if (header.byte_order != byte_order || header.version != format_version) {
    return error("model_version",
                 "the language model file has format version " + std::to_string(header.version) +
                     ", this program reads version " + std::to_string(format_version),
                 path_);
  }
  if (header.file_size != bytes_.size()) {
    return error("model_truncated",
                 "the language model file has " + std::to_string(bytes_.size()) + " bytes, it should have " +
                     std::to_string(header.file_size),
                 path_);
  }
  if (checksum_of(bytes_) != header.checksum) {
    return error("model_checksum", "the language model file is damaged: its checksum does not match", path_);
  }

  const std::size_t size = bytes_.size();
  const std::uint64_t count = header.section_count;
  if (header.table_offset > size || count > (size - header.table_offset) / sizeof(TableEntry)) {
    return broken("its section table lies outside the file");
  }
  const std::size_t names_offset = header.table_offset + count * sizeof(TableEntry);
  const std::string_view names(reinterpret_cast<const char*>(bytes_.data()) + names_offset,
                               size - names_offset);
  sections_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    TableEntry entry;
    std::memcpy(&entry, bytes_.data() + header.table_offset + i * sizeof entry, sizeof entry);
    if (entry.offset > size || entry.size > size - entry.offset || entry.offset % alignment != 0 ||
        entry.name_offset > names.size() || entry.name_length > names.size() - entry.name_offset) {
      return broken("a section lies outside the file");
    }
    const std::string_view section_name = names.substr(entry.name_offset, entry.name_length);
    if (!sections_.empty() && sections_.back().name >= section_name) {
      return broken("its section table is not sorted");
    }
    sections_.push_back({section_name, bytes_.subspan(entry.offset, entry.size)});
  }
  content_id_.assign(header.content_id.data(), header.content_id.size());
  return {};
}

base::Error ModelFile::broken(std::string message) const {
  return error("model_content", "the language model file is wrong: " + std::move(message), path_);
}

bool ModelFile::has(std::string_view wanted) const {
  const auto at = std::lower_bound(sections_.begin(), sections_.end(), wanted,
                                   [](const Section& s, std::string_view name) { return s.name < name; });
  return at != sections_.end() && at->name == wanted;
}

std::span<const std::byte> ModelFile::section(std::string_view wanted) const {
  const auto at = std::lower_bound(sections_.begin(), sections_.end(), wanted,
                                   [](const Section& s, std::string_view name) { return s.name < name; });
  if (at == sections_.end() || at->name != wanted) return {};
  return at->bytes;
}

std::string_view ModelFile::text(std::string_view name) const {
  const std::span<const std::byte> bytes = section(name);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::string_view> ModelFile::names() const {
  std::vector<std::string_view> out;
  out.reserve(sections_.size());
  for (const Section& section : sections_) out.push_back(section.name);
  return out;
}

void ModelFileWriter::add(std::string name, std::string bytes) {
  assert(!name.empty());
  sections_.emplace_back(std::move(name), std::move(bytes));
}

const std::string* ModelFileWriter::find(std::string_view wanted) const {
  for (const auto& [name, bytes] : sections_) {
    if (name == wanted) return &bytes;
  }
  return nullptr;
}

std::string ModelFileWriter::bytes() const {
  std::vector<const std::pair<std::string, std::string>*> sorted;
  for (const auto& section : sections_) sorted.push_back(&section);
  std::sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->first < b->first; });

  std::string content;
  std::string table;
  std::string names;
  std::string out(sizeof(Header), '\0');
  for (const auto* section : sorted) {
    const auto& [name, bytes] = *section;
    out.resize(aligned(out.size()));
    append_bytes(table, TableEntry{out.size(), bytes.size(), static_cast<std::uint32_t>(names.size()),
                                   static_cast<std::uint32_t>(name.size())});
    out += bytes;
    names += name;
    content += name;
    content.push_back('\0');
    append_bytes(content, std::uint64_t{bytes.size()});
    content += bytes;
  }
  out.resize(aligned(out.size()));

  Header header{};
  std::copy(magic.begin(), magic.end(), header.magic.begin());
  header.version = format_version;
  header.byte_order = byte_order;
  header.table_offset = out.size();
  header.section_count = static_cast<std::uint32_t>(sorted.size());
  out += table;
  out += names;
  header.file_size = out.size();
  const std::string id = base::sha256_hex(content);
  std::copy(id.begin(), id.end(), header.content_id.begin());
  std::memcpy(out.data(), &header, sizeof header);
  header.checksum = checksum_of(std::as_bytes(std::span(out.data(), out.size())));
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

base::Result<void> ModelFileWriter::write(const std::string& path) const {
  const std::string all = bytes();
  const std::string temporary = path + ".tmp" + std::to_string(::getpid());
  const auto failed = [&](const char* what) {
    base::Error out{.code = "model_write",
                    .message = std::string("cannot ") + what + " the language model: " + errno_text(),
                    .file = path};
    ::unlink(temporary.c_str());
    return out;
  };
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return failed("create");
  std::size_t done = 0;
  while (done < all.size()) {
    const ssize_t n = ::write(file, all.data() + done, all.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      ::close(file);
      return failed("write");
    }
    done += static_cast<std::size_t>(n);
  }
  const bool flushed = ::fsync(file) == 0;
  if (::close(file) != 0 || !flushed) return failed("flush");
  if (::rename(temporary.c_str(), path.c_str()) != 0) return failed("rename");
  return {};
}

}  // namespace casus::annotate
