#!/usr/bin/env bash
# Builds the fuzz targets and runs each: first its corpus, then new inputs. Usage: scripts/fuzz.sh [seconds-per-target]
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-20}
scripts/build.sh fuzz
found=0
for target in build/fuzz/tests/fuzz/*_fuzz; do
  [ -x "$target" ] || continue
  found=1
  name=$(basename "$target")
  echo "-- $name: $seconds s"
  # New inputs go to the first directory, inside build/; the corpus in the repository stays as it is.
  mkdir -p "build/fuzz/corpus/$name"
  corpus=("build/fuzz/corpus/$name")
  [ ! -d "tests/fuzz/corpus/$name" ] || corpus+=("tests/fuzz/corpus/$name")
  case $name in  # what reads programs starts from every program there is
    scan_* | format_* | parse_check_*) corpus+=(stdlib examples tests/golden tests/fuzz/corpus/programs -dict=tests/fuzz/lsq.dict) ;;
  esac
  "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/$name-" "${corpus[@]}" 2>&1 | tail -n 25
done
[ "$found" = 1 ] || { echo "fuzz: no fuzz target was built" >&2; exit 1; }
