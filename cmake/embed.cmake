# cmake -DWEB=folder -DAPI=file -DOUT=file.cpp -P embed.cmake
# Writes a source that holds every file of the folder, and the description of the API, as bytes.
file(GLOB_RECURSE files RELATIVE ${WEB} ${WEB}/*)
list(SORT files)
set(arrays "")
set(rows "")
set(number 0)
macro(embed name path)
  file(READ ${path} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(APPEND arrays "const unsigned char file_${number}[] = {")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," list "${hex}")
  string(APPEND arrays "${list}0};\n")
  string(APPEND rows "    {\"${name}\", file_${number}, ${size}},\n")
  math(EXPR number "${number} + 1")
endmacro()
foreach(file ${files})
  embed("/${file}" "${WEB}/${file}")
endforeach()
embed("openapi.json" "${API}")
file(WRITE ${OUT} "// Made by cmake/embed.cmake.
#include \"serve/assets.h\"
namespace casus::serve {
namespace {
${arrays}
const EmbeddedFile table[] = {
${rows}};
}  // namespace
const EmbeddedFile* const embedded_files = table;
const std::size_t embedded_file_count = ${number};
}  // namespace casus::serve
")
