# Instrumented builds, chosen by cache variables so that any preset or command line can ask for them.
set(LSQ_SANITIZE "" CACHE STRING "sanitizers for everything of ours, e.g. address;undefined or thread")
option(LSQ_COVERAGE "count the lines that tests run (gcov)" OFF)

if(LSQ_SANITIZE)
  list(JOIN LSQ_SANITIZE "," sanitizers)
  # A report ends the program: a test that only prints one would pass.
  add_compile_options(-fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${sanitizers})
endif()
if(LSQ_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
if(LSQ_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "LSQ_FUZZ needs clang: use `cmake --preset fuzz`")
  endif()
  # Coverage feedback in the libraries; the fuzz targets themselves link with -fsanitize=fuzzer.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
