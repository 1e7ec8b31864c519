"""`make fuzz`: requests to a real server, `--seed` and `--count` of them; `--only` repeats one."""

import argparse
import sys
import time

from tests.fuzz.driver import fuzz


def main() -> int:
    """A table of kinds and statuses; faults with the line that repeats each."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args()
    began = time.monotonic()
    report = fuzz(asked.seed, range(asked.count) if asked.only is None else [asked.only])
    took = time.monotonic() - began
    print(f"Seed {asked.seed}: {report.totals.total():,} answers in {took:,.0f} s")
    for (kind, status), count in sorted(report.totals.items()):
        print(f"{kind:10}{status or 'none':>6}{count:9,}")
    for pid, (now, most) in report.memory.items():
        print(f"worker {pid}: {now / 1e6:.0f} MB, at most {most / 1e6:.0f} MB")
    print(*report.faults[:20], sep="\n\n")
    print(f"{len(report.faults)} faults")
    return bool(report.faults)


if __name__ == "__main__":
    sys.exit(main())
