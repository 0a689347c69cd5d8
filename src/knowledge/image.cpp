#include "knowledge/image.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/sha256.h"

namespace casus::knowledge {
namespace {

constexpr std::array<char, 8> magic = {'C', 'A', 'S', 'U', 'S', 'K', 'N', 'O'};
constexpr std::uint32_t format_version = 1;
constexpr std::uint32_t byte_order = 0x01020304;
constexpr std::size_t alignment = 64;

struct Header {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t byte_order;
  std::uint64_t file_size;
  std::uint64_t checksum;  // XXH3 of everything behind the header and of the hash
  std::uint32_t sections;
  std::uint32_t zero;
  std::array<char, 24> zeros;
  std::array<char, 64> hash;
};
static_assert(sizeof(Header) == 128);

struct SectionRow {
  std::array<char, 24> name;
  std::uint64_t offset;
  std::uint64_t size;
};
static_assert(sizeof(SectionRow) == 40);

std::size_t aligned(std::size_t offset) { return (offset + alignment - 1) / alignment * alignment; }

std::string errno_text() { return std::error_code(errno, std::generic_category()).message(); }

constexpr const char* rebuild = "run `make setup` to build it";

std::uint64_t checksum_of(std::string_view hash, std::span<const std::byte> body) {
  return XXH3_64bits_withSeed(body.data(), body.size(), XXH3_64bits(hash.data(), hash.size()));
}

}  // namespace

Image::Image(Image&& other) noexcept
    : path_(std::move(other.path_)),
      hash_(std::move(other.hash_)),
      bytes_(std::exchange(other.bytes_, {})),
      mapped_(std::exchange(other.mapped_, false)),
      copy_(std::move(other.copy_)),
      sections_(std::move(other.sections_)) {}

Image& Image::operator=(Image&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(hash_, other.hash_);
  std::swap(bytes_, other.bytes_);
  std::swap(mapped_, other.mapped_);
  std::swap(copy_, other.copy_);
  std::swap(sections_, other.sections_);
  return *this;
}

Image::~Image() {
  if (mapped_) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

base::Error Image::broken(std::string message) const {
  return {.code = "knowledge_broken",
          .message = "the knowledge file is not usable: " + std::move(message),
          .hint = rebuild,
          .file = path_};
}

base::Result<Image> Image::open(const std::string& path) {
  const auto missing = [&path](std::string message) {
    return base::Error{
        .code = "knowledge_missing", .message = std::move(message), .hint = rebuild, .file = path};
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return missing("the knowledge file cannot be opened: " + errno_text());
  Image out;
  out.path_ = path;
  struct stat status {};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) {
    ::close(file);
    return out.broken("this is no knowledge file");
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  // Shared and populated: the checksum reads every page, and all processes use the same ones.
  void* memory = ::mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
  const std::string why = memory == MAP_FAILED ? errno_text() : std::string();
  ::close(file);
  if (memory == MAP_FAILED) return missing("the knowledge file cannot be mapped: " + why);
  out.bytes_ = {static_cast<const std::byte*>(memory), size};
  out.mapped_ = true;
  if (auto read = out.read_table(); !read) return read.error();
  return out;
}

base::Result<Image> Image::from_bytes(std::string bytes) {
  Image out;
  out.copy_.resize(aligned(bytes.size()) / alignment);
  if (!bytes.empty()) std::memcpy(out.copy_.data(), bytes.data(), bytes.size());
  out.bytes_ = {reinterpret_cast<const std::byte*>(out.copy_.data()), bytes.size()};
  if (auto read = out.read_table(); !read) return read.error();
  return out;
}

base::Result<void> Image::read_table() {
  Header header;
  if (bytes_.size() < sizeof header) return broken("this is no knowledge file");
  std::memcpy(&header, bytes_.data(), sizeof header);
  if (header.magic != magic) return broken("this is no knowledge file");
  if (header.version != format_version || header.byte_order != byte_order) {
    return broken("it has format version " + std::to_string(header.version) + ", this program reads " +
                  std::to_string(format_version));
  }
  if (header.file_size != bytes_.size()) {
    return broken("it has " + std::to_string(bytes_.size()) + " bytes and should have " +
                  std::to_string(header.file_size));
  }
  hash_.assign(header.hash.data(), header.hash.size());
  if (checksum_of(hash_, bytes_.subspan(sizeof header)) != header.checksum) {
    return broken("its checksum does not match");
  }
  if (header.sections > (bytes_.size() - sizeof header) / sizeof(SectionRow)) {
    return broken("its section table lies outside the file");
  }
  for (std::size_t i = 0; i < header.sections; ++i) {
    const std::byte* at = bytes_.data() + sizeof header + i * sizeof(SectionRow);
    SectionRow row;
    std::memcpy(&row, at, sizeof row);
    if (row.offset > bytes_.size() || row.size > bytes_.size() - row.offset || row.offset % alignment != 0) {
      return broken("a section lies outside the file");
    }
    const auto* name = reinterpret_cast<const char*>(at);
    sections_.push_back(
        {std::string_view(name, ::strnlen(name, row.name.size())), bytes_.subspan(row.offset, row.size)});
  }
  return {};
}

std::span<const std::byte> Image::find(std::string_view name) const {
  for (const Section& section : sections_) {
    if (section.name == name) return section.bytes;
  }
  return {};
}

bool Image::has(std::string_view name) const {
  return std::any_of(sections_.begin(), sections_.end(),
                     [name](const Section& section) { return section.name == name; });
}

std::string ImageWriter::bytes() const {
  std::size_t offset = aligned(sizeof(Header) + sections_.size() * sizeof(SectionRow));
  std::vector<SectionRow> table;
  std::string digests;
  for (const auto& [name, content] : sections_) {
    assert(name.size() <= SectionRow{}.name.size());
    SectionRow row{};
    std::copy(name.begin(), name.end(), row.name.begin());
    row.offset = offset;
    row.size = content.size();
    table.push_back(row);
    offset = aligned(offset + content.size());
    digests += name + ' ' + base::sha256_hex(content) + '\n';
  }
  Header header{};
  header.magic = magic;
  header.version = format_version;
  header.byte_order = byte_order;
  header.file_size = offset;
  header.sections = static_cast<std::uint32_t>(sections_.size());
  const std::string hash = base::sha256_hex(digests);
  std::copy(hash.begin(), hash.end(), header.hash.begin());

  std::string out(offset, '\0');
  if (!table.empty()) std::memcpy(&out[sizeof header], table.data(), table.size() * sizeof(SectionRow));
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string& content = sections_[i].second;
    if (!content.empty()) std::memcpy(&out[table[i].offset], content.data(), content.size());
  }
  const std::span<const std::byte> whole(reinterpret_cast<const std::byte*>(out.data()), out.size());
  header.checksum = checksum_of(hash, whole.subspan(sizeof header));
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

base::Result<void> write_whole(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".tmp." + std::to_string(::getpid());
  const auto failed = [&](int file) {
    base::Error error{.code = "knowledge_write",
                      .message = "cannot write the knowledge file: " + errno_text(),
                      .hint = "is the folder there, writable and not full?",
                      .file = path};
    if (file >= 0) ::close(file);
    ::unlink(temporary.c_str());
    return error;
  };
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return failed(file);
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const ssize_t written = ::write(file, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed(file);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file) != 0) return failed(file);
  if (::close(file) != 0) return failed(-1);
  if (::rename(temporary.c_str(), path.c_str()) != 0) return failed(-1);
  return {};
}

}  // namespace casus::knowledge
