"""The lines of a journal: what they say, and which of them stand, without touching a file.

The first line names the version and the operation. Each further one tells how a job stands, the last one of a job
counts. No line tells what a job asks for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, cast, get_args

from ..errors import ConfigurationError

JobState: TypeAlias = Literal["submitting", "submitted", "succeeded", "failed", "refused"]
"""How a job stands: about to be submitted, accepted, ended well or not, or refused, so that there is no task."""

_VERSION: Final = 1
_STATES: Final = frozenset(get_args(JobState))


@dataclass(frozen=True)
class Record:
    """What is known of a job.

    Attributes:
        id: the id of its task.
        state: how it stood.
    """

    id: str
    state: JobState


@dataclass(frozen=True)
class Contents:
    """What a journal holds.

    Attributes:
        records: what is known of each job, by its key.
        length: how many bytes of it stand; what follows is a line that was never finished.
        ending: what has to be added before the next line.
    """

    records: dict[str, Record]
    length: int
    ending: bytes


def header(operation: str) -> bytes:
    """Return the first line of a journal."""
    return _line({"journal": _VERSION, "operation": operation})


def line(key: str, record: Record) -> bytes:
    """Return the line that tells how a job stands."""
    return _line({"job": key, "id": record.id, "state": record.state})


def read(data: bytes, name: str, operation: str) -> Contents:
    """Read a journal. A last line without an end was being written when the process was killed, and does not count.

    Args:
        data: the whole file.
        name: what to call the file in messages.
        operation: the operation that the journal has to be for.

    Raises:
        ConfigurationError: it is none, or one of another operation or of a newer version, or a line is broken.
    """
    first = header(operation)
    *lines, tail = data.split(b"\n")
    if not lines:
        if not first.startswith(tail):
            raise ConfigurationError(f"{name}:1: this is no journal of run_many; nothing was changed")
        return Contents({}, 0, first)
    _check_header(lines[0], f"{name}:1", operation)
    records: dict[str, Record] = {}
    for number, text in enumerate(lines[1:], start=2):
        entry = _entry(text)
        if entry is None:
            raise ConfigurationError(
                f"{name}:{number}: this line of the journal is broken; mend or delete it"
            )
        records[entry[0]] = entry[1]
    last = _entry(tail) if tail else None
    if last is None:
        return Contents(records, len(data) - len(tail), b"")
    records[last[0]] = last[1]
    return Contents(records, len(data), b"\n")


def _check_header(text: bytes, place: str, operation: str) -> None:
    found = _object(text)
    version, made_for = found.get("journal"), found.get("operation")
    if not isinstance(version, int) or not isinstance(made_for, str):
        raise ConfigurationError(f"{place}: this is no journal of run_many; nothing was changed")
    if version > _VERSION:
        raise ConfigurationError(f"{place}: the journal was made by a newer version of this package")
    if made_for != operation:
        raise ConfigurationError(f"{place}: the journal is one of {made_for}, not of {operation}")


def _entry(text: bytes) -> tuple[str, Record] | None:
    found = _object(text)
    key, task_id, state = (found.get(name) for name in ("job", "id", "state"))
    if not all(isinstance(text, str) and text for text in (key, task_id, state)) or state not in _STATES:
        return None
    return str(key), Record(str(task_id), cast("JobState", state))


def _object(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _line(values: dict[str, object]) -> bytes:
    return json.dumps(values).encode("ascii") + b"\n"
