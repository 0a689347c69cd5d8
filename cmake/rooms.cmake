# casus_room(NAME [ROOMS a b] [LIBS x y] [TEST_LIBS z])
# One room of the house: every .cpp beside its CMakeLists.txt becomes the static library casus_NAME, and every
# _test.cpp becomes the test program NAME_test, registered in CTest. New files need no edit here.
function(casus_room NAME)
  cmake_parse_arguments(ROOM "" "" "ROOMS;LIBS;TEST_LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|_main)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  set(links "")
  foreach(room ${ROOM_ROOMS})
    list(APPEND links casus_${room})
  endforeach()

  if(sources)
    add_library(casus_${NAME} STATIC ${sources})
    target_link_libraries(casus_${NAME} PUBLIC ${links} PRIVATE casus_flags ${ROOM_LIBS})
  else()
    add_library(casus_${NAME} INTERFACE)
    target_link_libraries(casus_${NAME} INTERFACE ${links} ${ROOM_LIBS})
  endif()

  if(CASUS_TESTS AND tests)
    add_executable(${NAME}_test ${tests})
    target_link_libraries(${NAME}_test PRIVATE casus_${NAME} casus_flags ${ROOM_TEST_LIBS} GTest::gtest GTest::gmock
      GTest::gtest_main)
    target_compile_definitions(${NAME}_test PRIVATE CASUS_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
      CASUS_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${NAME} COMMAND ${NAME}_test --gtest_brief=1)
    # Files that tests make lie in the build: two builds on one machine do not meet.
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/test_files)
    set_tests_properties(${NAME} PROPERTIES ENVIRONMENT TEST_TMPDIR=${CMAKE_CURRENT_BINARY_DIR}/test_files/)
  endif()
endfunction()
