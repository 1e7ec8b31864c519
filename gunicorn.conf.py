"""How the lab is served: `make run` and any deployment read this file. PORT and HOST say where."""

import os

wsgi_app = "app:server"

# This machine only, until somebody decides otherwise: there is neither a password nor encryption.
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8050')}"

# Convolving is arithmetic: more processes than cores only take turns.
# Those that this process may run on, where the system says which. Two at least, so that one long computation leaves a
# process free for everybody else.
cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
workers = max(2, cores)

# Each worker's BLAS keeps to one thread, else workers × cores threads fight for the cores (measured: a third
# of the throughput). Set in the master, before the application brings in NumPy.
raw_env = ["OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1"]

# Browsers open connections ahead of need, and each occupies a thread until it speaks or 5 s have passed: with
# 4 threads two browsers stall the page for seconds. 64 take dozens at once; a proxy in front takes any number.
worker_class = "gthread"
threads = 64

# Between two moves of a slider people think; a connection kept open saves them a round trip.
keepalive = 30  # seconds

# Packing the files and Dash's set-up, during which it answers 500, happen once, before any worker exists.
preload_app = True

# A worker whose main loop is silent for so long is replaced. It does not stop a long request: the budget of
# MACs does that.
timeout = 30  # seconds

# gunicorn's remote control would leave a socket in the home folder that nobody here uses.
control_socket_disable = True
