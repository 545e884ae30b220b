# Things that only make builds quicker.

# ccache is used when it is installed and never required.
find_program(LSQ_CCACHE ccache)
if(LSQ_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without this ccache refuses every file that is built with a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${LSQ_CCACHE})
endif()

# Off by default, so that the debug, clang and coverage builds find the include that a file forgot.
option(LSQ_PCH "precompile the standard headers, and those of GoogleTest for the tests" OFF)
set(LSQ_STANDARD_HEADERS <algorithm> <array> <functional> <map> <memory> <optional> <span> <string> <string_view>
    <unordered_map> <utility> <variant> <vector>)

# One precompiled header for all libraries, another for all test programs: their code is not compiled alike.
function(lsq_precompile target donor)
  if(NOT LSQ_PCH)
    return()
  endif()
  if(NOT TARGET ${donor})
    set(empty ${CMAKE_BINARY_DIR}/generated/${donor}.cpp)
    file(CONFIGURE OUTPUT ${empty} CONTENT "int main() {}\n")
    if(donor STREQUAL lsq_test_pch)
      add_executable(${donor} ${empty})
      target_compile_options(${donor} PRIVATE ${LSQ_TEST_OPTIONS})
      target_link_libraries(${donor} PRIVATE GTest::gtest)
      set(headers <gtest/gtest.h>)
    else()
      add_library(${donor} STATIC ${empty})
    endif()
    lsq_warnings(${donor})
    target_precompile_headers(${donor} PRIVATE ${LSQ_STANDARD_HEADERS} ${headers})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${donor})
endfunction()
