#!/usr/bin/env bash
# The main job: a month and a half of a CRM in virtual time, over GeoNames' cities. Arguments go to `lsq run`:
#   examples/crm/run.sh --store crm.lsqdb     keeps everything; stop it at any moment, start it again, and it goes on
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
lsq=${LSQ:-$here/../../build/release/bin/lsq}
out=${OUT:-$here/../../build/crm}
mkdir -p "$out"

"$lsq" run "$here" \
  --records "$here/data/accounts.csv" --records "$here/data/users.csv" --records "$here/data/leads.csv" \
  --events "$here/data/events.jsonl" --virtual --until 2026-04-15T00:00:00Z \
  --trace "$out/trace.jsonl" --outbox "$out/outbox" "$@"
echo
echo "trace    $out/trace.jsonl"
echo "outbox   $out/outbox ($(find "$out/outbox" -type f | wc -l) files)"
