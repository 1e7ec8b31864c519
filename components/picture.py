"""The route that receives uploaded pictures, for all pages."""

from base64 import urlsafe_b64encode

from flask import Response, jsonify

from conv.lab.settings import MAX_SIZE
from service.answers import UPLOADS, answers, message_response, read_body
from service.slots import taking
from service.uploads import LARGEST_FILE, central_square


@answers.route("/answers/picture", methods=["POST"])
def picture() -> Response:
    """Crop and shrink the picture in the uploaded file. Respond with base64url of three bytes for each pixel."""
    try:
        file = read_body(LARGEST_FILE)
        with taking(UPLOADS):
            colours, message = central_square(file, MAX_SIZE)
    except ValueError as e:
        return message_response(str(e))
    response = jsonify(picture=urlsafe_b64encode(colours).decode(), message=message)
    response.cache_control.no_store = True
    return response
