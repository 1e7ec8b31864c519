"""
Colours that others have published, for tests that look at what is drawn.

Okabe & Ito, "Color Universal Design" (2008), in the order of their table, and ColorBrewer 2.0 with 11 classes: the
purple half of "PuOr" and the brown half of "BrBG", both reversed (Harrower & Brewer 2003).
"""

import colorsys

OKABE_ITO = {
    "orange": "#e69f00",
    "bluish green": "#009e73",
    "yellow": "#f0e442",
    "blue": "#0072b2",
    "vermillion": "#d55e00",
    "reddish purple": "#cc79a7",
}
STANDARD, DEPTHWISE, POINTWISE = (OKABE_ITO[name] for name in ("blue", "orange", "bluish green"))  # fills of the stages
CURRENT, LIT = OKABE_ITO["reddish purple"], OKABE_ITO["yellow"]

PURPLE_TO_BROWN = [
    "#2d004b",
    "#542788",
    "#8073ac",
    "#b2abd2",
    "#d8daeb",
    "#f7f7f7",
    "#f6e8c3",
    "#dfc27d",
    "#bf812d",
    "#8c510a",
    "#543005",
]


def channels(colour):
    """Red, green and blue from 0 to 255, of a colour such as #0072b2."""
    return tuple(bytes.fromhex(colour[1:]))


def hue(shades):
    """The hue of red, green and blue in degrees."""
    return 360 * colorsys.rgb_to_hsv(*shades)[0]


def brightness(shades):
    """From 0 to 255."""
    return sum(shades) / 3


def signed(shade):
    """The colour of a shade from 0 (the most negative value) to 255 in a signed map, interpolated between the stops."""
    at = shade / 255 * (len(PURPLE_TO_BROWN) - 1)
    lower, upper = (
        channels(PURPLE_TO_BROWN[int(at)]),
        channels(PURPLE_TO_BROWN[min(int(at) + 1, len(PURPLE_TO_BROWN) - 1)]),
    )
    return tuple(round(a + (b - a) * (at % 1)) for a, b in zip(lower, upper, strict=True))


def contrast(one, other):
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""

    def luminance(colour):
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in channels(colour))
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lower, higher = sorted([luminance(one), luminance(other)])
    return (higher + 0.05) / (lower + 0.05)
