#include "serve/assets.h"

#include <array>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <zlib.h>

namespace casus::serve {
namespace {

constexpr std::string_view plain_page =
    "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Casus</title>\n"
    "<h1>Casus</h1>\n<p>This program was built without the situation room. <code>make setup</code> builds it "
    "in.</p>\n<p>The API works all the same: <a href=\"/api/v1/stats\">/api/v1/stats</a>, "
    "<a href=\"/api/v1/events\">/api/v1/events</a>, <a href=\"/api/v1/openapi.json\">its "
    "description</a>.</p>\n</html>\n";

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> types = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
    {".xml", "application/xml"},
}};

std::string_view type_of(std::string_view path) {
  for (const auto& [ending, type] : types) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::string_view bytes_of(const EmbeddedFile& file) {
  return {reinterpret_cast<const char*>(file.begin), static_cast<std::size_t>(file.end - file.begin)};
}

const EmbeddedFile* find(std::string_view path) {
  for (std::size_t i = 0; i < embedded_file_count; ++i) {
    if (path == embedded_files[i].path) return &embedded_files[i];
  }
  return nullptr;
}

}  // namespace

Asset find_asset(std::string_view path) {
  if (path == "/") path = "/index.html";
  if (const EmbeddedFile* file = find(path); file != nullptr && path.starts_with('/')) {
    return {bytes_of(*file), type_of(path)};
  }
  if (path == "/index.html") return {plain_page, type_of(path)};
  return {};
}

std::string_view gzipped(std::string_view bytes) {
  static std::mutex mutex;
  static std::map<const char*, std::string> packed;
  const std::lock_guard lock(mutex);
  std::string& out = packed[bytes.data()];
  if (!out.empty()) return out;
  z_stream stream{};
  constexpr int best = 9, window_with_gzip_header = 15 + 16, memory = 9;
  if (deflateInit2(&stream, best, Z_DEFLATED, window_with_gzip_header, memory, Z_DEFAULT_STRATEGY) != Z_OK) {
    return bytes;
  }
  out.resize(deflateBound(&stream, bytes.size()));
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = deflate(&stream, Z_FINISH);
  out.resize(status == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

std::string_view openapi_document() {
  const EmbeddedFile* const file = find("openapi.json");
  return file == nullptr ? std::string_view() : bytes_of(*file);
}

}  // namespace casus::serve
