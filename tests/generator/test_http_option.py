"""`--http httpx2`: the package imports the other library and says so, and is the same in all else."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest
import tomllib
from ruff import find_ruff_bin

from generator.render.http import LIBRARIES, SUCCESSOR, WRITTEN_FOR, for_library
from generator.render.runtime import runtime_files
from generator.runtime.families import NAMES
from generator.steps import Http
from tests.support.command import run
from tests.support.small_spec import write_spec

Files = dict[str, str]
SAYING = "Id of the pot; `import httpx` and httpx.Client mean nothing here."
CHANGES = {"schemas/FirePotRequest.yaml": ("description: Id of the pot.", f'description: "{SAYING}"')}


def _generate(folder: Path, *options: str) -> Path:
    out = folder / f"out{''.join(options)}"
    spec = write_spec(folder / "spec", CHANGES)
    result = run("generate", "--spec", spec, "--out", out, "--package", "clay", *options)
    assert result.exit_code == 0, result.stderr
    return out


def _files(out: Path) -> Files:
    return {
        str(path.relative_to(out)): path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def outs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of the package by the library that it was generated for."""
    folder = tmp_path_factory.mktemp("packages")
    return {name: _generate(folder, "--http", name) for name in NAMES}


def test_the_option_the_renderer_and_the_runtime_know_the_same_libraries() -> None:
    assert [http.value for http in Http] == list(LIBRARIES) == list(NAMES)


def test_httpx_is_what_one_gets_without_the_option(outs: dict[str, Path], tmp_path: Path) -> None:
    assert _files(_generate(tmp_path)) == _files(outs["httpx"])


def test_the_code_is_the_same_but_for_the_import(outs: dict[str, Path]) -> None:
    before, after = _files(outs["httpx"]), _files(outs["httpx2"])
    assert before.keys() == after.keys()
    changed = 0
    for path in [path for path in before if path.endswith(".py")]:
        old, new = _code(before[path]), _code(after[path])
        assert new == old.replace("import httpx\n", "import httpx2 as httpx\n"), path
        changed += new != old
        assert len(before[path].splitlines()) == len(after[path].splitlines()), path
    assert changed > 10


def _code(source: str) -> str:
    """Return a module as Python would print it, without its docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant("")
    return f"{ast.unparse(tree)}\n"


def test_what_docstrings_say_in_backticks_changes_places(outs: dict[str, Path]) -> None:
    before, after = (_files(outs[name])["src/clay/client.py"] for name in NAMES)
    assert "An `httpx.Client` of your own, or one of `httpx2`" in before
    assert "An `httpx2.Client` of your own, or one of `httpx`" in after
    for path, text in _files(outs["httpx2"]).items():
        assert "`httpx.Timeout`" not in text, path


def test_the_specs_own_words_stay(outs: dict[str, Path]) -> None:
    for name in NAMES:
        texts = {path: " ".join(text.split()) for path, text in _files(outs[name]).items()}
        saying = [path for path, text in texts.items() if "`import httpx` and httpx.Client mean" in text]
        assert {Path(path).parts[2] for path in saying if path.endswith(".py")} >= {"models", "resources"}


def test_the_distribution_asks_for_the_library_and_its_python(outs: dict[str, Path]) -> None:
    for name, oldest in (("httpx", ">=3.10"), ("httpx2", ">=3.11")):
        project = tomllib.loads(_files(outs[name])["pyproject.toml"])["project"]
        assert project["requires-python"] == oldest
        assert [item.partition(">")[0] for item in project["dependencies"]] == [name, "pydantic"]


def test_the_readme_tells_of_the_other_library(outs: dict[str, Path]) -> None:
    readme = {name: _files(outs[name])["README.md"] for name in NAMES}
    assert "httpx2" not in readme["httpx"]
    assert "Calls are carried by [httpx2]" in readme["httpx2"]
    assert "Python 3.11 or newer" in readme["httpx2"]
    said = "\n\nCalls are carried by"
    assert readme["httpx2"].partition(said)[0] == readme["httpx"][: readme["httpx2"].index(said)]


def test_what_templates_wrote_is_formatted_as_ever(outs: dict[str, Path]) -> None:
    common = ("--isolated", "--no-cache", "--target-version", "py310", "--line-length", "110")
    for command in (("format", "--check"), ("check", "--select", "I,F")):
        arguments = [find_ruff_bin(), *command, *common, "--exclude", "_runtime", str(outs["httpx2"])]
        result = subprocess.run(arguments, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout


def test_check_compares_with_the_library_that_it_is_told(outs: dict[str, Path]) -> None:
    spec = outs["httpx"].parent / "spec" / "openapi.yaml"
    for made in NAMES:
        for asked in NAMES:
            options = ("--spec", spec, "--out", outs[made], "--package", "clay", "--http", asked)
            assert run("check", *options).exit_code == (0 if made == asked else 1)


def test_another_library_is_refused() -> None:
    for command in ("generate", "check"):
        result = run(command, "--http", "requests")
        assert result.exit_code == 2
        assert "'httpx', 'httpx2'" in result.stderr


SOURCE = '''\
"""Ünïcode `httpx.Client`, and `httpx2`; httpx.Client, ``x`` and `httpxy.Client` stay."""

import httpx

TEXT = """
import httpx
`httpx.Client`
"""
# import httpx, as in `httpx.Client`
if TEXT: import httpx; print(httpx.Client, "é")


def close(client: httpx.Client) -> None:
    """Close an `httpx.Client`
    or an `httpx2.Client`.
    """
    import httpx
'''

RESULT = '''\
"""Ünïcode `httpx2.Client`, and `httpx`; httpx.Client, ``x`` and `httpxy.Client` stay."""

import httpx2 as httpx

TEXT = """
import httpx
`httpx.Client`
"""
# import httpx, as in `httpx.Client`
if TEXT: import httpx2 as httpx; print(httpx.Client, "é")


def close(client: httpx.Client) -> None:
    """Close an `httpx2.Client`
    or an `httpx.Client`.
    """
    import httpx2 as httpx
'''


def test_imports_and_docstrings_change_and_nothing_else() -> None:
    assert for_library(SUCCESSOR, SOURCE) == RESULT
    assert for_library(WRITTEN_FOR, SOURCE) == SOURCE


@pytest.mark.parametrize(
    "line",
    ["from httpx import Client", "import httpx as h", "import json, httpx", "import httpx._client"],
)
def test_an_import_that_cannot_be_changed_is_found(line: str) -> None:
    with pytest.raises(ValueError, match=f"line 2: `{line}`"):
        for_library(SUCCESSOR, f"import json\n{line}\n")
    assert for_library(WRITTEN_FOR, line) == line


@pytest.mark.parametrize(
    "line", ["from .httpx import pots", "from clay.resources import httpx", "import httpxy"]
)
def test_modules_of_the_same_name_are_left_alone(line: str) -> None:
    assert for_library(SUCCESSOR, line) == line


def test_no_module_of_the_runtime_imports_httpx_in_another_way() -> None:
    for path, source in runtime_files().items():
        changed = for_library(SUCCESSOR, source)
        assert ("import httpx\n" in source) == (changed != source) or "`httpx" in source, path
        assert "import httpx\n" not in changed, path
