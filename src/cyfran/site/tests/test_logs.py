import json
import logging

from cyfran.site.logs import JsonFormatter


def logged(message: str) -> str:
    record = logging.LogRecord("worker", logging.INFO, "", 0, message, None, None)
    told: str = json.loads(JsonFormatter().format(record))["message"]
    return told


def test_a_job_is_named_without_what_it_was_given():
    said = (
        "Starting job mail.send[12](to='mair@example.org', subject='BCD-FGH (code)', body='x\n)')"
    )
    assert logged(said) == "Starting job mail.send[12]"
    ended = "Job mail.send[12](to='m@example.org') ended with status: Success, lasted 0.010 s"
    assert logged(ended) == "Job mail.send[12] ended with status: Success, lasted 0.010 s"


def test_other_messages_stay_as_they_are():
    assert logged("Upgraded (in 3 s)") == "Upgraded (in 3 s)"
