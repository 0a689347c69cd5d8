# Warnings are errors in our own code with the compilers that it is tested with; a newer compiler knows warnings that
# nobody has seen yet, and must not keep people from building. Sanitizers and coverage come from presets.
set(known_compiler OFF)
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
   OR (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
  set(known_compiler ON)
endif()
option(CASUS_WERROR "Warnings are errors" ${known_compiler})

add_library(casus_flags INTERFACE)
target_compile_options(casus_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<BOOL:${CASUS_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlaps in std::string concatenation that are not there (GCC bug 105651).
  target_compile_options(casus_flags INTERFACE -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(casus_flags INTERFACE -Wno-missing-braces)
endif()
# Our own includes are full paths from src/; the public door is include/.
target_include_directories(casus_flags INTERFACE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)

# Reproducible floats: no contraction chosen by the compiler outside the kernels that ask for it.
add_compile_options(-ffp-contract=off)

if(CASUS_SANITIZE)
  add_compile_options(-fsanitize=${CASUS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CASUS_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Instrumented code makes GCC see uninitialised parts in the library's own templates.
    target_compile_options(casus_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(CASUS_COVERAGE)
  add_compile_options(--coverage -O0)
  add_link_options(--coverage)
endif()
