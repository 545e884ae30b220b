# What another program builds against: the two headers as <lsq/lsq.h> and <lsq/lsq.hpp>, and every library of ours in one
# liblsq.a. In this tree lsq::lsq is the same for examples and tests; installed, `find_package(lsq)` and pkg-config give
# it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# lsq.hpp includes lsq.h from the root of our tree; installed, they lie side by side.
set(LSQ_INSTALLED_HEADERS ${CMAKE_BINARY_DIR}/installed_headers)
foreach(header lsq.h lsq.hpp)
  set(from ${CMAKE_SOURCE_DIR}/runtime/api/${header})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${from})
  file(READ ${from} text)
  string(REPLACE "#include \"runtime/api/lsq.h\"" "#include \"lsq/lsq.h\"" text "${text}")
  file(CONFIGURE OUTPUT ${LSQ_INSTALLED_HEADERS}/lsq/${header} CONTENT "${text}" @ONLY)
endforeach()

add_library(lsq_in_tree INTERFACE)
target_include_directories(lsq_in_tree INTERFACE ${LSQ_INSTALLED_HEADERS})
target_link_libraries(lsq_in_tree INTERFACE lsq_runtime_api)
add_library(lsq::lsq ALIAS lsq_in_tree)

# The objects of every module that the API may reach, in one archive.
get_property(modules GLOBAL PROPERTY LSQ_MODULES)
list(FILTER modules EXCLUDE REGEX "^cli/|/pack$")
set(objects $<TARGET_OBJECTS:lsq_grammar>)
foreach(module ${modules})
  lsq_target_name(${module} target)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL STATIC_LIBRARY)
    list(APPEND objects $<TARGET_OBJECTS:${target}>)
  endif()
endforeach()
add_library(lsq_embed STATIC ${objects})
set_target_properties(lsq_embed PROPERTIES OUTPUT_NAME lsq LINKER_LANGUAGE CXX
                                           ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/lsq)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/lsqConfig.cmake.in ${CMAKE_BINARY_DIR}/lsqConfig.cmake
                              INSTALL_DESTINATION ${package_dir} PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/lsqConfigVersion.cmake COMPATIBILITY SameMinorVersion)
configure_file(${CMAKE_CURRENT_LIST_DIR}/lsq.pc.in ${CMAKE_BINARY_DIR}/lsq.pc @ONLY)

install(TARGETS lsq_embed ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${LSQ_INSTALLED_HEADERS}/lsq DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${CMAKE_BINARY_DIR}/lsqConfig.cmake ${CMAKE_BINARY_DIR}/lsqConfigVersion.cmake DESTINATION ${package_dir})
install(FILES ${CMAKE_BINARY_DIR}/lsq.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The commands are made later than this is read.
function(lsq_install_commands)
  install(TARGETS lsq lsq-engine RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()
cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR} CALL lsq_install_commands)
