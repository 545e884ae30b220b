#!/usr/bin/env bash
# Configures a preset when needed and builds it. Usage: scripts/build.sh <preset> [target ...]
set -euo pipefail
cd "$(dirname "$0")/.."

preset=$1
shift
log=build/$preset/configure.log
mkdir -p "build/$preset"
if ! cmake --preset "$preset" >"$log" 2>&1; then
  cat "$log" >&2
  echo "build: cmake could not configure preset $preset" >&2
  exit 1
fi
if [ $# -gt 0 ]; then
  exec cmake --build --preset "$preset" --target "$@"
fi
exec cmake --build --preset "$preset"
