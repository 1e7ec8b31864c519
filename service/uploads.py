"""Turns an uploaded file, which may be malicious, into a small square picture. Nothing is written to disk."""

import re
from io import BytesIO

from PIL import Image, PngImagePlugin
from PIL.ExifTags import Base
from PIL.Image import Transpose
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

# Image classes by the first bytes of a file. Image.open is avoided: it also reads a JPEG's table of further pictures
# (MPF), which can take arbitrarily long.
FORMATS = {b"\x89PNG\r\n\x1a\n": PngImageFile, b"\xff\xd8\xff": JpegImageFile, b"RIFF": WebPImageFile}
LARGEST_FILE = 1_100_000  # bytes; the page scales pictures down to 512² pixels, at most 4 bytes each
MOST_PIXELS, LONGEST_SIDE = 4_000_000, 8_192
MOST_SCANS = 50  # of a JPEG; 10 are usual. A scan can be a few bytes, but costs time for every pixel
MOST_EXIF = 10_000  # bytes; entries may overlap, so the memory for reading them grows with the square of the size
EXIF = re.compile(rb"\xff\xe1(..)Exif\0\0", re.DOTALL)  # a segment of a JPEG; the group is its length
MOST_TEXTS = 50  # text chunks of a PNG, each of which may decompress to a megabyte; 3 are usual
TEXTS = re.compile(rb"iCCP|iTXt|zTXt")

# Transposition that turns a picture upright, by its EXIF orientation.
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}

PngImagePlugin.MAX_TEXT_MEMORY = 1_000_000  # bytes of decompressed text chunks, which the lab does not use


def central_square(file: bytes, largest: int) -> tuple[bytes, str]:
    """
    Crop an uploaded picture to its central square, and shrink it.

    Parameters
    ----------
    file : bytes
        A PNG, JPEG or WebP.
    largest : int
        The largest side of the square, in pixels.

    Returns
    -------
    colours : bytes
        Red, green and blue of each pixel, a byte each, row by row.
    message : str
        A remark for the user, or "".

    Raises
    ------
    ValueError
        With a sentence for the user, if the file cannot be read or is too large.
    """
    square, refusal = None, _refusal_of_file(file)
    try:
        if not refusal:
            with _open(file) as image:
                refusal = _refusal_of_size(image)
                square = None if refusal else _crop_and_shrink(image, largest)
    except Exception:  # Pillow raises errors of nearly every type on broken files
        refusal = "This file is no picture that can be read; choose a PNG, JPEG or WebP."
    if square is None:
        raise ValueError(refusal)
    return _composite_on_white(square)


def _open(file: bytes) -> Image.Image:
    """Open the file and read only its header."""
    return next(kind for start, kind in FORMATS.items() if file.startswith(start))(BytesIO(file))


def _refusal_of_file(file: bytes) -> str:
    """The reason not to open a file, or "". Only malicious files exceed these limits."""
    if len(TEXTS.findall(file)) > MOST_TEXTS and file.startswith(b"\x89PNG"):
        return f"This PNG has more than {MOST_TEXTS} texts; save it again without."
    if file.count(b"\xff\xda") > MOST_SCANS and file.startswith(b"\xff\xd8"):
        return f"This JPEG has more than {MOST_SCANS} scans; save it again in another program."
    if sum(int.from_bytes(length) for length in EXIF.findall(file)) > MOST_EXIF:
        return f"This JPEG has more than {MOST_EXIF:,} bytes of EXIF; save it again without."
    return ""


def _refusal_of_size(image: Image.Image) -> str:
    """The reason not to decode a picture, from its header, or ""."""
    width, height = image.size
    if width * height <= MOST_PIXELS and max(width, height) <= LONGEST_SIDE:
        return ""
    return (
        f"This picture has {width:,} × {height:,} pixels, and the browser could not make it smaller; "
        f"choose one of at most {MOST_PIXELS:,} pixels and {LONGEST_SIDE:,} a side."
    )


def _crop_and_shrink(image: Image.Image, largest: int) -> Image.Image:
    """The central square of the first frame, upright and shrunk: RGB, or RGBA if parts may be transparent."""
    image.draft(None, (largest, largest))  # a JPEG is decoded no larger than needed
    image.load()
    image.info = {name: image.info[name] for name in ("exif", "transparency") if name in image.info}
    if len(image.info.get("exif", b"")) <= MOST_EXIF:
        image = _upright(image, image.getexif().get(Base.Orientation))
    image = _eight_bits(image)
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    side = min(image.size)
    left, top = ((length - side) // 2 for length in image.size)
    small = min(side, largest)
    # Averages over areas, as for all pictures of the lab.
    return image.resize((small, small), Image.Resampling.BOX, box=(left, top, left + side, top + side))


def _upright(image: Image.Image, orientation: int | None) -> Image.Image:
    """Turn the picture upright. Pillow's `exif_transpose` would rewrite the EXIF, which a few bytes can inflate."""
    return image.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Divide 16-bit greys by 257, so that white stays white. Pillow would clip all values above 255 to white."""
    if not image.mode.startswith("I"):
        return image
    if "transparency" in image.info:
        image.info["transparency"] //= 257
    return image.convert("I").point(lambda grey: grey * (1 / 257) + 0.5).convert("L")


def _composite_on_white(square: Image.Image) -> tuple[bytes, str]:
    """The colours on a white background, and a sentence if any pixel is transparent."""
    if square.mode == "RGB":
        return square.tobytes(), ""
    white = Image.new("RGBA", square.size, "white")
    is_transparent = square.getchannel("A").getextrema()[0] < 255
    colours = Image.alpha_composite(white, square).convert("RGB").tobytes()
    return colours, "What is transparent in your picture is shown on white." if is_transparent else ""
