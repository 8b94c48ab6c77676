"""The templates in `examples/templates` do what they say, for the real spec."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.document.grammar import METHODS
from generator.lint import RuleSet
from generator.steps import build
from tests.support.command import REPOSITORY, SPEC, run
from tests.support.package import imported
from tests.support.small_spec import write_spec

TEMPLATES = REPOSITORY / "examples" / "templates"
PACKAGE = "pictures"
README = "README.md"
ADDED = f"src/{PACKAGE}/allowlist.py"


@pytest.fixture(scope="module")
def outs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of the package without and with the templates."""
    folder = tmp_path_factory.mktemp("example")
    plain, own = folder / "plain", folder / "own"
    options = ("--spec", SPEC, "--package", PACKAGE, "--out")
    for arguments in ((*options, plain), (*options, own, "--templates", TEMPLATES)):
        result = run("generate", *arguments)
        assert result.exit_code == 0, result.stderr
    return plain, own


def _files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_the_rest_is_the_same_byte_for_byte(outs: tuple[Path, Path]) -> None:
    plain, own = (_files(out) for out in outs)
    assert own.keys() - plain.keys() == {ADDED}
    assert {path for path in plain if own[path] != plain[path]} == {README}


def test_the_readme_gains_a_line_and_loses_none(outs: tuple[Path, Path]) -> None:
    plain, own = ((out / README).read_text(encoding="utf-8") for out in outs)
    template = (TEMPLATES / f"{README}.jinja").read_text(encoding="utf-8")
    line = next(line for line in template.splitlines() if "@" in line)
    assert line in own
    remaining = iter(own.splitlines())
    assert all(line in remaining for line in plain.splitlines())


def test_the_added_module_lists_what_each_method_sends(outs: tuple[Path, Path]) -> None:
    document = json.loads((outs[1] / "openapi.json").read_text(encoding="utf-8"))
    server = document["servers"][0]["url"].rstrip("/")
    sent = [
        (method.upper(), server + path)
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]
    with imported(outs[1], PACKAGE):
        requests = importlib.import_module(f"{PACKAGE}.allowlist").REQUESTS
        assert len(requests) == len({request.name for request in requests}) > 1
        assert sorted((request.method, request.url) for request in requests) == sorted(sent)
        for request in requests:
            group, method = request.name.split(".")
            module = importlib.import_module(f"{PACKAGE}.resources.{group}")
            assert any(method in vars(found) for found in vars(module).values() if isinstance(found, type))


def test_the_added_module_prints_its_list(outs: tuple[Path, Path]) -> None:
    command = [sys.executable, "-m", f"{PACKAGE}.allowlist"]
    result = subprocess.run(command, cwd=outs[1] / "src", capture_output=True, text=True, check=True)
    lines = [line.split(" ") for line in result.stdout.splitlines()]
    assert lines
    assert all(len(line) == 2 and line[1].startswith("https://") for line in lines)


def test_the_templates_fit_any_document(tmp_path: Path) -> None:
    spec = write_spec(tmp_path / "spec")
    files = build(spec, "clay", RuleSet.house, templates=TEMPLATES).files
    assert "for us from the public document of Clay Works" in files[README]
    assert '"POST",\n        "https://clay.example/fire",' in files["src/clay/allowlist.py"]
