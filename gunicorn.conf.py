"""The configuration of gunicorn, for `make run` and every deployment. service/deployment.py reads the variables."""

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

INHERITED = {"GUNICORN_PID", "LISTEN_PID"}  # variables of a process that passes on an open socket

wsgi_app = "app:server"
bind = deployment.bind
workers = deployment.workers

# Browsers open spare connections. Each would occupy a thread until it sends a request or 5 s have passed, and a class
# opens enough of them to block all threads. So the kernel keeps a connection until data arrives, or for this number of
# seconds (TCP_DEFER_ACCEPT).
defer_accept = 30

# Seconds without an acknowledged byte after which the kernel closes the connection (TCP_USER_TIMEOUT). Otherwise a
# thread would wait forever for a client that has gone.
unacknowledged = 30

# A slow client occupies a thread as well. With 64 threads, a worker serves dozens of them at once. Behind a buffering
# proxy, "sync" is sufficient.
worker_class = deployment.worker_class
threads = 64 if worker_class == "gthread" else 1

# A browser opens up to six connections, and one worker may get those of 600 browsers. Many systems allow a process only
# 1,024 open files unless it raises the limit.
worker_connections = 4_000
soft_limit, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
if soft_limit != resource.RLIM_INFINITY and soft_limit < (needed := worker_connections + 1_000):
    raised = needed if hard_limit == resource.RLIM_INFINITY else min(needed, hard_limit)
    resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard_limit))

# Users pause between two moves of a slider. A connection kept alive saves the next request a round trip.
keepalive = 30  # seconds

# Load the app before the workers are forked: it compresses its files once, and Dash, which answers 500 while it sets
# itself up, is ready.
preload_app = True

# gunicorn replaces a worker whose main loop does not respond for this time. In threaded workers the main loop always
# responds, whatever a request does. service/watchdog.py monitors them instead.
timeout = 30  # seconds

# The time that a worker has to finish its requests after a reload or a shutdown.
graceful_timeout = 30  # seconds

# gunicorn's control socket is not used, and would leave a file in the home folder.
control_socket_disable = True

# Forwarding headers are read in one place, service/proxies.py, and only if there are proxies.
forwarded_allow_ips = ""
forwarder_headers = ""

# No access log on a terminal; otherwise it goes to stdout, for the supervisor.
logger_class = Log
accesslog = None if sys.stdout and sys.stdout.isatty() else "-"


def on_starting(server):
    """Exit with a sentence if the port cannot be opened. gunicorn would retry for five seconds and explain little."""
    ours = server.cfg.bind == [deployment.bind] and not INHERITED & os.environ.keys()
    if ours and (error := deployment.bind_error()):
        sys.exit(error)


def when_ready(server):
    """Prepare memory and sockets before the first worker is forked."""
    gc.freeze()  # the garbage collector would write to all objects, so that workers could not share their memory
    if hasattr(socket, "TCP_DEFER_ACCEPT"):  # Linux; connections inherit both options from the listener
        for listener in (each.sock for each in server.LISTENERS if each.sock.family != socket.AF_UNIX):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, defer_accept)
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 1_000 * unacknowledged)
    if deployment.metrics_port:
        metrics.listen(deployment.metrics_port)


def post_worker_init(worker):
    """Start the threads of a new worker."""
    watchdog.watch(worker)
    if deployment.metrics_port:
        metrics.serve()


def pre_request(_, request):
    """Tell the watchdog that this thread starts a request."""
    watchdog.begin(request.path)


def post_request(_, __, ___, ____):
    """Tell the watchdog that this thread has finished its request."""
    watchdog.end()


def child_exit(_, worker):
    """Remove the memory metric of a worker that has ended."""
    if deployment.metrics_port:
        metrics.forget(worker.pid)


def on_exit(_):
    """Delete the metrics folder."""
    if deployment.metrics_port:
        metrics.close()
