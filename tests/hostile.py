"""Malicious and broken files: Pillow's own test pictures, and generated bombs, polyglots and broken files."""

import hashlib
import random
import struct
import subprocess
import sys
import tarfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

# Always the same release, whichever is installed, so that the test files do not change.
SOURCE = "pillow==12.3.0 --hash=sha256:3b8182a766685eaa002637e28b4ec8d6b18819a0c71f579bf0dbaa5830297cce\n"


def pillows_own(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All files of Pillow's Tests/images by name, downloaded once into `folder`. Raises OSError without a download."""
    found = list(folder.glob("*.tar.gz")) or [_download(folder)]
    if hashlib.sha256(found[0].read_bytes()).hexdigest() not in SOURCE:
        found[0].unlink()
        raise OSError("the file in the folder has another hash")
    with tarfile.open(found[0]) as source:
        for member in source:
            if member.isfile() and "/Tests/images/" in member.name:
                yield member.name.partition("/Tests/images/")[2], source.extractfile(member).read()


def _download(folder: Path) -> Path:
    """Download the source package. pip verifies its hash before it opens it."""
    listed = folder / "source.txt"
    listed.write_text(SOURCE)
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "pillow"]
    retries = ["--retries", "0", "--timeout", "10"]
    done = subprocess.run([*command, *retries, "-d", folder, "-r", listed], capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise OSError(done.stderr[-300:])
    return next(folder.glob("*.tar.gz"))


def saved(image: Image.Image, kind: str, **options) -> bytes:
    """A picture in this file format."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes, depth: int = 8, colour: int = 2, more: bytes = b"") -> bytes:
    """A PNG of raw rows, each of which begins with the number of a filter; `more` chunks come before the pixels."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = chunk(b"IHDR", header) + more + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND")
    return b"\x89PNG\r\n\x1a\n" + parts


BYTES, RATIONALS = (7, 1), (5, 8)  # TIFF types: number, and bytes of one value


def tiff(values: int, length: int, kind: tuple[int, int] = BYTES, more: bytes = b"") -> bytes:
    """A TIFF directory with `more` and so many entries, each of `length` bytes, which all refer to the same bytes."""
    number, size = kind
    entries = more + b"".join(struct.pack(">HHII", 0x200 + n, number, length // size, 8) for n in range(values))
    return b"MM\0*\0\0\0\x08" + struct.pack(">H", len(entries) // 12) + entries.ljust(length, b"\0")


def exif(values: int, length: int, kind: tuple[int, int] = BYTES) -> bytes:
    """Such a directory as EXIF of a picture that is rotated by 90°."""
    return b"Exif\0\0" + tiff(values, length, kind, struct.pack(">HHIHH", 0x112, 3, 1, 6, 0))


def segment(marker: int, data: bytes = b"") -> bytes:
    """A segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def webp(side: int, frames: int) -> bytes:
    """An animated WebP with a large canvas, on which each frame draws one pixel."""

    def part(kind: bytes, data: bytes) -> bytes:
        return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    one = saved(Image.new("RGB", (1, 1)), "WEBP", lossless=True)[12:]
    size = struct.pack("<I", side - 1)[:3]
    frame = part(b"ANMF", bytes(12) + b"\x0a\0\0\0" + one)
    body = b"WEBP" + part(b"VP8X", b"\2\0\0\0" + size * 2) + part(b"ANIM", bytes(6)) + frame * frames
    return b"RIFF" + struct.pack("<I", len(body)) + body


def bombs(most: int) -> dict[str, bytes]:
    """Files of up to `most` bytes that could take much time or memory."""
    small = saved(Image.new("RGB", (64, 64), "red"), "JPEG")
    wide = saved(Image.new("RGB", (2000, 2000)), "JPEG", progressive=True, subsampling=0)
    before, last = wide[: wide.rindex(b"\xff\xda")], wide[wide.rindex(b"\xff\xda") : -2]
    text = zlib.compress(bytes(1_000_000))
    chunks = most // 12 - 20
    start, rest = small[:2], small[2:]
    return {
        "30,000 × 30,000": png(30_000, 30_000, b""),
        "30,000 × 30,000 as JPEG": small.replace(struct.pack(">HH", 64, 64), struct.pack(">HH", 30_000, 30_000), 1),
        "16,383 × 16,383 as WebP": webp(16_383, 2),
        "a line of 100,000": png(100_000, 1, bytes(300_001)),
        "zTXt": png(8, 8, bytes(200), more=chunk(b"zTXt", b"a\0\0" + text) * (most // len(text) - 2)),
        "zTXt of 200 MB": png(8, 8, bytes(200), more=chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200_000_000), 1))),
        "iCCP": png(8, 8, bytes(200), more=chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(100_000_000), 1))),
        "IDAT": png(8, 8, bytes(100_000_000)),
        "many chunks": png(8, 8, bytes(200), more=chunk(b"abCd") * chunks),
        "many empty IDAT": png(8, 8, bytes(200), more=chunk(b"IDAT") * chunks),
        "16 bits, four colours": png(2000, 2000, (b"\4" + bytes(range(250)) * 64) * 2000, 16, 6),
        "EXIF": start + segment(0xE1, exif(5_000, 60_000)) + rest,
        "EXIF in parts": start + segment(0xE1, exif(800, 9_600)) * 2 + rest,
        "EXIF of rationals": start + segment(0xE1, exif(800, 9_900, RATIONALS)) + rest,
        "EXIF of rationals in a PNG": png(8, 8, bytes(200), more=chunk(b"eXIf", exif(800, 9_900, RATIONALS)[6:])),
        "further pictures": start + segment(0xE2, b"MPF\0" + tiff(1_500, 60_000, RATIONALS)) + rest,
        "profiles": png(8, 8, bytes(200), more=chunk(b"iCCP", b"a\0\0" + text) * (most // len(text) - 20)),
        "EXIF in a PNG": png(8, 8, bytes(200), more=chunk(b"eXIf", exif(8_000, 100_000)[6:])),
        "many segments": start + segment(0xE5) * (most // 4 - 300) + rest,
        "fill bytes": start + b"\xff" * (most - 1_000) + rest,
        "scans": before + last * 50_000 + b"\xff\xd9",
        "as many scans as are let in": before + last * 38 + b"\xff\xd9",
        "frames": webp(2000, most // 60),
    }


def polyglots() -> dict[str, bytes]:
    """Files that are valid in two formats or seem to be, and pictures with unexpected contents."""
    red, blue = (Image.new("RGB", (16, 16), colour) for colour in ("red", "blue"))
    page = b"<script>alert(1)</script>"
    return {
        "PNG and ZIP": saved(red, "PNG") + b"PK\5\6" + bytes(18),
        "PNG and HTML": png(8, 8, bytes(200), more=chunk(b"tEXt", b"a\0" + page)),
        "JPEG and HTML": saved(red, "JPEG", comment=page),
        "JPEG, then PNG": saved(red, "JPEG") + saved(blue, "PNG"),
        "GIF and JPEG": b"GIF89a" + saved(red, "JPEG"),
        "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "two JPEGs in one": saved(red, "MPO", save_all=True, append_images=[blue]),
        "BMP called PNG": saved(red, "BMP"),
        "nothing": b"",
        "zeros": bytes(10_000),
    }


def broken(count: int) -> Iterator[bytes]:
    """Truncated pictures, and pictures with changed bytes; the same ones in each run."""
    rng = random.Random(5)
    colours = Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * n).resize((24, 20)) for n in range(3)])
    kinds = [
        saved(colours, "PNG"),
        saved(colours.convert("P"), "PNG", transparency=3),
        saved(colours.convert("I;16"), "PNG"),
        saved(colours, "JPEG", exif=_turned(6)),
        saved(colours, "JPEG", progressive=True),
        saved(colours.convert("CMYK"), "JPEG"),
        saved(colours, "WEBP"),
        saved(colours.convert("RGBA"), "WEBP", lossless=True, exif=_turned(3)),
        webp(20, 3),
    ]
    for file in kinds:
        yield from (file[: len(file) * part // 40] for part in range(40))
    for n in range(count):
        file = bytearray(kinds[n % len(kinds)])
        for _ in range(rng.choice((1, 2, 5, 40))):
            at = rng.randrange(len(file))
            file[at : at + rng.choice((1, 1, 0, 4))] = rng.randbytes(rng.choice((1, 1, 4)))
        yield bytes(file)


def _turned(orientation: int) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags
