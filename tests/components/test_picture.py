"""The route for uploaded pictures, over HTTP."""

from base64 import urlsafe_b64encode
from io import BytesIO

import pytest
from PIL import Image

from service.uploads import LARGEST_FILE


def test_a_file_becomes_a_small_picture(client):
    """Three bytes for each pixel, with a remark for the user."""
    file = BytesIO()
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(file, "PNG")
    answer = client.post("/answers/picture", data=file.getvalue())
    expected = {
        "picture": urlsafe_b64encode(b"\xff" * 30 * 30 * 3).decode(),
        "message": "What is transparent in your picture is shown on white.",
    }
    assert (expected, "no-store") == (answer.get_json(), answer.headers["Cache-Control"])


def test_a_large_picture_is_reduced_to_what_the_lab_needs(client):
    """320 pixels a side, the largest size of a layer."""
    file = BytesIO()
    Image.new("RGB", (500, 400), "white").save(file, "PNG")
    picture = client.post("/answers/picture", data=file.getvalue()).get_json()["picture"]
    assert 4 * 320**2 == len(picture)  # four characters hold the three bytes of a pixel


@pytest.mark.parametrize("content_type", ["image/png", "multipart/form-data; boundary=x", "text/plain", ""])
def test_a_file_that_is_no_picture_gives_a_sentence(client, content_type):
    """Whatever its content type. A file that is too large is not read."""
    short = client.post("/answers/picture", data=b"x", content_type=content_type)
    long = client.post("/answers/picture", data=b"x" * (LARGEST_FILE + 1), content_type=content_type)
    assert "choose a PNG, JPEG or WebP." in short.get_json()["error"]["message"]
    assert "1,100,001 bytes came; send at most 1,100,000." == long.get_json()["error"]["message"]
