"""`--templates DIR`: a maintainer's own templates replace the generator's and add files, and slips are told."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from generator.lint import RuleSet
from generator.memory import WarmMemory
from generator.output import write_package
from generator.render import package
from generator.render.added import render_added
from generator.render.environment import templates_of
from generator.render.templates import SUFFIX, read_templates, shipped_templates
from generator.source.complaint import SpecError
from generator.steps import Http, build
from tests.support.command import run
from tests.support.package import imported
from tests.support.small_spec import ROOT, write_spec

Files = dict[str, str]
HERE = "src/clay"


def _write(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


class Workbench:
    """Builds the package for one small spec with many folders of templates."""

    def __init__(self, folder: Path) -> None:
        self.spec = write_spec(folder)
        self._memory = WarmMemory()
        self.plain = build(self.spec, "clay", RuleSet.house, memory=self._memory).files

    def build(self, folder: Path, templates: Mapping[str, str], http: Http = Http.httpx) -> Files:
        """Return the files of the package, made with templates."""
        own = _write(folder, templates)
        return build(self.spec, "clay", RuleSet.house, http, templates=own, memory=self._memory).files

    def complaints(self, folder: Path, templates: Mapping[str, str], http: Http = Http.httpx) -> str:
        """Return what is said of templates that must not be taken."""
        with pytest.raises(SpecError) as caught:
            self.build(folder, templates, http)
        return str(caught.value)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(tmp_path_factory.mktemp("bench"))


def _arguments(folder: Path, templates: Mapping[str, str]) -> list[str]:
    files = ["--spec", str(write_spec(folder / "spec")), "--out", str(folder / "out"), "--package", "clay"]
    return [*files, "--templates", str(_write(folder / "own", templates))]


def test_a_folder_without_overrides_changes_nothing(bench: Workbench, tmp_path: Path) -> None:
    assert bench.build(tmp_path, {"_unused.jinja": "{{ nothing }}"}) == bench.plain


def test_templates_that_only_extend_the_originals_change_nothing(bench: Workbench, tmp_path: Path) -> None:
    own = {name: f'{{% extends "builtin/{name}" %}}\n' for name in shipped_templates()}
    assert len(own) > 10
    assert bench.build(tmp_path, own) == bench.plain


@pytest.mark.parametrize("name", sorted(shipped_templates()))
def test_every_template_can_be_replaced(name: str, bench: Workbench, tmp_path: Path) -> None:
    """By one that fails, so that what it gives need not fit to the rest."""
    if name in ("lists.py.jinja",):
        assert not any("_lists" in path for path in bench.plain), "the small spec has lists now"
        return
    assert f"{name}:1: {name}: UndefinedError: 'nowhere' is" in bench.complaints(
        tmp_path, {name: "{{ nowhere }}"}
    )


def test_an_override_changes_only_the_files_of_its_template(bench: Workbench, tmp_path: Path) -> None:
    text = (
        '{% extends "builtin/client.py.jinja" %}{% block methods %}    answer = {{ 6 * 7 }}\n{% endblock %}'
    )
    made = bench.build(tmp_path, {"client.py.jinja": text})
    changed = {path for path in bench.plain if bench.plain[path] != made[path]}
    assert made.keys() == bench.plain.keys()
    assert changed == {f"{HERE}/client.py", f"{HERE}/async_client.py"}
    for path in changed:
        client = next(node for node in ast.parse(made[path]).body if isinstance(node, ast.ClassDef))
        assert ast.unparse(client.body[-1]) == "answer = 42"


@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        ("README.md.jinja", "introduction installation example usage operations lists end"),
        ("pyproject.toml.jinja", "project extras tools"),
        ("client.py.jinja", "imports methods"),
        ("resource.py.jinja", "imports methods"),
    ],
)
def test_each_block_can_be_filled(name: str, blocks: str, bench: Workbench, tmp_path: Path) -> None:
    filled = "".join(
        f"{{% block {block} %}}{'    ' * (block == 'methods')}# {{{{ api.title }}}}: {block}\n{{% endblock %}}"
        for block in blocks.split()
    )
    made = bench.build(tmp_path, {name: f'{{% extends "builtin/{name}" %}}{filled}'})
    changed = [path for path in bench.plain if bench.plain[path] != made[path]]
    assert changed
    for path in changed:
        assert [block for block in blocks.split() if f"# Clay Works: {block}\n" not in made[path]] == []


def test_an_added_module_is_formatted_and_imports(bench: Workbench, tmp_path: Path) -> None:
    added = (
        "import sys,os\nfrom {{ package }} import {{ api.class_name }}\n"
        "NAMES = [{% for group in api.groups %}{{ group.attribute | literal }}, {% endfor %}]\n"
        "HERE = os.sep,{{ api.class_name }}.__name__\n"
    )
    made = bench.build(tmp_path / "own", {"files/src/{{ package }}/names.py.jinja": added})
    write_package(made, tmp_path / "out")
    text = made.pop(f"{HERE}/names.py")
    assert made == bench.plain
    assert text == (
        "import os\n\nfrom clay import ClayWorks\n\n"
        'NAMES = [\n    "kiln",\n]\nHERE = os.sep, ClayWorks.__name__\n'
    )
    with imported(tmp_path / "out"):
        names = importlib.import_module("clay.names")
        assert names.NAMES == ["kiln"]
        assert names.HERE[1] == "ClayWorks"


def test_an_added_file_of_another_kind_is_as_written(bench: Workbench, tmp_path: Path) -> None:
    own = {
        "files/.github/{{package}}.md.jinja": "{% import '_words.jinja' as words %}\n{{ words.loud(version) }}  x\n",
        "_words.jinja": "{% macro loud(text) %}{{ text | upper }}!{% endmacro %}",
    }
    made = bench.build(tmp_path, own)
    assert made.pop(".github/clay.md") == "1.2.3!  x\n"
    assert made == bench.plain


def test_generate_and_check_take_the_same_templates(bench: Workbench, tmp_path: Path) -> None:
    arguments = _arguments(tmp_path, {"files/extra.txt.jinja": "{{ generated }}\n"})
    assert run("generate", *arguments).exit_code == 0
    assert run("check", *arguments).exit_code == 0
    assert (tmp_path / "out/extra.txt").is_file()
    result = run("check", *arguments[:-2])
    assert result.exit_code == 1
    assert "--- extra.txt (on disk)" in result.stdout


def test_templates_that_fail_end_generate_with_1_and_nothing_written(tmp_path: Path) -> None:
    result = run("generate", *_arguments(tmp_path, {"README.md.jinja": "one\n{{ nothing }}"}))
    assert result.exit_code == 1
    assert "own/README.md.jinja:2: README.md.jinja: UndefinedError: 'nothing' is undefined" in result.stderr
    assert "1 complaint" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own", "spec"]


def test_templates_in_the_text_of_the_spec_stay_text(tmp_path: Path) -> None:
    evil = "{{ 6 * 7 }}{% include 'main.py.jinja' %}{# gone #}"
    spec = write_spec(tmp_path / "spec", {"openapi.yaml": ROOT.replace("Fire pots.", f'"{evil}"')})
    said = (
        "{% set docstring = api.groups[0].description %}\n{{ docstring }}\n"
        "{% include 'builtin/plain_package.py.jinja' %}"
    )
    own = _write(tmp_path / "own", {"files/said.txt.jinja": said})
    files = build(spec, "clay", RuleSet.house, templates=own).files
    assert files["said.txt"].startswith(f'{evil}\n"""{evil}"""')


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"resorce.py.jinja": ""},
            "resorce.py.jinja: replaces no template of the generator; did you mean resource.py.jinja?",
        ),
        (
            {"client.py": ""},
            "client.py:1: client.py: replaces no template of the generator; did you mean client.py.jinja?",
        ),
        ({"templates/client.py.jinja": ""}, "did you mean client.py.jinja?"),
        ({"file/src/a.py.jinja": ""}, "adds no file to the package; did you mean files/src/a.py.jinja?"),
        ({"files/src/a.py": ""}, "adds no file to the package; did you mean files/src/a.py.jinja?"),
        ({"picture.png": ""}, "picture.png:1: picture.png: replaces no template of the generator ("),
    ],
)
def test_a_file_that_is_no_template_is_told_with_what_may_be_meant(
    files: Files, told: str, bench: Workbench, tmp_path: Path
) -> None:
    assert told in bench.complaints(tmp_path, files)


@pytest.mark.parametrize(
    "name",
    [".client.py.jinja.swp", "client.py.jinja~", ".DS_Store", ".#client.py.jinja", "#client.py.jinja#"],
)
def test_what_editors_leave_is_not_looked_at(name: str, bench: Workbench, tmp_path: Path) -> None:
    assert bench.build(tmp_path, {name: "{% nonsense"}) == bench.plain


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"README.md.jinja": "one\ntwo {{ nothing }}\n"},
            "README.md.jinja:2: README.md.jinja: UndefinedError: 'nothing' is undefined",
        ),
        ({"README.md.jinja": "one\n{% if %}"}, "README.md.jinja:2: README.md.jinja: Expected an expression"),
        (
            {"README.md.jinja": "one\n\n{{ api.title | lodu }}"},
            "README.md.jinja:3: README.md.jinja: No filter named 'lodu'",
        ),
        (
            {"README.md.jinja": "{{ 1 / 0 }}"},
            "README.md.jinja:1: README.md.jinja: ZeroDivisionError: division by zero",
        ),
        (
            {"README.md.jinja": "one\n{% include '_a.jinja' %}", "_a.jinja": "\n\n{{ api.nothing }}"},
            "_a.jinja:3: _a.jinja: UndefinedError",
        ),
        (
            {"README.md.jinja": "{% include '_a.jinja' %}"},
            "README.md.jinja:1: README.md.jinja: TemplateNotFound: _a.jinja",
        ),
        (
            {"main.py.jinja": "{% extends 'main.py.jinja' %}"},
            "main.py.jinja:1: main.py.jinja: includes, extends or calls itself without end",
        ),
        (
            {"main.py.jinja": "x = 1\n\ny = (\n"},
            "main.py.jinja:3: main.py.jinja: gives no valid Python, line 3 of what it gives",
        ),
        (
            {"main.py.jinja": "{% for n in [1, 2] %}\nreturn\n{% endfor %}"},
            "main.py.jinja:2: main.py.jinja: gives no valid Python, line 1 of what it gives: 'return' outside",
        ),
        ({"main.py.jinja": "{{ '\\0' }}"}, "main.py.jinja: gives no valid Python"),
        (
            {"pyproject.toml.jinja": "a = 1\na = 2\n"},
            "pyproject.toml.jinja:1: pyproject.toml.jinja: gives no valid TOML",
        ),
        (
            {"files/a.json.jinja": "[1,\n2,]\n"},
            "a.json.jinja:2: files/a.json.jinja: gives no valid JSON, line 2",
        ),
        ({"files/a.py.jinja": "def f(:"}, "a.py.jinja:1: files/a.py.jinja: gives no valid Python"),
    ],
)
def test_a_template_that_fails_is_told_with_its_line(
    files: Files, told: str, bench: Workbench, tmp_path: Path
) -> None:
    assert told in bench.complaints(tmp_path, files)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (f"{HERE}/client.py", f"the generator writes {HERE}/client.py itself"),
        ("src/{{ package }}/client.py", f"the generator writes {HERE}/client.py itself"),
        ("README.md", "the generator writes README.md itself"),
        ("openapi.json", "the generator writes openapi.json itself"),
        (f"{HERE}/py.typed", "itself"),
        (f"{HERE}/_runtime/errors.py", "itself"),
        (".written-by-generator", "itself"),
        ("readme.md", "the generator writes README.md itself"),
        (HERE, f"{HERE} is a folder, in which"),
        (f"{HERE}/client.py/a.py", f"{HERE}/client.py is a file, below which nothing can lie"),
        (
            f"{HERE}/models.py",
            f"Python would find only one of {HERE}/models.py and {HERE}/models/__init__.py",
        ),
        (f"{HERE}/client/__init__.py", "Python would find only one of"),
        ("build/a.txt", "`check` would not see it"),
        ("src/clay.egg-info/a.txt", "`check` would not see it"),
        ("{{ other }}/a.txt", "only {{ package }} is filled in a path"),
        ("{% raw %}/a.txt", "only {{ package }} is filled in a path"),
        (".", "'.' is no path of a file"),
        ("..", "'..' is no path of a file"),
        ("a\\..\\b", "is no path of a file"),
    ],
)
def test_an_added_file_cannot_stand_in_the_way(
    path: str, told: str, bench: Workbench, tmp_path: Path
) -> None:
    own = read_templates(_write(tmp_path, {f"files/{path}{SUFFIX}": ""}))
    with templates_of(own), pytest.raises(SpecError) as caught:
        render_added(own, "clay", bench.plain, {})
    assert told in str(caught.value)


def test_an_added_file_has_room_beside_the_others(bench: Workbench, tmp_path: Path) -> None:
    files = ("src/clay/client_2.py", "src/clay/kiln/__init__.py", "src/clay/kiln/fire.py", "docs/build.md")
    own = read_templates(_write(tmp_path, {f"files/{path}{SUFFIX}": "" for path in files}))
    with templates_of(own):
        assert render_added(own, "clay", bench.plain, {}) == dict.fromkeys(files, "")


def test_two_added_files_cannot_share_a_path(bench: Workbench, tmp_path: Path) -> None:
    own = {"files/src/clay/a.py.jinja": "", "files/src/{{ package }}/a.py.jinja": ""}
    told = bench.complaints(tmp_path / "same", own)
    assert "writes src/clay/a.py, as files/src/clay/a.py.jinja does" in told
    told = bench.complaints(tmp_path / "case", {"files/A.txt.jinja": "", "files/a.txt.jinja": ""})
    assert "differ in case only" in told


def test_what_cannot_be_carried_over_to_the_other_library_is_told(bench: Workbench, tmp_path: Path) -> None:
    own = {"files/a.py.jinja": "from httpx import Client\n\nprint(Client)\n"}
    assert "a.py" in bench.build(tmp_path, own)
    told = bench.complaints(tmp_path, own, Http.httpx2)
    assert "a.py: what the templates give cannot be made a package" in told


def test_what_only_ruff_refuses_is_told(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise RuntimeError("ruff format failed")

    monkeypatch.setattr(package, "format_python", refuse)
    assert "ruff: what the templates give cannot be made a package" in bench.complaints(tmp_path, {})
    with pytest.raises(RuntimeError, match="ruff format failed"):
        build(bench.spec, "clay", RuleSet.house)


def test_a_folder_that_is_not_there_is_a_wrong_command_line(tmp_path: Path) -> None:
    arguments = _arguments(tmp_path, {})
    result = run("generate", *arguments[:-1], tmp_path / "none")
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_where_the_generator_is_started_does_not_decide_how_imports_are_sorted(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, {"httpx/__init__.py": "", "src/pydantic/__init__.py": "", "typing_extensions.py": ""})
    monkeypatch.chdir(tmp_path)
    assert build(bench.spec, "clay", RuleSet.house).files == bench.plain
