"""Named settings to start from."""

from conv.settings import Settings

EXAMPLES = {
    "Edges, blurs and colours of a photograph": Settings(),
    "Textbook: 32×32×3 → 64": Settings(size=32, filters=64),
    "First layer: 3 → 32": Settings(size=32, filters=32),
    "Sobel on a photograph": Settings(image="astronaut", size=128, filters=4, depthwise="sobel-x"),
    "MobileNetV1: 112×112×32 → 64": Settings(size=112, channels=32, filters=64, padding="same"),
    "MobileNetV1: 56×56×128 → 128": Settings(size=56, channels=128, filters=128, padding="same"),
    "MobileNetV1: 28×28×256 → 256": Settings(size=28, channels=256, filters=256, padding="same"),
    "MobileNetV1: 14×14×512 → 512": Settings(size=14, channels=512, filters=512, padding="same"),
    "A 1×1 kernel saves nothing": Settings(kernel=1),
    "A single filter saves nothing": Settings(filters=1),
}
