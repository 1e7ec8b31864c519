"""Malformed HTTP: messages that servers and proxies may parse differently, some with a few bytes changed."""

from random import Random

from tests.fuzz.values import spoiled

HOST = b"Host: lab\r\n"
POST = b"POST /answers/network?network=own HTTP/1.1\r\n" + HOST
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n"
SMALL = b"GET /answers/editor HTTP/1.1\r\n" + HOST + b"\r\n"
LARGE = 1_200_000  # bytes, beyond every limit of a body

MESSAGES = [
    SMALL,
    SMALL * 5,
    SMALL[:-2],
    SMALL[:9],
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET /\r\n",
    b"GET / HTTP/0.9\r\n\r\n",
    b"GET / HTTP/2.0\r\n" + HOST + b"\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"SCRIPT_NAME: /x\r\n\r\n",
    b"GET / HTTP/1.1 HTTP/1.1\r\n" + HOST + b"\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
    b"\x16\3\1\0\xc8\1\0\0\xc4\3\3" + b"a" * 100,
    b"PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\n" + SMALL,
    b"\r\n\r\n" + SMALL,
    b"\0" * 64,
    bytes(range(256)),
    SMALL.replace(b"\r\n", b"\n"),
    b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    b"CONNECT lab:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    b"get / HTTP/1.1\r\n" + HOST + b"\r\n",
    b"G\xffT / HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET http://elsewhere/maps HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET http://[::1/maps HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET //elsewhere/maps HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /\0 HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /%00%ff%0d%0aX:%20y HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /\xff?\xfe=\xff HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /a b HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /#a HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET maps HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /" + b"a" * 5_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /?" + b"a=b&" * 1_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: a b/c@d\r\n\r\n",
    b"GET /nope HTTP/1.1\r\nHost: [::1\r\n\r\n",
    b"GET /nope HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"A: b\0c\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"A: b\r\n c\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"A\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b": b\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"A: " + b"b" * 20_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"".join(b"A%d: b\r\n" % n for n in range(300)) + b"\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n",
    b"GET / HTTP/1.1\r\n"
    + HOST
    + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n\r\n" + SMALL,
    POST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    POST + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
    POST + b"Content-Length: 3, 3\r\n\r\nabc",
    POST + b"Content-Length: +3\r\n\r\nabc",
    POST + b"Content-Length: -1\r\n\r\nabc",
    POST + b"Content-Length: 0x3\r\n\r\nabc",
    POST + b"Content-Length: 99999999999999999999\r\n\r\nabc",
    POST + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\nabc",
    POST + b"Content-Length: 100\r\n\r\nabc",
    POST + b"Content-Length: 0\r\n\r\n" + SMALL,
    POST + b"\r\nabc",
    POST + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
    POST + b"Expect: nope\r\nContent-Length: 3\r\n\r\nabc",
    POST + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 999999999\r\n\r\nabc",
    POST + b"Content-Type: multipart/form-data; boundary=a\r\nContent-Length: 20\r\n\r\n--a\r\nContent-Disposi",
    POST + b"Content-Type: multipart/form-data; boundary=\xff\xfe\r\nContent-Length: 3\r\n\r\nabc",
    POST + b"Content-Length: %d\r\n\r\n" % LARGE + b"x" * LARGE,
    CHUNKED + b"\r\n3\r\nabc\r\n0\r\n\r\n",
    CHUNKED + b"\r\n3;a=b\r\nabc\r\n0\r\nTrailer: x\r\n\r\n",
    CHUNKED + b"\r\nzz\r\nabc\r\n0\r\n\r\n",
    CHUNKED + b"\r\n-5\r\nabc\r\n0\r\n\r\n",
    CHUNKED + b"\r\n0x3\r\nabc\r\n0\r\n\r\n",
    CHUNKED + b"\r\n50\r\nabc\r\n",
    CHUNKED + b"\r\n3\r\nabcdef\r\n0\r\n\r\n",
    CHUNKED + b"\r\nffffffffffffffffff\r\nabc\r\n",
    CHUNKED + b"\r\n" + b"0" * 9_000 + b"3\r\nabc\r\n0\r\n\r\n",
    CHUNKED + b"\r\n%x\r\n" % LARGE + b"x" * LARGE + b"\r\n0\r\n\r\n",
    CHUNKED + b"Content-Length: 3\r\n\r\n0\r\n\r\n" + SMALL,
    CHUNKED + b"Transfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    CHUNKED.replace(b"1.1", b"1.0") + b"\r\n0\r\n\r\n",
    POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    POST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    POST + b"Transfer-Encoding: \x0bchunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
    POST + b"Transfer_Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
]


def raw(rng: Random) -> bytes:
    """One of the messages, unchanged or with a few changed bytes in its head."""
    message = rng.choice(MESSAGES)
    if rng.random() < 0.5:
        return message
    return spoiled(rng, message[:3_000]) + message[3_000:]
