"""Responses about one layer, for all pages that show it: from the settings of a request to arrays or a sentence.

Settings are in the query string, or in a form if they are too long for a query string because of values set by hand, or
if the request has an uploaded picture. A response about an uploaded picture is never cached.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict

import orjson
from flask import Response, abort, g, request

from conv.images.pictures import UPLOADED, PictureError, uploaded_picture
from conv.lab.budget import elements, refusal
from conv.lab.settings import Settings, nearest, read
from conv.views.wire import pack
from service.answers import COMPUTATIONS, RESPONSE_BYTES, answers, cached_answer, message_response
from service.compression import Answer, accepted_encoding
from service.slots import note_arrival, taking

FORM_BYTES = 500_000  # the largest picture with the most values set by hand; Werkzeug keeps such forms in memory
MOST_FIELDS = 100  # of a form; pages send up to 20


@answers.route("/answers/settings", methods=["GET", "POST"])
def check_settings() -> Response:
    """The settings as parsed, what was wrong with them, and the query string of the nearest valid settings."""
    settings, message = _read_settings()
    checked = {"settings": asdict(settings), "message": message, "nearest": nearest(request.values).to_query()}
    response = Response(orjson.dumps(checked), mimetype="application/json")  # in the order of the fields
    response.cache_control.no_cache = True
    return response


def valid_settings() -> Settings:
    """The settings of the request. Responds with 422 and a sentence if they are invalid."""
    settings, message = _read_settings()
    if message:
        abort(422, message)
    return settings


def array_response(make: Callable[[Settings], Answer]) -> Response:
    """Respond with the arrays that `make` computes for the settings of the request, or with a sentence."""
    settings = valid_settings()
    if message := refusal(settings):
        g.refused = True
        return message_response(message)  # no error: the page still shows the costs of so large a layer
    with ExitStack() as stack:
        stack.enter_context(taking(RESPONSE_BYTES, elements(settings)))  # one byte for each value: its shade
        try:
            answer = make(settings)
        except PictureError as e:
            abort(422, str(e))
        response = answer.response()
        response.call_on_close(stack.pop_all().close)
    if settings.image == UPLOADED:
        response.cache_control.no_store = True
        return response
    response.cache_control.no_cache = True  # the browser caches it, and revalidates with its ETag
    response.set_etag(answer.etag)
    return response.make_conditional(request)


def cached_arrays(make: Callable[..., tuple], settings: Settings, *arguments) -> Answer:
    """The arrays that `make` returns for these settings, compressed and cached."""
    return cached_answer(_packed, accepted_encoding(), make, settings, *arguments)


def arrays_for_picture(make: Callable[..., tuple], settings: Settings, *arguments) -> Answer:
    """The same, but arrays of an uploaded picture are computed for this request only and not cached."""
    if settings.image != UPLOADED:
        return cached_arrays(make, settings, *arguments)
    uploaded = uploaded_picture(request.form.get("picture", ""), settings.size)
    return _packed(accepted_encoding(), make, settings, *arguments, uploaded)


def int_argument(name: str) -> int:
    """An integer parameter of the request, such as a position in a grid; 0 if it is missing or invalid."""
    return request.values.get(name, 0, type=int)


def _read_settings() -> tuple[Settings, str]:
    """Settings from the query string or the form, and a sentence about what was wrong with them, or ""."""
    request.max_content_length = FORM_BYTES
    if request.get_data().count(b"&") > MOST_FIELDS:
        abort(400)
    settings, message = read(request.values)
    note_arrival()
    return settings, message


def _packed(encoding: str, make: Callable[..., tuple], *arguments) -> Answer:
    with taking(COMPUTATIONS):
        return Answer.compress(pack(*make(*arguments)), encoding)
