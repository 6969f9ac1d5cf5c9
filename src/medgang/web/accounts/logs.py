"""Log lines as JSON, one a line, made of allowed fields only: never a message, never a patient.

What a line may hold is listed in `ALLOWED`. The text of an exception is left out, because it may hold a name that
somebody typed; its class and the places in the code stay. The text of a message is kept only from our own loggers,
whose messages are event names; a library's message is left out too.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import PurePath
from types import TracebackType
from typing import Final

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request being answered, so that a log line, an access-log row and an error page can be joined."""

ALLOWED: Final = frozenset(
    {"route", "method", "status", "ms", "status_code", "queue", "job", "count", "channel"}
)
"""The `extra` fields a line may carry. All are ours to fill, and none comes from what somebody typed."""

_EVENT = re.compile(r"[a-z][a-z0-9_.]{0,60}")
_SAFE = re.compile(r"[A-Za-z0-9_.:\- ]{0,80}")


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-8:]
    return [f"{PurePath(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in frames]


def _shown(value: object) -> str | int | float | None:
    if isinstance(value, (int, float)):
        return value
    text = str(value)
    return text if _SAFE.fullmatch(text) else None


class StructuredFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's allowed fields."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        ours = record.name.split(".", 1)[0] == "medgang"
        if ours and isinstance(record.msg, str) and _EVENT.fullmatch(record.msg):
            line["event"] = record.msg
        else:
            line["where"] = f"{record.module}:{record.lineno}"
        if request_id.get():
            line["request_id"] = request_id.get()
        for name in sorted(ALLOWED & set(vars(record))):
            shown = _shown(getattr(record, name))
            if shown is not None:
                line[name] = shown
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["places"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=True)
