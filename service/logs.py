"""One line of JSON for each request, without addresses, queries or bodies."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from gunicorn.glogging import Logger

from service.deployment import HEALTH, READY
from service.request_ids import HEADER

LONGEST_PATH = 200  # characters; no path of the lab is longer
INVALID = re.compile(r" from ip=\S*: ([^:'\"]*).*", re.DOTALL)  # the group ends where gunicorn quotes the request
QUERY = re.compile(r"\?\S*")


class Log(Logger):
    """gunicorn's logger without queries, bodies, addresses and health probes."""

    def access(self, resp: Any, req: Any, environ: Mapping[str, Any], request_time: timedelta) -> None:
        """Log one request. Its `environ` is nearly empty if the request was malformed."""
        path = environ.get("PATH_INFO", "-")
        if not self.access_log_enabled or path in (HEALTH, READY):
            return
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "request_id": dict(resp.headers).get(HEADER),
            "method": environ["REQUEST_METHOD"],
            "path": path[:LONGEST_PATH],
            "status": int(str(resp.status).split(maxsplit=1)[0]),
            "bytes": resp.sent,
            "ms": round(request_time.total_seconds() * 1000, 1),
            "worker": os.getpid(),
        }
        self.access_log.info(orjson.dumps(line).decode())

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log gunicorn's warning without the sender and the content of a malformed request."""
        super().warning(INVALID.sub(r": \1", msg), *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log a request that failed outside the app, for example by a timeout, without its query string."""
        super().exception(msg, *(QUERY.sub("", arg) if isinstance(arg, str) else arg for arg in args), **kwargs)
