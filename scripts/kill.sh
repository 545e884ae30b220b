#!/usr/bin/env bash
# Kills `lsq run` so many times at moments of all kinds, and holds what is left to what an undisturbed run leaves.
# Usage: scripts/kill.sh [kills] [seed]     first the small project of tests/kill, then examples/crm
set -euo pipefail
cd "$(dirname "$0")/.."

export LSQ_KILLS=${1:-200} LSQ_KILL_SEED=${2:-1}
scripts/build.sh release
LSQ_KILL_CRM=0 build/release/tests/kill/kill_test
LSQ_KILL_CRM=1 build/release/tests/kill/kill_test
