"""Configuration of gunicorn, for `make run` and every deployment; service/deployment.py reads the variables."""

import gc
import os
import resource
import socket
import sys

from service import watchdog
from service.deployment import load
from service.logs import Log

deployment = load()
if deployment.metrics_port:
    from service import metrics

INHERITED = {"GUNICORN_PID", "LISTEN_PID"}  # set by a process that hands over a socket that is already listening

wsgi_app = "app:server"
bind = deployment.bind
workers = deployment.workers

# Browsers open connections ahead of need. Each would occupy a thread until it sends a request or 5 s have passed, and a
# class opens enough of them to block everybody. So the kernel holds a connection back until it has data, or for so many
# seconds (TCP_DEFER_ACCEPT, see `when_ready`).
silence = 30

# Seconds without an acknowledged byte after which the kernel closes the connection (TCP_USER_TIMEOUT). Otherwise a
# thread would wait forever for a client that has gone.
unacknowledged = 30

# A slow client occupies a thread as well: with 64 threads a worker serves dozens at once. Behind a proxy that buffers,
# "sync" does as well.
worker_class = deployment.worker_class
threads = 64 if worker_class == "gthread" else 1

# A browser opens up to six connections, and one worker may get those of 600 browsers. Many systems allow a process
# 1,024 open files until it asks for more.
worker_connections = 4_000
files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
if files != resource.RLIM_INFINITY and files < (needed := worker_connections + 1_000):
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed if most == resource.RLIM_INFINITY else min(needed, most), most))

# People think between two moves of a slider; a connection kept alive saves the next one a round trip.
keepalive = 30  # seconds

# The app compresses its files, and Dash sets itself up (during which it answers 500), once, before any worker exists.
preload_app = True

# A worker whose main loop is silent for so long is replaced. With threads the main loop is never silent, whatever a
# request does; service/watchdog.py watches those workers.
timeout = 30  # seconds

# How long a worker that is told to stop, by a reload or at the end, may finish its requests.
graceful_timeout = 30  # seconds

# gunicorn's remote control, which nobody uses here, would leave a socket in the home folder.
control_socket_disable = True

# Forwarding headers are read in one place, service/proxies.py, and only if there are proxies.
forwarded_allow_ips = ""
forwarder_headers = ""

# Whoever runs the lab by hand sees what happens in the browser. Otherwise lines go to stdout, for the supervisor.
logger_class = Log
accesslog = None if sys.stdout and sys.stdout.isatty() else "-"


def on_starting(server):
    """Say what prevents the start; gunicorn itself would try for five seconds and say little."""
    ours = server.cfg.bind == [deployment.bind] and not INHERITED & os.environ.keys()
    if ours and (error := deployment.bind_error()):
        sys.exit(error)


def when_ready(server):
    """Prepare the memory and the sockets, before the first worker is forked."""
    gc.freeze()  # the collector would write to all objects and so unshare the memory that workers inherit
    if hasattr(socket, "TCP_DEFER_ACCEPT"):  # Linux; connections inherit both options from the listener
        for listener in (one.sock for one in server.LISTENERS if one.sock.family != socket.AF_UNIX):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, silence)
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 1_000 * unacknowledged)
    if deployment.metrics_port:
        metrics.listen(deployment.metrics_port)


def post_worker_init(worker):
    """Start the threads of a new worker."""
    watchdog.watch(worker)
    if deployment.metrics_port:
        metrics.serve()


def pre_request(_, request):
    """A thread begins to work on a request."""
    watchdog.begin(request.path)


def post_request(_, __, ___, ____):
    """The thread has finished it."""
    watchdog.end()


def child_exit(_, worker):
    """A worker has ended."""
    if deployment.metrics_port:
        metrics.forget(worker.pid)


def on_exit(_):
    """The server ends."""
    if deployment.metrics_port:
        metrics.close()
