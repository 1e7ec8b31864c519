"""Write conv/images/samples.npz from the pictures in scikit-image's package; see CREDITS.md.

Run it where scikit-image 0.26 and Pillow are installed: python tools/pictures.py
"""

from pathlib import Path

import numpy as np
import skimage
from PIL import Image

SIDE = 224
TARGET = Path(__file__).parents[1] / "conv" / "images" / "samples.npz"
# Key: file, left, top and side of the crop. The squares are chosen to be recognisable at 32 × 32.
CROPS = {
    "cat": ("chelsea.png", 90, 0, 300),
    "astronaut": ("astronaut.png", 72, 0, 290),
    "coffee": ("coffee.png", 75, 0, 400),
    "rocket": ("rocket.jpg", 105, 0, 427),
    "skyline": ("camera.png", 0, 0, 512),
    "bricks": ("brick.png", 0, 0, 240),
    "gravel": ("gravel.png", 0, 0, 160),
    "handwriting": ("text.png", 0, 0, 172),
    "retina": ("retina.jpg", 60, 256, 900),
}


def crop(file: str, left: int, top: int, side: int) -> np.ndarray:
    """Crop and resize a picture: uint8, (SIDE, SIDE) for a grey picture and (SIDE, SIDE, 3) for a coloured one."""
    with Image.open(Path(skimage.__file__).parent / "data" / file) as image:
        square = image.crop((left, top, left + side, top + side))
        return np.asarray(square.resize((SIDE, SIDE), Image.Resampling.LANCZOS))


if __name__ == "__main__":
    np.savez_compressed(TARGET, **{key: crop(*source) for key, source in CROPS.items()})
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")
