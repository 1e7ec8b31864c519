"""Start here: build the app, wire it, serve it."""

import conv  # noqa: F401  (first: it sets the BLAS threads, before anything loads NumPy)

# isort: split
from dash import Dash

import components.callbacks  # noqa: F401  (importing registers them)
from components.answers import answers
from components.delivery import deliver
from components.faults import explain_faults
from components.guard import guard_callbacks
from components.headers import send_headers
from components.shell import INDEX, shell

app = Dash(
    __name__,
    use_pages=True,
    pages_folder="components/pages",
    title="Separable",
    include_pages_meta=False,  # else the page holds its own address, and differs from visit to visit
    update_title=None,  # a title that flickers with each request is noise
    index_string=INDEX,
)
app.layout = shell
server = app.server
server.config["MAX_CONTENT_LENGTH"] = 200_000  # bytes; twice what all values set by hand can take
server.register_blueprint(answers)
explain_faults(app)
guard_callbacks(app)
send_headers(app)
deliver(app)

if __name__ == "__main__":
    app.run()
