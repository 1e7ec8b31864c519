"""One line of JSON a request: what happened, never who asked or what for."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from gunicorn.glogging import Logger

from service.deployment import HEALTH, READY
from service.request_ids import HEADER

LONGEST_PATH = 200  # characters; longer ones are nobody's but an attacker's
INVALID = re.compile(r" from ip=\S*: ([^:'\"]*).*", re.DOTALL)  # up to where gunicorn cites what came
QUERY = re.compile(r"\?\S*")


class Log(Logger):
    """For gunicorn: no query, no body, no address of anybody; a supervisor's questions are left out."""

    def access(self, resp: Any, req: Any, environ: Mapping[str, Any], request_time: timedelta) -> None:
        """Write the line of one request; `environ` is bare where the request was none."""
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
        """Warn as gunicorn does, but not from whom broken requests came, or what stood in them."""
        super().warning(INVALID.sub(r": \1", msg), *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """A request that failed outside the app, as one that took too long: its path alone."""
        super().exception(msg, *(QUERY.sub("", one) if isinstance(one, str) else one for one in args), **kwargs)
