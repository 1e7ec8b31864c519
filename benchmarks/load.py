"""Simulates a class: `python -m benchmarks.load --users 300 --minutes 10`; `--nginx` puts nginx in front."""

import argparse
import pathlib
import re
import resource
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import mean

import gevent
import psutil
from gevent.hub import Hub
from locust.env import Environment

from benchmarks.student import CHANGE, EVENT, LOAD, REOPENED, TURN, Refused, Student
from service.deployment import useful_workers
from tools.proxied import Instance, proxied

ARRIVAL = 10  # seconds in which all students arrive
SAMPLED = 5  # seconds between two memory samples
METRIC = re.compile(r"^separable_cache_(hits|misses) (\S+)$", re.MULTILINE)


Hub.NOT_ERROR = (*Hub.NOT_ERROR, Refused)  # Locust counts these failures; gevent need not print them as well

TABLE = """\
| | |
|---|--:|
| students | {users} |
| minutes | {minutes:g} |
| requests | {requests:,} |
| errors | {errors:,} |
| kept connections found closed, and reopened | {reopened} |
| settings changes | {changes.num_requests:,} |
| settings change p50 / p95 / p99, ms | {change} |
| page load p50 / p95 / max, ms | {load} |
| page turn p50 / p95, ms | {turn} |
| answers from the cache | {hits} |
| CPU of the servers, nginx, the students, cores | {cpu} |"""


@contextmanager
def lab(nginx: bool) -> Iterator[tuple[str, list[Instance]]]:
    """Start one server, as `make run` does, or two behind nginx. Yields the URL and the servers."""
    if not nginx:
        with Instance(useful_workers()) as instance:
            yield f"http://127.0.0.1:{instance.port}", [instance]
        return
    with tempfile.TemporaryDirectory() as folder, proxied(pathlib.Path(folder)) as running:
        yield running


class Memory:
    """Samples the memory of each worker: RSS, and PSS, which divides shared pages among the processes."""

    def __init__(self, workers: list[psutil.Process]) -> None:
        """Start without samples."""
        self.workers, self.began, self.samples = workers, time.monotonic(), []

    def watch(self) -> None:
        """Take samples while all workers are running."""
        while all(worker.is_running() for worker in self.workers):
            infos = [worker.memory_full_info() for worker in self.workers]
            self.samples.append((time.monotonic() - self.began, [(info.rss, info.pss) for info in infos]))
            gevent.sleep(SAMPLED)

    def lines(self) -> Iterator[str]:
        """Table rows that compare the first and the last minute of each worker, or the halves of a shorter run."""
        end = self.samples[-1][0]
        minute = min(60, end / 2)
        for n, worker in enumerate(self.workers):
            for kind, name in enumerate(("RSS", "PSS")):
                first = mean(sizes[n][kind] for at, sizes in self.samples if at <= minute) / 1e6
                last = mean(sizes[n][kind] for at, sizes in self.samples if at >= end - minute) / 1e6
                yield f"| worker {worker.pid} {name}, MB | {first:.1f} | {last:.1f} | {last / first - 1:+.1%} |"


def attend(address: str, users: int, seconds: float) -> tuple[Environment, list[str]]:
    """Simulate the students. Returns Locust's statistics and a list of all failures."""
    # With a stop timeout, students finish what they have begun.
    environment = Environment(user_classes=[Student], host=address, stop_timeout=60)
    began, faults = time.monotonic(), []

    @environment.events.request.add_listener
    def note(name: str, exception: Exception | None, **_: object) -> None:
        if exception and name not in (CHANGE, LOAD, TURN):
            faults.append(f"after {time.monotonic() - began:.1f} s, {name}: {exception!r}")

    runner = environment.create_local_runner()
    runner.start(users, spawn_rate=users / ARRIVAL)
    gevent.sleep(seconds)
    runner.stop()
    gevent.sleep(1)  # for requests that Locust does not wait for, because they began at the last moment
    return environment, faults


def servers(instances: list[Instance]) -> dict[str, list[psutil.Process]]:
    """The processes of the lab, of nginx, and of the students, who all run in this process."""
    workers = [psutil.Process(pid) for instance in instances for pid in instance.workers()]
    children = psutil.Process().children(recursive=True)
    nginx = [child for child in children if "nginx: worker process" in " ".join(child.cmdline())]
    return {"workers": workers, "nginx": nginx, "students": [psutil.Process()]}


def cpu(processes: dict[str, list[psutil.Process]]) -> dict[str, float]:
    """Seconds of CPU time used so far, by kind of process."""
    return {kind: sum(sum(process.cpu_times()[:2]) for process in group) for kind, group in processes.items()}


def hit_rate(instances: list[Instance]) -> str:
    """The share of answers from the cache, from the servers' metrics."""
    sums = {"hits": 0.0, "misses": 0.0}
    for instance in instances:
        address = f"http://127.0.0.1:{instance.environment['SEPARABLE_METRICS_PORT']}/metrics"
        with urllib.request.urlopen(address) as answer:
            for name, value in METRIC.findall(answer.read().decode()):
                sums[name] += float(value)
    return f"{sums['hits'] / sum(sums.values()):.1%} of {sum(sums.values()):,.0f}"


def table(environment: Environment, options: argparse.Namespace, spent: dict[str, float], hits: str) -> str:
    """The students' statistics in Markdown."""
    events = {name: environment.stats.get(name, EVENT) for name in (CHANGE, LOAD, TURN)}
    requests = [entry for entry in environment.stats.entries.values() if entry.method != EVENT]

    def times(name: str, *shares: float) -> str:
        return " / ".join(f"{events[name].get_response_time_percentile(share):,.0f}" for share in shares)

    return TABLE.format(
        users=options.users,
        minutes=options.minutes,
        requests=sum(entry.num_requests for entry in requests),
        errors=sum(entry.num_failures for entry in requests),
        reopened=sum(environment.stats.get(REOPENED, method).num_requests for method in ("GET", "POST")),
        changes=events[CHANGE],
        change=times(CHANGE, 0.5, 0.95, 0.99),
        load=times(LOAD, 0.5, 0.95, 1),
        turn=times(TURN, 0.5, 0.95),
        hits=hits,
        cpu=" / ".join(f"{seconds / options.minutes / 60:.2f}" for seconds in spent.values()),
    )


def need_files(users: int) -> None:
    """Raise the limit of open files, because each student has up to 6 connections in this process."""
    needed, (_, most) = 7 * users + 1_000, resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < needed:
        raise SystemExit(f"{users} students need {needed} open files; raise the limit with `ulimit -Hn {needed}`.")
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed, most))


def main() -> None:
    """Run the load test once, and print its tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--nginx", action="store_true")
    options = parser.parse_args()
    need_files(options.users)
    with lab(options.nginx) as (address, instances):
        processes = servers(instances)
        memory, before = Memory(processes["workers"]), cpu(processes)
        sampling = gevent.spawn(memory.watch)
        environment, faults = attend(address, options.users, options.minutes * 60)
        sampling.kill()
        survived = processes["workers"] == servers(instances)["workers"]
        spent = {kind: after - before[kind] for kind, after in cpu(processes).items()} if survived else {}
        hits = hit_rate(instances)
    print(f"### {'nginx and two servers' if options.nginx else 'gunicorn alone'}\n")
    print(table(environment, options, spent, hits), end="\n\n")
    print("| memory | first minute | last minute | growth |\n|---|--:|--:|--:|")
    print("\n".join(memory.lines()))
    print("\n" + "\n".join(faults[:20]))
    if faults or not survived:
        raise SystemExit(f"{len(faults)} requests failed{'' if survived else ', and workers were replaced'}.")


if __name__ == "__main__":
    main()
