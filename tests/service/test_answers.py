"""The shared cache, bodies and messages."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from service import answers
from service.answers import CACHE, cache_counts, cached_answer, read_body


def test_an_answer_is_computed_once_and_then_cached():
    """The counts of hits and misses confirm it."""
    made = []

    def make(*arguments):
        made.append(arguments)
        return b"x"

    hits, misses = cache_counts()
    assert [b"x"] * 3 == [cached_answer(make, 1, "a") for _ in range(3)]
    assert [(1, "a")] == made
    assert (hits + 2, misses + 1) == cache_counts()


def test_different_arguments_and_different_functions_have_different_answers():
    """Their keys differ."""
    assert [b"a", b"b", b"\0"] == [
        cached_answer(str.encode, "a"),
        cached_answer(str.encode, "b"),
        cached_answer(bytes, 1),
    ]


def test_an_error_is_not_cached():
    """The next request computes it again."""

    def make():
        return results.pop()()

    results = [lambda: b"x", lambda: 1 / 0]
    with pytest.raises(ZeroDivisionError):
        cached_answer(make)
    assert b"x" == cached_answer(make)


def test_requests_for_different_answers_do_not_wait_for_each_other():
    """They are computed concurrently."""
    both = Barrier(2, timeout=20)

    def make(n):
        both.wait()
        return b"%d" % n

    with ThreadPoolExecutor(2) as pool:
        assert [b"0", b"1"] == list(pool.map(lambda n: cached_answer(make, n), range(2)))


def test_the_cache_is_limited_in_bytes():
    """Old answers are dropped."""
    for n in range(20):
        cached_answer(bytes, 1_000_000 + n)
    assert 14_000_000 < CACHE.currsize <= CACHE.maxsize == 16_000_000
    CACHE.clear()


def test_a_body_is_read_up_to_its_limit():
    """A longer one is refused with a sentence."""
    with Flask(__name__).test_request_context("/", method="POST", data=b"1234"):
        assert b"1234" == read_body(4)
    with Flask(__name__).test_request_context("/", method="POST", data=b"1234"):
        with pytest.raises(ValueError, match=r"^4 bytes came; send at most 3\.$"):
            read_body(3)


def test_a_sentence_is_no_error():
    """The page shows it instead of a picture."""
    with Flask(__name__).test_request_context("/"):
        response = answers.message_response("Too large.")
    assert (200, {"error": {"message": "Too large."}}) == (response.status_code, response.get_json())
