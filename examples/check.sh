#!/usr/bin/env bash
# Holds every example to its tests and to its golden trace:  examples/check.sh [--update] [NAME ...]
# Digests of programs are left out of the comparison: they change with the compiler.
set -uo pipefail
update=no
if [ "${1:-}" = --update ]; then update=yes && shift; fi
lsq=$(realpath "${LSQ:-$(dirname "$0")/../build/release/bin/lsq}")
cd "$(dirname "$0")" || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
  echo "FAIL $1"
  failures=$((failures + 1))
}

# Compares, or takes what is new: file by file.
expect() {
  if [ $update = yes ]; then cp "$2" "$1"; fi
  diff -u "$1" "$2" | cut -c1-400 || true
  cmp -s "$1" "$2"
}

check_tests() {
  "$lsq" test "$1" >"$work/tests" 2>&1 || { cat "$work/tests"; fail "$1: tests"; }
}

# The trace without what changes with the compiler or the place of the tree.
stable() { sed -E 's/"program":"[0-9a-f]+"/"program":"…"/; s/"file":"[^"]*\/examples\//"file":"/' "$1"; }

check_trace() {
  LSQ=$lsq ./run.sh "$1" --trace "$work/all.jsonl" >"$work/summary" 2>&1 || { cat "$work/summary"; fail "$1: run"; return; }
  stable "$work/all.jsonl" >"$work/trace.jsonl"
  expect "$1/trace.jsonl" "$work/trace.jsonl" || fail "$1: trace, if it is right: examples/check.sh --update $1"
}

# Of the large example: the first two runs of each automation, and the summary.
check_crm() {
  LSQ=$lsq OUT=$work/crm crm/run.sh >"$work/summary" 2>&1 || { cat "$work/summary"; fail "crm: run"; return; }
  stable "$work/crm/trace.jsonl" | awk '
    match($0, /"run":[0-9]+/) { run = substr($0, RSTART + 6, RLENGTH - 6) }
    RLENGTH < 0 { next }
    /"event":"entered"/ { match($0, /"automation":"[^"]*"/); if (++seen[substr($0, RSTART, RLENGTH)] <= 2) wanted[run] }
    run in wanted' >"$work/trace.jsonl"
  expect crm/trace.jsonl "$work/trace.jsonl" || fail "crm: trace, if it is right: examples/check.sh --update crm"
  sed '/^trace  /,$d' "$work/summary" >"$work/summary.txt"
  expect crm/summary.txt "$work/summary.txt" || fail "crm: summary, if it is right: examples/check.sh --update crm"
}

if [ $# -eq 0 ]; then set -- $(for folder in */; do [ -f "$folder/schema.lsq" ] && echo "${folder%/}"; done); fi
for example in "$@"; do
  before=$failures
  check_tests "$example"
  if [ "$example" = crm ]; then
    check_crm
  elif [ -f "$example/events.jsonl" ]; then
    check_trace "$example"
  fi
  if [ "$before" -eq "$failures" ]; then echo "ok   $example"; fi
done
exit $((failures > 0))
