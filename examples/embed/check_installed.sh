#!/usr/bin/env bash
# Installs a build into an empty folder and builds the examples against it, once by find_package and once by pkg-config.
# Usage: check_installed.sh BUILD_FOLDER C++_COMPILER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$1" --prefix "$work/prefix" >"$work/log" || { cat "$work/log"; exit 1; }
cmake -S "$here" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_CXX_COMPILER="$2" >"$work/log" 2>&1 &&
  cmake --build "$work/build" >"$work/log" 2>&1 &&
  ctest --test-dir "$work/build" --output-on-failure >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }

export PKG_CONFIG_PATH=$work/prefix/lib/pkgconfig
[ -d "$PKG_CONFIG_PATH" ] || PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name lsq.pc)")
"$2" -x c++ -std=c++20 "$here/pin_codes.cpp" -x none -o "$work/pin_codes" $(pkg-config --cflags --libs lsq)
"$work/pin_codes"
"$work/prefix/bin/lsq" eval '1 + 1'
