"""How the lab is served: `make run` and any deployment read this file; service/deployment.py says what can be set."""

import gc
import os
import resource
import socket
import sys

from service import watchdog
from service.deployment import load
from service.logs import Log

service = load()
if service.metrics_port:
    from service import metrics

INHERITED = {"GUNICORN_PID", "LISTEN_PID"}  # variables of those who hand over a place that is taken already

wsgi_app = "app:server"
bind = service.bind
workers = service.workers

# Browsers open connections ahead of need, and each occupies a thread until it speaks or 5 s have passed: those of a
# class would stall everybody. So they wait in the system until they speak (see `when_ready`), or so many seconds.
silence = 30

# Who takes nothing of an answer for so many seconds has gone: else a thread would wait for ever.
patience = 30

# Each slow browser occupies a thread, too: 64 take dozens at once; behind a proxy "sync" does as well.
worker_class = service.worker_class
threads = 64 if worker_class == "gthread" else 1

# Browsers open six connections each, and one worker may get those of 600. Many systems let a process have 1,024
# files, until it asks for more.
worker_connections = 4_000
files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
if files != resource.RLIM_INFINITY and files < (needed := worker_connections + 1_000):
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed if most == resource.RLIM_INFINITY else min(needed, most), most))

# Between two moves of a slider people think; a connection kept open saves them a round trip.
keepalive = 30  # seconds

# Packing the files and Dash's set-up, during which it answers 500, happen once, before any worker exists.
preload_app = True

# A worker whose main loop is silent for so long is replaced. With threads that loop never is, whatever a request
# does: service/watchdog.py looks after those.
timeout = 30  # seconds

# What has begun when a worker is told to stop, on a reload or at the end, is finished.
graceful_timeout = 30  # seconds

# gunicorn's remote control would leave a socket in the home folder that nobody here uses.
control_socket_disable = True

# What proxies tell is read in one place, service/proxies.py, and only if there are any.
forwarded_allow_ips = ""
forwarder_headers = ""

# Who runs it by hand sees what happens in the browser; a service's lines are kept by what runs it.
logger_class = Log
accesslog = None if sys.stdout and sys.stdout.isatty() else "-"


def on_starting(server):
    """Before anything; gunicorn itself would try for five seconds, and not say much."""
    ours = server.cfg.bind == [service.bind] and not INHERITED & os.environ.keys()
    if ours and (obstacle := service.obstacle()):
        sys.exit(obstacle)


def when_ready(server):
    """Before the first worker."""
    gc.freeze()  # workers share what is loaded while nobody writes to it, as the collector would at each look
    if hasattr(socket, "TCP_DEFER_ACCEPT"):  # Linux; connections take both over
        for listener in (one.sock for one in server.LISTENERS if one.sock.family != socket.AF_UNIX):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, silence)
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 1_000 * patience)
    if service.metrics_port:
        metrics.listen(service.metrics_port)


def post_worker_init(worker):
    """A worker begins."""
    watchdog.watch(worker)
    if service.metrics_port:
        metrics.serve()


def pre_request(_, request):
    """A thread begins with a request."""
    watchdog.begin(request.path)


def post_request(_, __, ___, ____):
    """It is done."""
    watchdog.end()


def child_exit(_, worker):
    """A worker has ended."""
    if service.metrics_port:
        metrics.forget(worker.pid)


def on_exit(_):
    """The server ends."""
    if service.metrics_port:
        metrics.close()
