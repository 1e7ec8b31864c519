"""A picture that somebody brings: a hostile file until it is a small square of colours. Nothing is written to disk."""

import re
from io import BytesIO

from PIL import Image, PngImagePlugin
from PIL.ExifTags import Base
from PIL.Image import Transpose
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from conv.lab.settings import LARGEST

# By how they begin. Not by Image.open: of a JPEG it reads the table of further pictures too, however much that takes.
FORMATS = {b"\x89PNG\r\n\x1a\n": PngImageFile, b"\xff\xd8\xff": JpegImageFile, b"RIFF": WebPImageFile}
LARGEST_FILE = 1_100_000  # bytes; what the page scales down has 512² pixels, of 4 bytes where nothing can be packed
MOST_PIXELS, LONGEST_SIDE = 4_000_000, 8_192
MOST_SCANS = 50  # of a JPEG; usual are 10. A few bytes make another one, and each costs time for all pixels
MOST_EXIF = 10_000  # bytes; its entries may overlap, so that memory for reading them grows with the square
EXIF = re.compile(rb"\xff\xe1(..)Exif\0\0", re.DOTALL)  # in a JPEG, with the length of the segment
MOST_TEXTS = 50  # of a PNG, each of which may unpack to a megabyte; usual are 3
TEXTS = re.compile(rb"iCCP|iTXt|zTXt")

# How a picture is turned upright whose camera was held otherwise; the numbers are those of EXIF.
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}

PngImagePlugin.MAX_TEXT_MEMORY = 1_000_000  # bytes of unpacked text, which nobody reads


def picture_of(file: bytes) -> tuple[bytes, str]:
    """
    The square in the middle of a picture: red, green and blue of each pixel, and what the reader should know.

    At most `LARGEST` pixels a side, a byte a colour, row by row. Raises ValueError with a sentence.
    """
    square, refusal = None, _too_much(file)
    try:
        if not refusal:
            with _opened(file) as image:
                refusal = _too_large(image)
                square = None if refusal else _square(image)
    except Exception:  # a broken file makes Pillow raise errors of nearly every kind
        refusal = "This file is no picture that can be read; choose a PNG, JPEG or WebP."
    if square is None:
        raise ValueError(refusal)
    return _over_white(square)


def _opened(file: bytes) -> Image.Image:
    """The picture, of which only the header has been read."""
    return next(kind for start, kind in FORMATS.items() if file.startswith(start))(BytesIO(file))


def _too_much(file: bytes) -> str:
    """Why a file is not even opened, or ""; what would only be large where it is hostile."""
    if len(TEXTS.findall(file)) > MOST_TEXTS and file.startswith(b"\x89PNG"):
        return f"This PNG has more than {MOST_TEXTS} texts; save it again without."
    if file.count(b"\xff\xda") > MOST_SCANS and file.startswith(b"\xff\xd8"):
        return f"This JPEG has more than {MOST_SCANS} scans; save it again in another program."
    if sum(int.from_bytes(length) for length in EXIF.findall(file)) > MOST_EXIF:
        return f"This JPEG has more than {MOST_EXIF:,} bytes of EXIF; save it again without."
    return ""


def _too_large(image: Image.Image) -> str:
    """Why a picture whose header has been read is not decoded, or ""."""
    width, height = image.size
    if width * height <= MOST_PIXELS and max(width, height) <= LONGEST_SIDE:
        return ""
    return (
        f"This picture has {width:,} × {height:,} pixels, and the browser could not make it smaller; "
        f"choose one of at most {MOST_PIXELS:,} pixels and {LONGEST_SIDE:,} a side."
    )


def _square(image: Image.Image) -> Image.Image:
    """The middle of the first frame, upright and small: RGB, or RGBA where some may be transparent."""
    image.draft(None, (LARGEST, LARGEST))  # a JPEG is decoded no larger than needed
    image.load()
    image.info = {name: image.info[name] for name in ("exif", "transparency") if name in image.info}
    if len(image.info.get("exif", b"")) <= MOST_EXIF:
        image = _upright(image, image.getexif().get(Base.Orientation))
    image = _eight_bits(image)
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    side = min(image.size)
    left, top = ((length - side) // 2 for length in image.size)
    small = min(side, LARGEST)
    # Averages of areas, as all pictures of the lab are made smaller.
    return image.resize((small, small), Image.Resampling.BOX, box=(left, top, left + side, top + side))


def _upright(image: Image.Image, orientation: int | None) -> Image.Image:
    """Pillow's own way writes the EXIF anew, of which a few bytes can say as much as they like."""
    return image.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits by 1/257, so that white stays white; Pillow would take all from 255 on for white."""
    if not image.mode.startswith("I"):
        return image
    if "transparency" in image.info:
        image.info["transparency"] //= 257
    return image.convert("I").point(lambda grey: grey * (1 / 257) + 0.5).convert("L")


def _over_white(square: Image.Image) -> tuple[bytes, str]:
    """Its colours, and a sentence where some of them are of the paper."""
    if square.mode == "RGB":
        return square.tobytes(), ""
    white = Image.new("RGBA", square.size, "white")
    clear = square.getchannel("A").getextrema()[0] < 255
    colours = Image.alpha_composite(white, square).convert("RGB").tobytes()
    return colours, "What is transparent in your picture is shown on white." if clear else ""
