from base64 import urlsafe_b64encode

import numpy as np
import pytest

from conv.images.pictures import UPLOADED
from conv.lab.settings import Settings


@pytest.fixture
def uploaded(rng):
    """Settings with an uploaded picture, the picture as an array, and the form data that a page sends."""
    stored = rng.integers(0, 256, (12, 12, 3), np.uint8)
    settings = Settings(image=UPLOADED, size=12, channels=5, filters=4)
    form = settings.to_dict() | {"picture": urlsafe_b64encode(stored.tobytes()).decode()}
    return settings, np.float32(stored / 255), form
