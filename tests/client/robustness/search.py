"""Everything that a program may log, show or store of an error or another object, to search it for secrets."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import imgopen
import pytest

_TESTS: Final = Path(__file__).parents[2]


class Lines(logging.Handler):
    """Keeps every line that is logged, with its arguments and its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += [record.getMessage(), repr(record.args)]
        if record.exc_info and record.exc_info[1] is not None:
            self.lines += texts_of_error(record.exc_info[1])


def texts_of_error(error: BaseException) -> Iterator[str]:
    """Yield what can be shown of an error, of all its causes, and of their frames outside of the tests."""
    for link in chain(error):
        yield str(link)
        yield repr(link)
        yield repr(link.args)
        yield repr(getattr(link, "__notes__", None))
        yield repr(vars(link))
        yield from variables(link.__traceback__)
    yield from _reports(error)
    yield from _copies(error)


def chain(error: BaseException) -> list[BaseException]:
    """Return an error and all errors that it comes from, those included that a traceback leaves out."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        link = waiting.pop()
        if link is not None and all(link is not known for known in found):
            found.append(link)
            waiting += [link.__cause__, link.__context__, *getattr(link, "failures", ())]
    return found


def texts_of_object(thing: object) -> Iterator[str]:
    """Yield what can be shown of an object, and of what it is made of if it is one of the package."""
    yield from (str(thing), repr(thing))
    is_ours = type(thing).__module__.partition(".")[0] == imgopen.__name__
    for value in vars(thing).values() if is_ours else ():
        yield from (str(value), repr(value))


def variables(trace: TracebackType | None) -> Iterator[str]:
    """Yield the variables of all frames outside of the tests."""
    for frame, _ in traceback.walk_tb(trace):
        if not _is_test(frame.f_code.co_filename):
            for name, value in frame.f_locals.items():
                yield f"{frame.f_code.co_qualname}: {name} = {_shown(value)}"


def _reports(error: BaseException) -> Iterator[str]:
    """Yield the reports of Python, without the frames of the tests where variables are shown."""
    kept = [
        (frame, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if not _is_test(frame.f_code.co_filename)
    ]
    yield "".join(traceback.StackSummary.extract(kept, capture_locals=True).format())
    yield "".join(traceback.TracebackException.from_exception(error).format())


def report_of_pytest(error: BaseException) -> str:
    """Return the longest report that pytest has, without the frames of the tests; it takes its time."""
    shown = pytest.ExceptionInfo.from_exception(error).getrepr(
        showlocals=True, style="long", funcargs=True, tbfilter=_without_tests
    )
    return str(shown)


def _without_tests(info: pytest.ExceptionInfo[BaseException]) -> Any:
    return info.traceback.filter(lambda entry: not _is_test(str(entry.path)))


def _copies(error: BaseException) -> Iterator[str]:
    pickled = pickle.dumps(error)
    yield pickled.decode("latin-1")
    yield repr(vars(pickle.loads(pickled)))
    yield repr(vars(copy.copy(error)))


def _shown(value: object) -> str:
    """Return the `repr` of a variable, or what is said of one that has none because it was never finished."""
    try:
        return repr(value)
    except AttributeError:
        return f"<{type(value).__name__}>"


def _is_test(file: str) -> bool:
    return Path(file).is_relative_to(_TESTS)


def caught(action: Callable[[], object]) -> BaseException:
    """Return the error that an action ends with."""
    try:
        action()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")
