#!/usr/bin/env bash
# Formats every C++ source in place, or with --check only reports and fails if something would change. Tables in .def
# files are aligned by hand.
set -euo pipefail
cd "$(dirname "$0")/.."

mode=-i
if [ "${1:-}" = --check ]; then
  mode=--dry-run
fi
find . \( -name build -o -name node_modules -o -name .git \) -prune -o \( -name '*.h' -o -name '*.cpp' \) -print0 |
  xargs -0 clang-format-19 "$mode" -Werror
