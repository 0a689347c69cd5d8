// The files of the page, which stand in the binary. No path of a request ever becomes a path of the disk.
//
// Reads:  the table that cmake/embed.cmake makes of the built page.   Cost: a look at each path.
#pragma once

#include <cstddef>
#include <string_view>

namespace casus::serve {

struct EmbeddedFile {
  const char* path;  // "/index.html"
  const unsigned char* begin;
  const unsigned char* end;
};
extern const EmbeddedFile* const embedded_files;
extern const std::size_t embedded_file_count;

struct Asset {
  std::string_view bytes;
  std::string_view type;  // of the content
};

// "/" is /index.html; a plain page that says how to build the real one stands in where there is none. Empty
// bytes and type where there is no such file.
Asset find_asset(std::string_view path);

// The same bytes of a file, packed; made when it is first asked for, and kept. Threads: any.
std::string_view gzipped(std::string_view bytes);

// The description of the API, OpenAPI 3.1.
std::string_view openapi_document();

}  // namespace casus::serve
