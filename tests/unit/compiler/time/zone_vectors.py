#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes zone_vectors.txt: what CPython's zoneinfo says at every change of offset from 2015 to 2040.

    python3 zone_vectors.py > zone_vectors.txt

First line: version of the tz database. Then per zone a line `= name` (of several names with the same data, the first),
and per change a row of numbers: unix second, offset before, offset after, and then, for the local times
    earlier edge - 1 s, earlier edge, middle, later edge - 1 s, later edge
of the gap or overlap, the instants zoneinfo resolves them to with fold=0 (PEP 495: in a gap the offset before it, in an
overlap the first), as seconds after the change.
"""
import datetime as dt
import hashlib
import pathlib
import zoneinfo

ZONEINFO = pathlib.Path("/usr/share/zoneinfo")
UTC = dt.timezone.utc
EPOCH = dt.datetime(1970, 1, 1, tzinfo=UTC)
BEGIN = int(dt.datetime(2015, 1, 1, tzinfo=UTC).timestamp())
END = int(dt.datetime(2041, 1, 1, tzinfo=UTC).timestamp())
STEP = 6 * 3600  # no zone changes twice within


def offset_at(zone, second):
    return int((EPOCH + dt.timedelta(seconds=second)).astimezone(zone).utcoffset().total_seconds())


def changes(zone):
    before = offset_at(zone, BEGIN)
    for low in range(BEGIN, END, STEP):
        after = offset_at(zone, low + STEP)
        if after == before:
            continue
        high = low + STEP
        while high - low > 1:
            middle = (low + high) // 2
            if offset_at(zone, middle) == before:
                low = middle
            else:
                high = middle
        yield high, before, after
        before = after


def resolve(zone, local_second):
    local = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=local_second)
    return int((local.replace(tzinfo=zone, fold=0) - EPOCH).total_seconds())


def main():
    print(ZONEINFO.joinpath("tzdata.zi").read_text().split("\n", 1)[0].removeprefix("# version "))
    seen = set()
    for name in sorted(zoneinfo.available_timezones()):
        digest = hashlib.sha256(ZONEINFO.joinpath(name).read_bytes()).digest()
        if digest in seen:
            continue
        seen.add(digest)
        zone = zoneinfo.ZoneInfo(name)
        print("=", name)
        for at, before, after in changes(zone):
            first, last = sorted((at + before, at + after))
            points = (first - 1, first, (first + last) // 2, last - 1, last)
            print(at, before, after, *(resolve(zone, point) - at for point in points))


main()
