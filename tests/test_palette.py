"""The palette is the published one, and can be read in both themes."""

import json
import pathlib

import pytest

from tests.palette import CURRENT, DEPTHWISE, LIT, OKABE_ITO, POINTWISE, PURPLE_TO_BROWN, STANDARD, contrast

PALETTE = json.loads((pathlib.Path(__file__).parents[1] / "assets/drawing/palette.json").read_text())
LIGHT, DARK = PALETTE["light"], PALETTE["light"] | PALETTE["dark"]


def test_stages_have_the_colours_of_okabe_and_ito():
    """They can be told apart with any kind of colour vision."""
    published = {
        "standard": STANDARD,
        "depthwise": OKABE_ITO["vermillion"],
        "depthwise-fill": DEPTHWISE,
        "pointwise": POINTWISE,
        "current": CURRENT,
        "lit": LIT,
    }
    assert published == {name: LIGHT[name] for name in published} == {name: DARK[name] for name in published}


def test_signed_values_have_the_colours_of_colorbrewer():
    """Purple is negative, brown positive, and zero is nearly white; values without a sign are grey."""
    assert [PURPLE_TO_BROWN, ["#000000", "#ffffff"]] == [PALETTE["scales"][name] for name in ("signed", "unsigned")]


def test_savings_go_from_the_standard_colour_to_the_pointwise_one():
    """The stages' colours stand in this order between a darker one at each end."""
    scale = PALETTE["scales"]["saving"]
    assert [STANDARD, DEPTHWISE, POINTWISE] == [scale[n] for n in (1, 4, 5)]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_can_be_read(theme):
    """WCAG 2.2 AA: a contrast of 4.5 on everything that lies behind text."""
    texts = [name for name in theme if name.endswith("-text")] + ["ink", "quiet"]
    pairs = [(text, ground) for text in texts for ground in ("paper", "wash")]
    assert [] == [pair for pair in pairs if contrast(*(theme[name] for name in pair)) < 4.5]
