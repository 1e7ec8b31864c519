"""What tests see of a page: pixels of canvases, computed colours, and where elements are."""

import base64
import io
import re

import numpy as np
from PIL import Image


def pixels(canvas):
    """A canvas as rows × columns × (red, green, blue)."""
    return picture(base64.b64decode(canvas.evaluate("one => one.toDataURL('image/png').split(',')[1]")))


def picture(file):
    """A picture's file, such as a screenshot, as rows × columns × (red, green, blue)."""
    return np.asarray(Image.open(io.BytesIO(file)).convert("RGB")).astype(int)


def colour(element, name, pseudo=None):
    """A computed style as red, green and blue, such as of "color"; the first colour where there are several."""
    return _shades(element.evaluate("(one, [name, pseudo]) => getComputedStyle(one, pseudo)[name]", [name, pseudo]))


def colours(elements, name):
    """The same of each of the elements."""
    return [*map(_shades, elements.evaluate_all("(all, name) => all.map((one) => getComputedStyle(one)[name])", name))]


def _shades(text):
    return tuple(map(int, re.search(r"rgba?\((\d+), (\d+), (\d+)", text).groups()))


def boxes(elements):
    """Where elements are: left, top, width and height in CSS pixels, one row each."""
    rows = elements.evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({ x, y, width, height }) => [x, y, width, height])"
    )
    return np.array(rows)


def middles(elements):
    """The middles of elements, one row each."""
    drawn = boxes(elements)
    return drawn[:, :2] + drawn[:, 2:] / 2
