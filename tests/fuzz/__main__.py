"""`make fuzz`: sends `--count` requests from a `--seed` to a real server; `--only` repeats a single request."""

import argparse
import sys
import time

from tests.fuzz.driver import fuzz


def main() -> int:
    """Print a table of kinds and statuses, and each fault with the command that repeats it."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--only", type=int)
    options = parser.parse_args()
    began = time.monotonic()
    report = fuzz(options.seed, range(options.count) if options.only is None else [options.only])
    took = time.monotonic() - began
    print(f"Seed {options.seed}: {report.totals.total():,} answers in {took:,.0f} s")
    for (kind, status), count in sorted(report.totals.items()):
        print(f"{kind:10}{status or 'none':>6}{count:9,}")
    for pid, (now, most) in report.memory.items():
        print(f"worker {pid}: {now / 1e6:.0f} MB, at most {most / 1e6:.0f} MB")
    print(*report.faults[:20], sep="\n\n")
    print(f"{len(report.faults)} faults")
    return bool(report.faults)


if __name__ == "__main__":
    sys.exit(main())
