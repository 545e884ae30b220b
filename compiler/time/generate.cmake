# Packs the machine's tz database into tz_builtin.cpp, which defines BuiltinTzData().
set(LSQ_ZONEINFO /usr/share/zoneinfo CACHE PATH "zoneinfo directory to embed")
if(NOT EXISTS ${LSQ_ZONEINFO}/tzdata.zi)
  message(FATAL_ERROR "no tz database in ${LSQ_ZONEINFO} (Debian: install tzdata, or set LSQ_ZONEINFO)")
endif()

add_executable(lsq_pack_tz ${CMAKE_CURRENT_LIST_DIR}/pack/main.cpp ${CMAKE_CURRENT_LIST_DIR}/tz_pack.cpp
                           ${CMAKE_CURRENT_LIST_DIR}/tzif.cpp)
lsq_warnings(lsq_pack_tz)
target_include_directories(lsq_pack_tz PRIVATE ${CMAKE_SOURCE_DIR})

set(tz_builtin ${CMAKE_BINARY_DIR}/generated/compiler/time/tz_builtin.cpp)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated/compiler/time)
add_custom_command(
  OUTPUT ${tz_builtin}
  COMMAND lsq_pack_tz ${LSQ_ZONEINFO} ${tz_builtin}
  DEPENDS lsq_pack_tz ${LSQ_ZONEINFO}/tzdata.zi
  COMMENT "Embedding the tz database of ${LSQ_ZONEINFO}"
  VERBATIM)
set_property(GLOBAL PROPERTY LSQ_GENERATED_lsq_compiler_time ${tz_builtin})
