#!/usr/bin/env python3
"""A step of a matching pipeline: who suits the order, and is rested.

programs.yaml    suited: {run: [/usr/bin/python3, /opt/mcf/suited.py]}
the pipeline     program: {run: suited, weight: 2, with: {wanted: "quick, gentle"}}
"""

import json
import sys

VERSION = "2026.1"


def value(worker, wanted):
    """From 0 to 1: the share of the wanted strengths it has, halved by each other order of that day."""
    share = len(wanted & set(worker["strengths"])) / len(wanted) if wanted else 1
    return round(share / 2 ** worker["orders_that_day"], 6)


def say(**line):
    print(json.dumps(line))


def main():
    question, *workers, _end = (json.loads(line) for line in sys.stdin)
    if question["mcf"] != "step/1":
        sys.exit(f"this step speaks step/1, not {question['mcf']}")
    wanted = {name.strip() for name in question["params"].get("wanted", "").split(",") if name.strip()}

    say(step=question["step"], protocol=1, version=VERSION)
    for worker in workers:
        say(worker=worker["worker"], value=value(worker, wanted))
    say(end=True)


main()
