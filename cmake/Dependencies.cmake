# Third-party libraries, each behind the wall that tests/rules/layers.txt names.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3)
find_package(simdjson REQUIRED)
find_program(ANTLR4_TOOL antlr4 REQUIRED)
find_path(ANTLR4_INCLUDE antlr4-runtime.h PATH_SUFFIXES antlr4-runtime REQUIRED)
find_library(ANTLR4_LIBRARY antlr4-runtime REQUIRED)

# Names as they stand after `!` in layers.txt. antlr4 is reached through the generated grammar only.
set(LSQ_WALL_icu PkgConfig::ICU)
set(LSQ_WALL_json nlohmann_json::nlohmann_json)
set(LSQ_WALL_simdjson simdjson::simdjson)
set(LSQ_WALL_sqlite3 PkgConfig::SQLITE3)
set(LSQ_WALL_cli11 CLI11::CLI11)
set(LSQ_WALL_antlr4 lsq_grammar)
