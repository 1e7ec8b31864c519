"""
What scripts in the page ask for themselves: arrays as bytes, at the pace of the screen.

Settings come as in an address: in the query, which browsers keep the answer of, or as a form where values set by hand
make them too long for it, or a picture of one's own comes along, which is neither kept nor shared.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from hashlib import sha256
from threading import Condition

import orjson
from cachetools import LRUCache, cached
from flask import Blueprint, Response, abort, g, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from conv.images.channels import channel_names
from conv.images.pictures import OWN, PictureError, own_picture
from conv.lab.budget import elements, refusal
from conv.lab.settings import Settings, read
from conv.networks.operations import Operation
from conv.networks.own.onnx_file import LARGEST, installed, layers_of
from conv.networks.own.table import COLUMNS, LONGEST_TEXT, TEMPLATE, read_layers
from conv.networks.papers.architectures import expand
from conv.networks.report import report
from conv.networks.view import View
from conv.networks.view import read as read_view
from conv.views.maps import PAGED, grids, standard_filter, starts, tile, values
from conv.views.slide import inside, slide
from conv.views.wire import pack
from service.packing import Answer, accepted
from service.slots import Places, note_arrival, turn
from service.uploads import LARGEST_FILE, picture_of

answers = Blueprint("answers", __name__)

# A class moves through the same few settings; what it gets lies here as it is sent, half as large as the arrays. Keys
# are digests, for settings can be longer than their answer.
CACHE = LRUCache(16_000_000, getsizeof=lambda answer: len(answer) + 200)  # bytes
OWN_BYTES = 1_000_000  # of a network of one's own, more than its characters can take
FORM_BYTES = 500_000  # the largest picture of one's own with all values set by hand; no larger form stays in memory
# At a time in each worker: many at once are no faster, and fill the memory. Files have places of their own, so that no
# picture waits for one.
RUNS, TABLES, FILES, UPLOADS = Places(2), Places(2), Places(1), Places(1)
SENDING = Places(32_000_000)  # bytes of answers that wait for their readers, of whom some are slow
ARRIVING = Places(40_000_000)  # bytes of ONNX files; others are small even if each thread has one
MOST_FIELDS = 100  # of a form; the longest that a page sends has 20


@answers.route("/answers/maps", methods=["GET", "POST"])
def maps() -> Response:
    """The maps of some settings as shades, from a place in each grid on."""
    return _answer(lambda settings: _pictured(grids, settings, _starts(settings)))


@answers.route("/answers/values", methods=["GET", "POST"])
def exact() -> Response:
    """Their values around one pixel, given by its row and column in the input and in the outputs."""

    def make(settings: Settings) -> Answer:
        at = tuple((_whole(f"{grid}row"), _whole(f"{grid}column")) for grid in ("input_", ""))
        start = _starts(settings)
        return _pictured(values, settings, start, *tile(settings, start, at))

    return _answer(make)


@answers.route("/answers/filter", methods=["GET", "POST"])
def standard() -> Response:
    """All slices of the standard filter of one "output", and the names of the channels."""
    return _answer(lambda settings: _made(accepted(), _filter, settings, _whole("output")))


@answers.route("/answers/slide", methods=["GET", "POST"])
def sliding() -> Response:
    """What makes one "output", with the channels from "first" on; "turned" is 1 for kernels turned by 180°."""

    def make(settings: Settings) -> Answer:
        # Brought inside before the cache, where all places beyond the last are one.
        output, first = inside(_whole("output"), settings.filters), inside(_whole("first"), settings.channels)
        return _pictured(slide, settings, output, first, _whole("turned") > 0)

    return _answer(make)


@answers.route("/answers/network", methods=["GET", "POST"])
def network() -> Response:
    """A published network as the query describes it, or one's own, whose layers are the body as CSV."""
    view, message = read_view(request.args)
    try:
        if view.published:
            body, remarks = _published(view), []
        else:
            text = _body(OWN_BYTES).decode(errors="replace")
            with turn(TABLES):
                operations, remarks = _read(text)
                body = orjson.dumps(report(view, operations))
    except ValueError as e:
        return _sentence(str(e))  # nothing went wrong: somebody is still writing
    said = orjson.dumps({"view": asdict(view), "message": " ".join(filter(None, [message, *remarks]))})
    return Response(said[:-1] + b"," + body[1:], mimetype="application/json")


@answers.route("/answers/own")
def own() -> Response:
    """What somebody who writes layers needs: a template, what the columns mean, and whether ONNX files can be read."""
    limits = {"longest": LONGEST_TEXT, "largest": LARGEST}
    return jsonify(template=TEMPLATE, columns=list(COLUMNS.items()), onnx=installed(), **limits)


@answers.route("/answers/picture", methods=["POST"])
def picture() -> Response:
    """The picture in the file that is the body, as small as the lab needs it: in base64url, three bytes a pixel."""
    try:
        file = _body(LARGEST_FILE)
        with turn(UPLOADS):
            colours, message = picture_of(file)
    except ValueError as e:
        return _sentence(str(e))
    answer = jsonify(picture=urlsafe_b64encode(colours).decode(), message=message)
    answer.cache_control.no_store = True
    return answer


@answers.route("/answers/onnx", methods=["POST"])
def onnx() -> Response:
    """The layers of an ONNX file, which is the body, as CSV."""
    note_arrival()
    try:
        with turn(ARRIVING, min(request.content_length or 0, LARGEST)):
            file = _body(LARGEST)
            with turn(FILES):
                layers, remarks = layers_of(file)
    except ValueError as e:
        return _sentence(str(e))
    return jsonify(layers=layers, message=" ".join(remarks))


def _body(limit: int) -> bytes:
    """What was sent, within a limit of its own."""
    request.max_content_length = limit
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        raise ValueError(f"{request.content_length:,} bytes came; send at most {limit:,}.") from None
    note_arrival()
    return body


def _read(text: str) -> tuple[tuple[Operation, ...], list[str]]:
    """The layers that somebody wrote, with remarks; or all that is wrong with them, a line each."""
    operations, complaints, remarks = read_layers(text)
    if complaints:
        raise ValueError("\n".join(complaints))
    return operations, remarks


@cached(CACHE, key=lambda view: view.to_query(), condition=Condition(), info=True)
def _published(view: View) -> bytes:
    return orjson.dumps(report(view, expand(view.published, view.width, view.resolution)))


def _filter(settings: Settings, output: int) -> tuple[dict, dict]:
    return {"names": channel_names(settings.channels)}, {"filter": standard_filter(settings, output)}


@cached(CACHE, key=lambda *args: sha256(repr(args).encode()).digest(), condition=Condition(), info=True)
def _made(coding: str, make: Callable, *arguments) -> Answer:
    """What `make` gives, packed; many who ask for the same wait for one."""
    return _packed(coding, make, *arguments)


def _pictured(make: Callable, settings: Settings, *arguments) -> Answer:
    """The same; of a picture of one's own it is made for the one who asks, and not kept."""
    if settings.image != OWN:
        return _made(accepted(), make, settings, *arguments)
    own = own_picture(request.form.get("picture", ""), settings.size)
    return _packed(accepted(), make, settings, *arguments, own)


def _packed(coding: str, make: Callable, *arguments) -> Answer:
    with turn(RUNS):
        return Answer.pack(pack(*make(*arguments)), coding)


def cache_use() -> tuple[int, int]:
    """How many answers were kept, and how many computed, since this process began."""
    uses = [made.cache_info() for made in (_made, _published)]
    return sum(use.hits for use in uses), sum(use.misses for use in uses)


def _starts(settings: Settings) -> dict[str, int]:
    """The pages of the grids that are asked for."""
    return starts(settings, {name: _whole(f"first_{name}") for name in PAGED})


def _whole(name: str) -> int:
    """A place in a grid; whatever is no number is the first."""
    return request.values.get(name, 0, type=int)


def _answer(make: Callable[[Settings], Answer]) -> Response:
    """Arrays made for the settings that came, or the sentence that refuses them."""
    request.max_content_length = FORM_BYTES
    if request.get_data().count(b"&") > MOST_FIELDS:
        abort(400)
    settings, message = read(request.values)
    note_arrival()
    if message:
        abort(422, message)
    if message := refusal(settings):
        g.refused = True
        return _sentence(message)  # nothing went wrong: the page only has no picture of so large a layer
    with ExitStack() as stack:
        stack.enter_context(turn(SENDING, elements(settings)))  # a shade of each is a byte
        try:
            answer = make(settings)
        except PictureError as e:
            abort(422, str(e))
        response = answer.response()
        response.call_on_close(stack.pop_all().close)
    if settings.image == OWN:
        response.cache_control.no_store = True
        return response
    response.cache_control.no_cache = True  # kept by the browser, and asked for again by its tag
    response.set_etag(answer.tag)
    return response.make_conditional(request)


def _sentence(message: str) -> Response:
    """Why there is nothing to show, for the reader."""
    return jsonify(error={"message": message})


@answers.route("/answers/settings", methods=["GET", "POST"])
def settings_() -> Response:
    """Temporary."""
    from conv.lab.settings import nearest

    settings, message = read(request.values)
    return jsonify(settings=asdict(settings), message=message, nearest=nearest(request.values).to_query())
