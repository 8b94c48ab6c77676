"""Where only one of the two libraries is there, or stands in for the other one, the package works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.client.http.conftest import asking
from tests.support.command import GENERATED
from tests.support.http import LIBRARIES
from tests.support.operations import OperationCase, api, keys

PROGRAM = """\
import importlib.abc
import sys


class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)


sys.meta_path.insert(0, Missing())
import asyncio
import imgopen
import {library} as library

assert imgopen.__file__.startswith({folder!r}), imgopen.__file__
refusing = library.MockTransport(lambda request: library.Response(200, content={answer!r}))


def check(call, error):
    try:
        call()
    except error as found:
        assert "because" in str(found) or error is imgopen.ConfigurationError, found
    else:
        raise AssertionError("nothing was raised")


with imgopen.{name}(**{keys!r}) as own:
    assert type(own._connections.current()) is library.Client
given = library.Client(transport=refusing)
with imgopen.{name}(**{keys!r}, http_client=given) as client:
    check(lambda: client.{call}, imgopen.RefusedError)


async def work():
    http = library.AsyncClient(transport=refusing)
    async with imgopen.Async{name}(**{keys!r}, http_client=http) as client:
        await client.{call}


check(lambda: asyncio.run(work()), imgopen.RefusedError)
check(lambda: imgopen.{name}(**{keys!r}, http_client=object()), imgopen.ConfigurationError)
assert not {missing!r} & set(sys.modules)
"""


def _call_of(case: OperationCase) -> str:
    given = ", ".join(f"{name}={value!r}" for name, value in case.arguments().items())
    return f"{case.group.attribute}.{case.operation.method}({given})"


@pytest.mark.parametrize("name", LIBRARIES)
def test_the_other_one_is_not_needed(name: str, package_for_httpx2: Path) -> None:
    package = package_for_httpx2 if name == "httpx2" else GENERATED
    envelope = api().envelope
    assert envelope is not None
    others = {other for library in LIBRARIES if library != name for other in (library, _core(library))}
    program = PROGRAM.format(
        missing=others,
        library=name,
        folder=str(package),
        answer=f'{{"{envelope.code_key}": "no", "{envelope.message_key}": "because"}}'.encode(),
        name=api().class_name,
        keys=keys(),
        call=_call_of(asking()),
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(package / "src")},
    )
    assert result.returncode == 0, result.stderr


def _core(library: str) -> str:
    """Return the library of connections that an HTTP library is built on."""
    return library.replace("httpx", "httpcore")


ALIASED = """\
import httpx2

httpx2.alias_httpx()
import imgopen

with imgopen.{name}(**{keys!r}) as own, imgopen.{name}(**{keys!r}, http_client=httpx2.Client()) as given:
    assert type(own._connections.current()) is type(given._connections.current()) is httpx2.Client
"""


def test_an_application_may_let_httpx_mean_httpx2() -> None:
    program = ALIASED.format(name=api().class_name, keys=keys())
    environment = {"PYTHONPATH": str(GENERATED / "src")}
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment
    )
    assert result.returncode == 0, result.stderr
