"""What a check says, and how it fails."""

import os
import sys


def ok(check):
    print(f"ok {check}", flush=True)


def skip(check, reason):
    print(f"skip {check}: {reason}", flush=True)


def expect(actual, expected, what):
    if actual != expected:
        raise AssertionError(f"{what}: {actual!r} instead of {expected!r}")


def holds(condition, what):
    if not condition:
        raise AssertionError(what)


def run(main):
    try:
        main()
    except Exception as error:
        print(f"not ok {type(error).__name__}: {error}", flush=True)
        if "PADDOCK_TRACE" in os.environ:
            raise
        sys.exit(1)
