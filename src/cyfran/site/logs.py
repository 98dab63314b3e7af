"""Logs: one JSON object a line, with no person's words or addresses in it."""

import json
import logging
import re
from datetime import UTC, datetime

# procrastinate names a job with its arguments, and those of a mail are an address, a code, a letter.
ARGUMENTS_OF_JOB = re.compile(r"(\b[\w.]+\[\d+\])\(.*\)", re.DOTALL)


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message, and the traceback's last line's place when there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": ARGUMENTS_OF_JOB.sub(r"\1", record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
