#!/usr/bin/env bash
# Runs clang-tidy over the given sources, by default over all that are ours and not tests. Reads build/release.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ $# -eq 0 ]; then
  mapfile -t sources < <(find compiler runtime lsp stdlib cli -name '*.cpp' 2>/dev/null | sort)
  set -- "${sources[@]}"
fi
echo "clang-tidy: $# files"
printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc)" clang-tidy-19 --quiet -p build/release 2> >(grep -vE '^[0-9]+ warnings? (and [0-9]+ errors? )?generated' >&2)
