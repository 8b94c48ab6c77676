"""A simulated pottery, asked through httpx, and pytest in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import imgopen
import pytest
from imgopen_mock.testing import ImgOpenMock

KILN = "https://kiln.example"

Fire: TypeAlias = Callable[..., httpx.Response]
"""Submits a firing."""

RunPytest: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]
"""Runs pytest on the text of a test module, with arguments."""


@pytest.fixture
def service(kiln_file: Path) -> Iterator[ImgOpenMock]:
    """The pottery; firing a pot takes 8 seconds."""
    with ImgOpenMock(bundle=kiln_file, task_seconds=8) as mock:
        yield mock


@pytest.fixture
def real() -> Iterator[ImgOpenMock]:
    """The real API, simulated."""
    with ImgOpenMock() as mock, warnings.catch_warnings():
        warnings.simplefilter("ignore", imgopen.InferredOperationWarning)
        yield mock


@pytest.fixture
def fire(keys: dict[str, str], firing: dict[str, Any]) -> Fire:
    def post(
        ref: str = "pot-1", bell: str | None = None, origin: str = KILN, **options: Any
    ) -> httpx.Response:
        body = {**firing, "job": {"ref": ref}, "bell": bell}
        given = {key: value for key, value in body.items() if value is not None}
        return httpx.post(f"{origin}/firings", json=given, headers=keys, **options)

    return post


@pytest.fixture
def run_pytest(tmp_path: Path, kiln_file: Path) -> RunPytest:
    """A pytest that loads this plugin and no other but those that are asked for."""

    def run(
        source: str, *arguments: str, plugins: tuple[str, ...] = ("imgopen_mock.pytest_plugin",)
    ) -> subprocess.CompletedProcess[str]:
        (tmp_path / "kiln.json").write_bytes(kiln_file.read_bytes())
        (tmp_path / "pytest.ini").write_text("[pytest]\n")
        (tmp_path / "test_pots.py").write_text(textwrap.dedent(source))
        chosen = [part for plugin in plugins for part in ("-p", plugin)]
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-W",
            "error",
            "--strict-markers",
            "-rA",
            "-p",
            "no:cacheprovider",
        ]
        return subprocess.run(
            [*command, *chosen, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "", "COLUMNS": "120"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run
