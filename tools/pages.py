"""The pages of the lab, as Dash's registry has them: tools and benchmarks need no list of their own.

Beside its path and name, a page registers what a benchmark must know to ask for the same as its scripts:

- `answers`: the route of its picture, if the server makes it;
- `more`: parameters that it adds to the settings, as they are when the page opens;
- `subject`: "network" if the picture shows a network; otherwise it shows the layer of the settings.
"""

from dash import page_registry

import app  # noqa: F401  (importing it registers the pages)

PAGES = {page["path"]: page for page in sorted(page_registry.values(), key=lambda page: page["order"])}
