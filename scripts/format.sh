#!/usr/bin/env bash
# Formats every C++ source in place (.def tables are aligned by hand); with --check it only reports, and fails if something would change.
set -euo pipefail
cd "$(dirname "$0")/.."

mode=-i
if [ "${1:-}" = --check ]; then
  mode=--dry-run
fi
find compiler runtime lsp stdlib cli tests bench examples \( -name '*.h' -o -name '*.cpp' \) -print0 2>/dev/null |
  xargs -0 -r clang-format-19 "$mode" -Werror
