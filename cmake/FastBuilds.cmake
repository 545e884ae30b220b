# Things that only make builds quicker.

# ccache is used when it is installed and never required.
find_program(LSQ_CCACHE ccache)
if(LSQ_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without this ccache refuses every file that is built with a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${LSQ_CCACHE})
endif()

# Off by default, so that the debug, clang and coverage builds find the include that a file forgot. Only for the tests:
# with a precompiled header g++ 12 -O2 warns of array bounds inside std::string that it does not warn of without.
option(LSQ_PCH "precompile GoogleTest and the standard headers for the tests" OFF)

function(lsq_precompile target)
  if(NOT LSQ_PCH)
    return()
  endif()
  if(NOT TARGET lsq_test_pch)
    set(empty ${CMAKE_BINARY_DIR}/generated/test_pch.cpp)
    file(CONFIGURE OUTPUT ${empty} CONTENT "int main() {}\n")
    add_executable(lsq_test_pch ${empty})
    target_compile_options(lsq_test_pch PRIVATE ${LSQ_TEST_OPTIONS})
    target_link_libraries(lsq_test_pch PRIVATE GTest::gtest)
    lsq_warnings(lsq_test_pch)
    target_precompile_headers(lsq_test_pch PRIVATE <gtest/gtest.h> <algorithm> <array> <functional> <map> <memory>
                              <optional> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)
  endif()
  target_precompile_headers(${target} REUSE_FROM lsq_test_pch)
endfunction()
