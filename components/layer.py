"""Answers about one layer, for all pages that show it: from the settings of a request to arrays or a sentence.

Settings come as in an address: in the query, whose answer browsers keep, or as a form if values set by hand make them
too long for a query, or if an uploaded picture comes along, whose answer is neither kept nor shared.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict

import orjson
from flask import Response, abort, g, request

from conv.images.pictures import OWN, PictureError, own_picture
from conv.lab.budget import elements, refusal
from conv.lab.settings import Settings, nearest, read
from conv.views.wire import pack
from service.answers import COMPUTATIONS, RESPONSE_BYTES, answers, cached_answer, message_response
from service.compression import Answer, accepted_encoding
from service.slots import note_arrival, taking

FORM_BYTES = 500_000  # the largest uploaded picture with all values set by hand; no larger form stays in memory
MOST_FIELDS = 100  # of a form; the longest that a page sends has 20


@answers.route("/answers/settings", methods=["GET", "POST"])
def check_settings() -> Response:
    """The settings as they are understood, whatever was sent; what was refused; the query of the nearest that work."""
    settings, message = _read_settings()
    known = {"settings": asdict(settings), "message": message, "nearest": nearest(request.values).to_query()}
    response = Response(orjson.dumps(known), mimetype="application/json")  # in the order of the fields, as in the page
    response.cache_control.no_cache = True
    return response


def valid_settings() -> Settings:
    """The settings of the request; 422 with the sentence that refuses them."""
    settings, message = _read_settings()
    if message:
        abort(422, message)
    return settings


def array_response(make: Callable[[Settings], Answer]) -> Response:
    """The arrays that `make` computes for the settings of the request, or the sentence that refuses them."""
    settings = valid_settings()
    if message := refusal(settings):
        g.refused = True
        return message_response(message)  # the page shows the costs all the same, only no picture of so large a layer
    with ExitStack() as stack:
        stack.enter_context(taking(RESPONSE_BYTES, elements(settings)))  # one byte for each value, as a shade
        try:
            made = make(settings)
        except PictureError as e:
            abort(422, str(e))
        response = made.response()
        response.call_on_close(stack.pop_all().close)
    if settings.image == OWN:
        response.cache_control.no_store = True
        return response
    response.cache_control.no_cache = True  # the browser keeps it, and asks again with its ETag
    response.set_etag(made.etag)
    return response.make_conditional(request)


def cached_arrays(make: Callable[..., tuple], settings: Settings, *arguments) -> Answer:
    """What `make` returns for these settings, packed and kept."""
    return cached_answer(_packed, accepted_encoding(), make, settings, *arguments)


def arrays_for_picture(make: Callable[..., tuple], settings: Settings, *arguments) -> Answer:
    """The same; an answer about an uploaded picture is computed for this request alone and not kept."""
    if settings.image != OWN:
        return cached_arrays(make, settings, *arguments)
    uploaded = own_picture(request.form.get("picture", ""), settings.size)
    return _packed(accepted_encoding(), make, settings, *arguments, uploaded)


def int_argument(name: str) -> int:
    """A whole number of the request, such as a position in a grid; 0 if it is none."""
    return request.values.get(name, 0, type=int)


def _read_settings() -> tuple[Settings, str]:
    """Settings from the query or the form, and why something was refused."""
    request.max_content_length = FORM_BYTES
    if request.get_data().count(b"&") > MOST_FIELDS:
        abort(400)
    settings, message = read(request.values)
    note_arrival()
    return settings, message


def _packed(encoding: str, make: Callable[..., tuple], *arguments) -> Answer:
    with taking(COMPUTATIONS):
        return Answer.compress(pack(*make(*arguments)), encoding)
