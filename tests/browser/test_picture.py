"""A picture of one's own: every way in, what is computed of it, and where it stays."""

from base64 import b64encode
from contextlib import contextmanager
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from conv.images.pictures import UPLOADED, shrink
from conv.lab.experiment import run
from conv.lab.settings import Settings
from tests.browser.driving import middle, painted, ready

QUERY = "?image=own&size=8&filters=4"
FILE = "([bytes, name, type]) => new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type })"
DRAG = f"""([kind, ...file]) => {{
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(({FILE})(file));
    const event = new DragEvent(kind, {{ dataTransfer, bubbles: true, cancelable: true }});
    document.querySelector("#page").dispatchEvent(event);
}}"""
PASTE = f"""([where, text, ...file]) => {{
    const clipboardData = new DataTransfer();
    if (text) clipboardData.setData("text/plain", text);
    clipboardData.items.add(({FILE})(file));
    document.querySelector(where).dispatchEvent(new ClipboardEvent("paste", {{ clipboardData, bubbles: true }}));
}}"""
WATCH = """() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    window.streams = [];
    navigator.mediaDevices.getUserMedia = async (wish) => streams[streams.push(await ask(wish)) - 1];
}"""
OFF = "() => streams.every((stream) => stream.getTracks().every((track) => track.readyState === 'ended'))"


@pytest.fixture
def pictures(rng):
    """Two pictures, as arrays and as files."""
    both = [rng.integers(0, 256, (16, 16, 3), np.uint8) for _ in range(2)]
    files = [BytesIO(), BytesIO()]
    for stored, file in zip(both, files, strict=True):
        Image.fromarray(stored).save(file, "PNG")
    return [(stored, file.getvalue()) for stored, file in zip(both, files, strict=True)]


@contextmanager
def repainted(page):
    """What is done within brings new maps of a picture of one's own."""
    with page.expect_response(lambda r: r.url.endswith("/answers/maps") and r.request.method == "POST"):
        yield
    painted(page)


def choose(page, button, file, name="mine.png"):
    """Choose a file by a button."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button, exact=True).click()
    chooser.value.set_files({"name": name, "mimeType": "image/png", "buffer": file})


def values(page):
    """What is written under the standard outputs for their pixel (3, 3)."""
    page.mouse.move(0, 0)
    plate = page.locator("#maps-standard .figure .map").first
    plate.hover(position=middle(plate, 3, 3, 6))
    page.wait_for_function("() => document.querySelector('#maps-standard .value').textContent !== ''")
    texts = page.locator("#maps-standard .value").all_text_contents()
    return [float(text.replace("−", "-")) for text in texts]


def expected(stored):
    """The same from conv/, of the means of the picture's areas in whole numbers."""
    uploaded = np.float32(np.rint(shrink(stored, 8) * 255) / 255)
    found = run(Settings(image=UPLOADED, size=8, filters=4), uploaded=uploaded).standard[3, 3]
    return [float(f"{value:.4g}") for value in found]


def message(page):
    """The place in which the frame says what is wrong."""
    return page.locator("#message")


def test_every_way_in_brings_the_picture(page, pictures, axe):
    """By the button, dropped, pasted, and from the camera, which is off afterwards."""
    (one, file), (other, second) = pictures
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.grant_permissions(["camera"])
    ready(page, QUERY.replace("image=own&", ""))
    with repainted(page):
        choose(page, "Your own picture", file)
    assert expected(one) == values(page)

    dropped = [b64encode(second).decode(), "other.png", "image/png"]
    page.evaluate(DRAG, ["dragover", *dropped])
    expect(page.get_by_text("Drop your picture")).to_be_visible()
    with repainted(page):
        page.evaluate(DRAG, ["drop", *dropped])
    expect(page.get_by_text("Drop your picture")).to_be_hidden()
    assert expected(other) == values(page)

    pasted = [b64encode(file).decode(), "image.png", "image/png"]
    page.evaluate(PASTE, ["#number-size", "9", *pasted])  # where somebody writes, the text is wanted
    with repainted(page):
        page.evaluate(PASTE, ["#number-size", "", *pasted])
    assert expected(one) == values(page)

    page.evaluate(WATCH)
    page.get_by_role("button", name="Use the camera").click()
    expect(page.get_by_role("button", name="Take the picture")).to_be_focused()
    assert not page.evaluate(OFF)
    assert [] == axe()
    with repainted(page):
        page.keyboard.press("Enter")
    assert expected(one) != values(page)
    page.wait_for_function(OFF)
    page.get_by_role("button", name="Use the camera").click()
    expect(page.get_by_role("button", name="Take the picture")).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_function(OFF)
    assert 4 == sum(url.endswith("/answers/picture") for url in asked)
    assert page.url.endswith(QUERY)
    assert {False} == {"picture=" in url for url in asked}


def test_the_picture_stays_in_the_tab_until_it_is_removed(page, pictures):
    """Over a reload and a look at a sample; a link shows others a sample, and says why."""
    (stored, file), _ = pictures
    ready(page, QUERY.replace("image=own&", ""))
    with repainted(page):
        choose(page, "Your own picture", file)
    with repainted(page):
        page.reload()
    assert expected(stored) == values(page)
    image = page.get_by_role("combobox", name="Image")
    image.select_option(label="Cat")
    page.wait_for_url("**/maps?image=cat&size=8&filters=4")
    with repainted(page):
        image.select_option(label="Your own picture")
    assert expected(stored) == values(page)

    elsewhere = page.context.new_page()
    ready(elsewhere, QUERY)
    expect(message(elsewhere)).to_contain_text("somebody's own picture, which stays with them")
    assert elsewhere.url.endswith("/maps?size=8&filters=4")
    elsewhere.close()

    page.get_by_role("button", name="Remove").click()
    page.wait_for_url("**/maps?size=8&filters=4")
    assert [0, 0] == page.evaluate("() => [sessionStorage.length, localStorage.length]")
    with page.expect_file_chooser():  # there is none to go back to: the list asks for one
        image.select_option(label="Your own picture")
    expect(image).to_have_value("coffee")


def test_what_is_no_picture_is_refused_in_a_sentence(page, pictures):
    """And what is shown stays."""
    ready(page, QUERY.replace("image=own&", ""))
    page.evaluate(DRAG, ["drop", b64encode(b"M channels").decode(), "notes.txt", "text/plain"])
    expect(message(page)).to_have_text(
        "notes.txt: this browser cannot read it as a picture; choose a PNG, JPEG or WebP."
    )
    long = "n" * 300
    choose(page, "Your own picture", b"broken", f"{long}.png")
    expect(message(page)).to_contain_text(long)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert message(page).evaluate("one => one.scrollWidth <= one.clientWidth")
    choose(page, "Your own picture", b"broken", "broken.png")  # which the browser leaves to the server
    expect(message(page)).to_have_text(
        "broken.png: This file is no picture that can be read; choose a PNG, JPEG or WebP."
    )
    assert page.url.endswith("/maps?size=8&filters=4")
    with repainted(page):
        choose(page, "Your own picture", pictures[0][1])
    expect(message(page)).to_be_empty()
    choose(page, "Another", b"broken", "broken.png")
    expect(message(page)).to_contain_text("no picture that can be read")
    with repainted(page):
        choose(page, "Another", pictures[1][1])
    expect(message(page)).to_be_empty()


def test_a_picture_that_is_read_late_does_not_take_the_place_of_another(page, pictures):
    """Somebody chose a sample meanwhile: it is in the list, and what is shown stays."""
    ready(page, QUERY.replace("image=own&", ""))
    held = []
    page.route("**/answers/picture", lambda route: held.append(route))
    with page.expect_request("**/answers/picture"):
        choose(page, "Your own picture", pictures[0][1])
    image = page.get_by_role("combobox", name="Image")
    image.select_option(label="Cat")
    page.wait_for_url("**/maps?image=cat&size=8&filters=4")
    held[0].continue_()
    expect(page.get_by_text("Your picture is in the list.")).to_be_attached()
    expect(image).to_have_value("cat")
    with repainted(page):
        image.select_option(label="Your own picture")
