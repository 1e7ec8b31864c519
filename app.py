"""The entry point: builds the app, connects its parts and serves it."""

import conv  # noqa: F401  (first: it sets the number of BLAS threads before NumPy is loaded)

# isort: split
import logging

from dash import Dash, page_registry

# Importing these modules registers their routes.
import components.layer
import components.picture  # noqa: F401
from components.callbacks import without_click_counters
from components.shell import INDEX, page_data, shell
from conv.lab.experiment import self_test
from service.answers import answers, cache_counts
from service.delivery import deliver
from service.deployment import load
from service.errors import explain_errors
from service.guard import guard_requests
from service.headers import send_headers
from service.health import answer_probes
from service.memory import configure_malloc
from service.proxies import configure_proxies
from service.request_ids import assign_request_ids
from service.watchdog import stopping

deployment = load()
if deployment.metrics_port:
    from service.metrics import measure

configure_malloc()
app = Dash(
    __name__,
    use_pages=True,
    pages_folder="components/pages",
    title="Separable",
    include_pages_meta=False,  # they contain the URL, so the page would differ between visits
    update_title=None,  # otherwise the title would change during each request
    index_string=INDEX,
    include_assets_files=False,  # service/scripts.py bundles them
    requests_pathname_prefix=deployment.prefix,
    routes_pathname_prefix="/",
    enable_mcp=False,  # the lab has no API for other programs
)
app.layout = without_click_counters(shell)
for page in page_registry.values():
    page["layout"] = without_click_counters(page["layout"])
server = app.server
server.config["MAX_CONTENT_LENGTH"] = 200_000  # bytes; twice the size of the most values that can be set by hand
server.register_blueprint(answers)
assign_request_ids(server, behind_proxy=deployment.proxies > 0)
answer_probes(server, stopping, self_test)
if deployment.metrics_port:
    measure(server, cache_counts)
configure_proxies(server, deployment.prefix, deployment.proxies)
explain_errors(app)
guard_requests(app)
send_headers(app)
deliver(app, page_data)
server.config["TRUSTED_HOSTS"] = list(deployment.hosts) or None  # last: `deliver` sends requests to localhost

if __name__ == "__main__":
    logging.getLogger("werkzeug").disabled = True  # it would log addresses and queries
    app.run(host=deployment.host, port=deployment.port)
