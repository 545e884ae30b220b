#!/usr/bin/env bash
# Installs the Debian packages that are missing. Usage: scripts/setup.sh build|check|fuzz ...
# Quick when nothing is missing: it asks dpkg once and calls apt-get only for what is not there.
set -euo pipefail

# What each set is for: `build` compiles everything and runs the tests, `check` reads the code (format, tidy, clang),
# `fuzz` adds what libFuzzer targets link. tzdata is data that the build embeds.
build=(g++ cmake ninja-build ccache pkg-config antlr4 libantlr4-runtime-dev libicu-dev libsqlite3-dev libsimdjson-dev
       nlohmann-json3-dev libcli11-dev libgtest-dev tzdata sqlite3)
check=(clang-19 clang-format-19 clang-tidy-19)
fuzz=(clang-19 libclang-rt-19-dev)
bench=(libbenchmark-dev)

wanted=()
for name in "$@"; do
  case $name in
    build) wanted+=("${build[@]}") ;;
    check) wanted+=("${check[@]}") ;;
    fuzz) wanted+=("${fuzz[@]}") ;;
    bench) wanted+=("${bench[@]}") ;;
    *) echo "setup: no set of packages is called '$name' (there are: build, check, fuzz, bench)" >&2; exit 2 ;;
  esac
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "setup: this script knows Debian 12 and its relatives only; elsewhere install by hand: ${wanted[*]}" >&2
  exit 1
fi

# dpkg-query fails when it does not know a package at all; what it prints about the others still counts.
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^installed //p' || true)
missing=()
for package in "${wanted[@]}"; do
  grep -qxF "$package" <<<"$installed" || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: missing packages, and neither root nor sudo to install them. Run as root:" >&2
    echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "setup: installing ${#missing[@]} packages: ${missing[*]}"
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@" </dev/null
}
if ! apt update; then
  echo "setup: apt-get update failed: is the network there, and are the sources in /etc/apt right?" >&2
  exit 1
fi
if ! apt install -y --no-install-recommends "${missing[@]}"; then
  echo "setup: apt-get could not install ${missing[*]} (needs the packages of Debian 12 or newer)" >&2
  exit 1
fi
