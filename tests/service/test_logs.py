"""The log: one line of JSON for each request, without personal data."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from service.logs import Log


@pytest.fixture
def log(tmp_path):
    """A logger that writes to files, and a function that reads their lines."""
    config = Config()
    config.set("accesslog", str(tmp_path / "access"))
    config.set("errorlog", str(tmp_path / "error"))
    log = Log(config)
    yield log, lambda name: (tmp_path / name).read_text().splitlines()
    for each in (log.access_log, log.error_log):
        for handler in list(each.handlers):
            handler.close()
            each.removeHandler(handler)


def write(log, path, **more):
    """Log one request."""
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": f"{path}?size=8", "QUERY_STRING": "size=8", "PATH_INFO": path}
    environ |= {"REMOTE_ADDR": "192.0.2.7", "HTTP_USER_AGENT": "secret", "HTTP_REFERER": "secret"} | more
    answer = SimpleNamespace(status="200 OK", sent=512, headers=[("X-Request-Id", "abc")])
    log.access(answer, SimpleNamespace(headers=[]), environ, timedelta(milliseconds=12.34))


def test_a_line_says_what_happened_and_not_to_whom(log):
    """No query string, address or user agent."""
    write(log[0], "/maps")
    (line,) = log[1]("access")
    told = json.loads(line)
    assert {"request_id": "abc", "method": "GET", "path": "/maps", "status": 200, "bytes": 512, "ms": 12.3} == {
        name: told[name] for name in ("request_id", "method", "path", "status", "bytes", "ms")
    }
    assert {"time", "worker"} == told.keys() - {"request_id", "method", "path", "status", "bytes", "ms"}
    assert not any(secret in line for secret in ("192.0.2.7", "secret", "size"))


def test_probes_leave_no_line(log):
    """They are sent every few seconds."""
    write(log[0], "/health")
    write(log[0], "/ready")
    assert [] == log[1]("access")


@pytest.mark.parametrize("path", ["/\n{", '/"', "/" + "x" * 5_000, "/\x00é"])
def test_whatever_the_path_it_stays_one_line_of_json(log, path):
    """Long paths are truncated."""
    write(log[0], path)
    (line,) = log[1]("access")
    assert path[:200] == json.loads(line)["path"]


def test_a_malformed_request_has_a_line_as_well(log):
    """It has no path and no request id."""
    answer = SimpleNamespace(status="431 Request Header Fields Too Large", sent=0, headers=[])
    log[0].access(answer, SimpleNamespace(headers=[]), {"REQUEST_METHOD": "GET", "RAW_URI": "/?secret"}, timedelta())
    (line,) = log[1]("access")
    assert (431, "-", None) == tuple(json.loads(line)[name] for name in ("status", "path", "request_id"))


def test_a_warning_about_a_malformed_request_leaves_out_sender_and_content(log):
    """gunicorn would quote both."""
    told = [
        "Invalid Request Line '%'",
        "Invalid chunk size: b'secret\nsecret'",
        "Invalid HTTP Header: 'Cookie secret=1'",
    ]
    for error in [*told, "Invalid HTTP request line: 'GET /?secret HTTP/1.0'", "Request forbidden"]:
        log[0].warning(f"Invalid request from ip=2001:db8::1: {error}")
    lines = [line.partition("[WARNING] Invalid request: ")[2].strip() for line in log[1]("error")]
    expected = ["Invalid Request Line", "Invalid chunk size", "Invalid HTTP Header", "Invalid HTTP request line"]
    assert [*expected, "Request forbidden"] == lines


def test_a_failure_outside_the_app_is_logged_without_its_query(log):
    """For example when gunicorn stops a worker after its timeout."""
    log[0].exception("Error handling request %s", "/answers/maps?size=8&edits=secret")
    lines = "\n".join(log[1]("error"))
    assert "Error handling request /answers/maps" in lines
    assert "secret" not in lines
