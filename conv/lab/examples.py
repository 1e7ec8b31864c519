"""Named example settings."""

from dataclasses import replace

from conv.lab.settings import START, Settings
from conv.weights.filters import EQUIVALENT, INDEPENDENT

PHOTO = Settings(standard=EQUIVALENT)
BLOCK = replace(PHOTO, padding="same", pointwise="dense")  # a layer of MobileNet

EXAMPLES = {
    "Whole numbers": START,
    "A photograph: 3 channels → 32 maps": PHOTO,
    "The same, with 64 maps": replace(PHOTO, filters=64),
    "Edges on a portrait": replace(PHOTO, image="astronaut", size=128, filters=4, depthwise="sobel-x"),
    "Two layers chosen apart": replace(START, standard=INDEPENDENT),
    "MobileNet, early: 32 → 64 channels": replace(BLOCK, size=112, channels=32, filters=64),
    "MobileNet, middle: 128 → 128": replace(BLOCK, size=56, channels=128, filters=128),
    "MobileNet, later: 256 → 256": replace(BLOCK, size=28, channels=256, filters=256),
    "MobileNet, late: 512 → 512": replace(BLOCK, size=14, channels=512, filters=512),
    "Nothing saved: a 1×1 kernel": replace(START, kernel=1),
    "Nothing saved: one filter": replace(START, filters=1),
}
