"""An operation that the vendor does not document says so: in its docstring, and once when it is called."""

from __future__ import annotations

import re
import subprocess
import sys

import imgopen
import pytest
from imgopen._runtime import requests

from tests.client.conftest import Service, refusal
from tests.support.operations import OperationCase, api, cases

EVERY = pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)


@EVERY
def test_an_inferred_operation_warns_once_at_the_line_of_the_caller(
    case: OperationCase, service: Service, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setattr(requests, "_warned", set())
    service.answers = [refusal()]
    import warnings

    warnings.simplefilter("always", imgopen.InferredOperationWarning)
    client = service.client()
    for _ in range(3):
        with pytest.raises(imgopen.RefusedError):
            case.call(client)
    is_inferred = case.operation.provenance.status == "inferred"
    assert len(recwarn) == (1 if is_inferred else 0)
    if is_inferred:
        assert recwarn[0].filename.endswith("tests/support/operations.py")
        assert case.operation.provenance.note in str(recwarn[0].message)


@EVERY
def test_the_docstring_tells_how_sure_the_spec_is(case: OperationCase, service: Service) -> None:
    method = getattr(getattr(service.client(), case.group.attribute), case.operation.method)
    text = " ".join((method.__doc__ or "").split())
    provenance = case.operation.provenance
    assert provenance.note.replace("\\", "") in text.replace("\\", "")
    assert ("Inferred, not documented" in text) == (provenance.status == "inferred")
    assert ("Documented in part" in text) == (provenance.status == "partial")
    for page in provenance.pages:
        assert page in text
    for argument in case.operation.arguments:
        assert f"{argument.name}: " in text
        assert argument.rule in text


@EVERY
def test_the_docstring_speaks_of_fields_by_their_python_names(case: OperationCase, service: Service) -> None:
    method = getattr(getattr(service.client(), case.group.attribute), case.operation.method)
    words = set(
        re.findall(
            r"\w+", (method.__doc__ or "").partition("Sends ")[0].replace(case.operation.provenance.note, "")
        )
    )
    camel_case = {name for argument in case.operation.arguments if not (name := argument.wire_name).islower()}
    assert not words & camel_case


def test_the_spec_has_all_three_degrees() -> None:
    assert {case.operation.provenance.status for case in cases()} == {"documented", "partial", "inferred"}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert _loaded("import imgopen", "httpx", "pydantic", "asyncio") == []
    client = f"from imgopen import {api().class_name}"
    assert _loaded(client, "asyncio", "imgopen.models", "imgopen.async_client") == []


def test_every_exported_name_is_there() -> None:
    import imgopen.models
    import imgopen.types

    for package in (imgopen, imgopen.models, imgopen.types):
        for name in package.__all__:
            assert getattr(package, name) is not None
        assert set(package.__all__) <= set(dir(package))
        with pytest.raises(AttributeError, match="no_such_name"):
            _ = package.no_such_name


def test_errors_are_known_by_the_name_of_the_package() -> None:
    for name in imgopen.__all__:
        if name.endswith("Error") and name != "FieldError":
            error = getattr(imgopen, name)
            assert issubclass(error, imgopen.ImgOpenError)
            assert error.__module__ == "imgopen"


def _loaded(statement: str, *names: str) -> list[str]:
    """Return which of the modules a fresh interpreter has loaded after a statement."""
    script = f"{statement}; import sys; print(*[name for name in {names!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return result.stdout.split()
