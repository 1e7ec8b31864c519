"""The pages of the lab from Dash's registry, so that tools and benchmarks need no list of their own.

Besides path and name, a page registers what a benchmark needs in order to send the same requests as its scripts:

- `answers`: the route of the page's data, if the server computes them;
- `more`: parameters that the page adds to the settings, with their initial values;
- `subject`: "network" if the page shows a network; otherwise it shows the layer of the settings.
"""

from dash import page_registry

import app  # noqa: F401  (importing it registers the pages)

PAGES = {page["path"]: page for page in sorted(page_registry.values(), key=lambda page: page["order"])}
