"""Start here: build the app, wire it, serve it."""

import conv  # noqa: F401  (first: it sets the BLAS threads, before anything loads NumPy)

# isort: split
import logging

from dash import Dash

import components.callbacks  # noqa: F401  (importing registers them)
from components.shell import INDEX, data, shell
from service.answers import answers, cache_use
from service.delivery import deliver
from service.deployment import load
from service.errors import explain_faults
from service.guard import guard_requests
from service.headers import send_headers
from service.health import answer_probes
from service.memory import share_memory
from service.proxies import place
from service.request_ids import number_requests
from service.watchdog import stopping

service = load()
if service.metrics_port:
    from service.metrics import measure

share_memory()
app = Dash(
    __name__,
    use_pages=True,
    pages_folder="components/pages",
    title="Separable",
    include_pages_meta=False,  # else the page holds its own address, and differs from visit to visit
    update_title=None,  # a title that flickers with each request is noise
    index_string=INDEX,
    include_assets_files=False,  # service/scripts.py joins them
    requests_pathname_prefix=service.prefix,
    routes_pathname_prefix="/",
    enable_mcp=False,  # nobody asks the lab but its own pages
)
app.layout = shell
server = app.server
server.config["MAX_CONTENT_LENGTH"] = 200_000  # bytes; twice what all values set by hand can take
server.register_blueprint(answers)
number_requests(server, told=service.proxies > 0)
answer_probes(server, stopping)
if service.metrics_port:
    measure(server, cache_use)
place(server, service.prefix, service.proxies)
explain_faults(app)
guard_requests(app)
send_headers(app)
deliver(app, data)
server.config["TRUSTED_HOSTS"] = list(service.hosts) or None  # last, for the requests above name none of them

if __name__ == "__main__":
    logging.getLogger("werkzeug").disabled = True  # it would write who asked for what
    app.run(host=service.host, port=service.port)
