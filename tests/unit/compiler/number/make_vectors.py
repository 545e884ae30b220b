#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes vectors.txt: what Python's decimal module says of a few thousand cases of Number arithmetic.

    python3 make_vectors.py > vectors.txt

Each line is `operation operand... = result`; a result is a number, a truth, or one of overflow, zero, nan, range. A
second word after a number says `inexact`. The generator is seeded, so the file only changes when this script does.
"""
import decimal
import random
from decimal import Decimal

decimal.getcontext().prec = 120
decimal.getcontext().Emax = 10**6
decimal.getcontext().Emin = -(10**6)

UNIT = Decimal(1).scaleb(-9)
LIMIT = Decimal(10) ** 18
RNG = random.Random(20260308)


def text(x):
    """The shortest exact text: what Print must write."""
    if x == 0:
        return "0"
    out = format(x, "f")
    return out.rstrip("0").rstrip(".") if "." in out else out


def checked(exact):
    rounded = exact.quantize(UNIT, decimal.ROUND_HALF_EVEN)
    return text(rounded) if abs(rounded) < LIMIT else "overflow"


def operand():
    """Values where things go wrong: any magnitude, few digits (for ties), the ends of the range, powers of two."""
    kind = RNG.randrange(8)
    if kind == 0:
        return Decimal(RNG.choice([0, 1, -1, 2, -2, 3, 5, 7, 10])) * UNIT
    if kind == 1:
        return RNG.choice([1, -1]) * (LIMIT - UNIT * RNG.choice([1, 2, 500_000_000, 10**9]))
    if kind == 2:
        return RNG.choice([1, -1]) * Decimal(2 ** RNG.randrange(90)) * UNIT % LIMIT
    if kind == 3:
        return Decimal(RNG.randrange(-200, 200)) / 2
    digits = RNG.randrange(1, 28)
    return RNG.choice([1, -1]) * Decimal(RNG.randrange(10**digits)) * UNIT


def emit(operation, operands, result):
    print(operation, *[text(x) if isinstance(x, Decimal) else x for x in operands], "=", result)


def divide(a, b):
    return "zero" if b == 0 else checked(a / b)


def remainder(a, b):
    return "zero" if b == 0 else checked(a - b * (a / b).to_integral_value(decimal.ROUND_DOWN))


def arithmetic(count):
    for _ in range(count):
        a, b = operand(), operand()
        emit("add", [a, b], checked(a + b))
        emit("sub", [a, b], checked(a - b))
        emit("mul", [a, b], checked(a * b))
        emit("div", [a, b], divide(a, b))
        emit("mod", [a, b], remainder(a, b))
        emit("less", [a, b], "true" if a < b else "false")


def product_ties(count):
    """Products of exactly half a unit too much, where half to even shows."""
    for _ in range(count):
        a = Decimal(RNG.randrange(1, 10**12) * 2 + 1) * UNIT
        emit("mul", [a, Decimal("0.5")], checked(a / 2))
        emit("mul", [Decimal("-0.5"), a], checked(-a / 2))
        emit("div", [a, Decimal(-2)], checked(-a / 2))


def rounding(count):
    for _ in range(count):
        a, digits = operand(), RNG.randrange(-20, 12)
        step = Decimal(1).scaleb(-digits)
        for operation, mode in [("round_even", decimal.ROUND_HALF_EVEN), ("round_up", decimal.ROUND_HALF_UP)]:
            emit(operation, [a, digits], checked((a / step).to_integral_value(mode) * step))
        emit("floor", [a], checked(a.to_integral_value(decimal.ROUND_FLOOR)))
        emit("ceil", [a], checked(a.to_integral_value(decimal.ROUND_CEILING)))
        emit("trunc", [a], checked(a.to_integral_value(decimal.ROUND_DOWN)))


def parse(source):
    exact = Decimal(source)
    if abs(exact) >= LIMIT:
        return "range"
    rounded = exact.quantize(UNIT, decimal.ROUND_HALF_EVEN)
    if abs(rounded) >= LIMIT:
        return "range"
    return text(rounded) + ("" if rounded == exact else " inexact")


def literal():
    whole = str(RNG.randrange(10 ** RNG.randrange(1, 22))).rjust(RNG.randrange(1, 4), "0")
    fraction = ""
    if RNG.random() < 0.8:
        fraction = "." + "".join(RNG.choice("0005099") for _ in range(RNG.randrange(1, 24)))
    exponent = ""
    if RNG.random() < 0.4:
        exponent = RNG.choice("eE") + RNG.choice(["", "+", "-", "-"]) + str(RNG.randrange(31))
    return RNG.choice(["", "-", "+"]) + whole + fraction + exponent


def parsing(count):
    for _ in range(count):
        source = literal()
        emit("parse", [source], parse(source))
    for source in ["0e99999", "-0", "-0.0000000001", "0.0000000005", "0.0000000015", "0.00000000050000000000000000001",
                   "999999999999999999.9999999994", "999999999999999999.9999999995", "1e18", "1e17", "-1e18",
                   "0.000000000000000000001e39", "1000000000000000000000e-21", "1e99999", "1e-99999"]:
        emit("parse", [source], parse(source))
    for source in [".5", "5.", "1e", "1e+", "--1", "+-1", "0x10", "1_000", "1,000", "NaN", "Infinity", "1.2.3", "e5", "-",
                   "١", "1e5.0"]:
        emit("parse", [source], "nan")


def dec64(count):
    for _ in range(count):
        a, scale = operand(), RNG.randrange(10)
        step = Decimal(1).scaleb(-scale)
        scaled = (a / step).to_integral_value(decimal.ROUND_HALF_EVEN)
        fits = abs(scaled) < LIMIT
        emit("dec64", [a, scale], f"{int(scaled)}{'' if scaled * step == a else ' inexact'}" if fits else "overflow")


arithmetic(400)
product_ties(60)
rounding(200)
parsing(600)
dec64(300)
