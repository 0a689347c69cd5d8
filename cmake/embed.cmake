# cmake -DWEB=folder -DAPI=file -DOUT=file.cpp -P embed.cmake
# Writes a source that holds every file of the folder, and the description of the API. The assembler reads their bytes:
# lists of numbers would take the compiler a minute.
file(GLOB_RECURSE files RELATIVE ${WEB} ${WEB}/*)
list(SORT files)
set(blocks "")
set(symbols "")
set(rows "")
set(number 0)
macro(embed name path)
  string(APPEND blocks "
asm(R\"(
.section .rodata
.balign 16
.globl casus_file_${number}
.hidden casus_file_${number}
casus_file_${number}:
.incbin \"${path}\"
.globl casus_file_${number}_end
.hidden casus_file_${number}_end
casus_file_${number}_end:
.byte 0
.text
)\");
")
  string(APPEND symbols "extern const unsigned char casus_file_${number}[], casus_file_${number}_end[];\n")
  string(APPEND rows "    {\"${name}\", casus_file_${number}, casus_file_${number}_end},\n")
  math(EXPR number "${number} + 1")
endmacro()
foreach(file ${files})
  embed("/${file}" "${WEB}/${file}")
endforeach()
embed("openapi.json" "${API}")
file(WRITE ${OUT} "// Made by cmake/embed.cmake.
#include \"serve/assets.h\"
${blocks}
extern \"C\" {
${symbols}}
namespace casus::serve {
namespace {
const EmbeddedFile table[] = {
${rows}};
}  // namespace
const EmbeddedFile* const embedded_files = table;
const std::size_t embedded_file_count = ${number};
}  // namespace casus::serve
")
