"""Named example settings."""

from conv.lab.settings import Settings

EXAMPLES = {
    "First layer: 3 → 32": Settings(),
    "Textbook: 32×32×3 → 64": Settings(filters=64),
    "Edges and blurs": Settings(size=64),
    "Sobel on a portrait": Settings(image="astronaut", size=128, filters=4, depthwise="sobel-x"),
    "MobileNet 112², 32 → 64": Settings(size=112, channels=32, filters=64, padding="same"),
    "MobileNet 56², 128 → 128": Settings(size=56, channels=128, filters=128, padding="same"),
    "MobileNet 28², 256 → 256": Settings(size=28, channels=256, filters=256, padding="same"),
    "MobileNet 14², 512 → 512": Settings(size=14, channels=512, filters=512, padding="same"),
    "k = 1 saves nothing": Settings(kernel=1),
    "N = 1 saves nothing": Settings(filters=1),
}
