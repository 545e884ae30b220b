# Things that only make builds quicker; each is used when it is installed and never required.
find_program(LSQ_CCACHE ccache)
if(LSQ_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${LSQ_CCACHE})
endif()
