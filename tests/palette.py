"""
Colours that others have published, for tests that look at what is drawn.

Okabe & Ito, "Color Universal Design" (2008), in the order of their table, and ColorBrewer 2.0, "RdBu" with 11 classes,
reversed (Harrower & Brewer 2003).
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

BLUE_TO_RED = [
    "#053061",
    "#2166ac",
    "#4393c3",
    "#92c5de",
    "#d1e5f0",
    "#f7f7f7",
    "#fddbc7",
    "#f4a582",
    "#d6604d",
    "#b2182b",
    "#67001f",
]


def channels(colour):
    """Red, green and blue from 0 to 255, of a colour such as #0072b2."""
    return tuple(bytes.fromhex(colour[1:]))


def hue(shades):
    """The hue of red, green and blue in degrees."""
    return 360 * colorsys.rgb_to_hsv(*shades)[0]


def signed(shade):
    """The colour of a shade from 0 (the most negative value) to 255 in a signed map, interpolated between the stops."""
    at = shade / 255 * (len(BLUE_TO_RED) - 1)
    lower, upper = channels(BLUE_TO_RED[int(at)]), channels(BLUE_TO_RED[min(int(at) + 1, len(BLUE_TO_RED) - 1)])
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
