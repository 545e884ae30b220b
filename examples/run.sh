#!/usr/bin/env bash
# Runs one of the small examples on a virtual clock:  examples/run.sh over_limit_schedule --trace trace.jsonl
# Its *.csv are the records, events.jsonl what happens, `until` when the clock stops; more arguments go to `lsq run`.
set -euo pipefail
cd "$(dirname "$0")"
lsq=${LSQ:-../build/release/bin/lsq}
example=${1:?which example? one of: $(echo */)}
shift
if [ "${example%/}" = crm ]; then exec crm/run.sh "$@"; fi

arguments=(--events "${example%/}/events.jsonl" --virtual)
for records in "${example%/}"/*.csv; do
  if [ -f "$records" ]; then arguments+=(--records "$records"); fi
done
if [ -f "${example%/}/until" ]; then arguments+=(--until "$(cat "${example%/}/until")"); fi
exec "$lsq" run "${example%/}" "${arguments[@]}" "$@"
