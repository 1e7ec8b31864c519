import io
import json
import pathlib
import re
import shutil
import subprocess

import dash
import pandas as pd
import pytest

from components import figures
from conv import cost, ratio
from conv.lab.settings import COUNTS, FIELDS, UNITS, Settings
from conv.tables import FIGURES, STAGES, cost_table

TEXTS_JS = pathlib.Path(__file__).parents[3] / "assets" / "savings" / "texts.js"


@pytest.fixture
def layout(client):  # the client imports the app, which registers the pages
    """The layout for invalid settings, as text."""
    page = next(page for page in dash.page_registry.values() if page["path"] == "/savings")
    return str(page["layout"](size="99999", utm_source="mail").to_plotly_json())


def text_names(text):
    """The names of the texts that a layout contains."""
    return set(re.findall(r"data-savings\W+?([a-z0-9_.]+)", text))


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_script_has_a_text_for_every_place(layout):
    """A mistyped name would leave an element empty."""
    arguments = f"{json.dumps(Settings().layer | {'unit': 'macs'})}, {json.dumps(UNITS)}"
    line = f"console.log(Object.keys(require({json.dumps(str(TEXTS_JS))}).texts({arguments})).join())"
    names = subprocess.run(["node", "-e", line], capture_output=True, text=True, check=True).stdout.strip().split(",")
    assert text_names(layout)
    assert set() == text_names(layout) - set(names)


def test_every_figure_of_every_stage_has_a_place(layout):
    """The table is the text equivalent of the charts."""
    assert {f"{stage}.{figure}" for stage in STAGES for figure in FIGURES} <= text_names(layout)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_costs_are_the_table_of_the_settings(client, method):
    """As CSV, with bias, in a file named after the layer. Settings come in the query string or in a form."""
    settings = Settings(size=32, filters=64, bias=True)
    sent = {"query_string" if method == "get" else "data": settings.to_dict()}
    answer = getattr(client, method)("/answers/costs.csv", **sent)
    name = "costs-size32-channels3-filters64-kernel3-stride1-paddingvalid-dilation1-multiplier1-biasTrue.csv"
    assert f"attachment; filename={name}" == answer.headers["Content-Disposition"]
    assert ("text/csv", "no-cache") == (answer.mimetype, answer.headers["Cache-Control"])
    table = pd.read_csv(io.BytesIO(answer.data), index_col="Figure")
    [*sent_back] = table[list(settings.layer)].drop_duplicates().to_dict("records")
    assert [settings.layer] == sent_back
    assert cost(**settings.layer).separable.macs == table.loc["MACs", "Separable"]
    pd.testing.assert_frame_equal(
        cost_table(**settings.layer).astype(float), table.drop(columns=[*settings.layer]), check_dtype=False
    )


def test_a_layer_too_large_for_a_picture_has_costs(client):
    """Costs are computed for every layer."""
    assert 200 == client.get("/answers/costs.csv?size=224&channels=64&filters=256").status_code


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"size": "x"}, "size='x': choose a whole number from 1 to 320."),
        ({"kernel": 11, "size": 4}, "kernel=11 does not fit"),
    ],
)
def test_settings_that_do_not_work_have_no_costs(client, settings, sentence):
    """A sentence says why."""
    answer = client.get("/answers/costs.csv", query_string=settings)
    assert 422 == answer.status_code
    assert answer.get_json()["error"]["message"].startswith(sentence)


def test_a_tile_stands_for_each_stop_of_the_sliders():
    """Rows are kernels, columns are filters, and there is one more edge than tiles."""
    (heat,) = figures.tiles().data
    assert (len(FIELDS["kernel"].metadata["steps"]) + 1, len(COUNTS) + 1) == (len(heat.y), len(heat.x))
    assert all(left < n < right for left, n, right in zip(heat.x, COUNTS, heat.x[1:], strict=False))


def test_the_tiles_colours_span_every_ratio_that_settings_allow():
    """From the largest saving to the largest loss. The break-even is at a ratio of 1."""
    extremes = [
        1 / ratio(max(COUNTS), 11, 1),  # saves most
        1 / ratio(1, 1, FIELDS["multiplier"].metadata["high"]),
    ]
    assert 2**figures.DEAREST <= min(extremes) <= max(extremes) <= 2**figures.CHEAPEST
    assert figures.BREAK_EVEN == -figures.DEAREST / (figures.CHEAPEST - figures.DEAREST)


def test_the_saving_axes_show_every_saving_that_settings_allow():
    """For D = 1; the script divides by D."""
    assert figures.LEAST < 1 / ratio(1, 1, 1) < 1 / ratio(max(COUNTS), max(figures.KERNELS), 1) < figures.MOST


@pytest.mark.parametrize("figure", [figures.saving_by_filters(), figures.saving_by_kernel(), figures.tiles()])
def test_figures_travel_without_template_or_encoded_arrays(figure):
    """The script needs x as a plain list. A template would add 6.5 kB to each figure."""
    sent = figure.to_json()
    assert "bdata" not in sent
    assert len(sent) < 6_500
