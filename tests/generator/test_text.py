"""Text from the spec is data: in Python source it means itself, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import tomllib
from hypothesis import given
from hypothesis import strategies as st

from generator.render.text import in_docstring, literal, paragraph
from tests.support.command import run
from tests.support.package import generate, imported
from tests.support.small_spec import FIRE, ROOT, write_spec

CONSTANTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
TRICKY = st.text() | st.text(st.sampled_from("\"'\\\n{}%#\x00\u2028a"), max_size=12)


@given(value=CONSTANTS)
def test_a_literal_means_its_value(value: object) -> None:
    source = literal(value)
    assert ast.literal_eval(source) == value
    assert source.isprintable() or isinstance(value, str)


@given(text=TRICKY)
def test_a_docstring_holds_the_text_and_ends_where_it_should(text: str) -> None:
    tree = ast.parse(f'def f():\n    """{in_docstring(text)}"""\n')
    (function,) = tree.body
    assert isinstance(function, ast.FunctionDef)
    assert len(function.body) == 1
    inside = ast.get_docstring(function, clean=False)
    assert inside is not None
    visible = "".join(char for char in text if char.isprintable() and char.isascii())
    assert "".join(char for char in inside if char.isprintable() and char.isascii()).replace(" ", "") == (
        visible.replace(" ", "")
    )


@given(text=TRICKY, indent=st.integers(0, 12), taken=st.integers(0, 40))
def test_a_paragraph_keeps_every_word(text: str, indent: int, taken: int) -> None:
    assert paragraph(text, indent, taken).split() == text.split()


HOSTILE = [
    '"""\nimport os\nos.system("touch HACKED")\n"""',
    "'''; raise SystemExit('run')  #",
    "\\",
    'ends with a quote"',
    "{{ 7 * 7 }}{% raw %}",
    "{0.__class__}",
    "a\nb\r\nc\u2028d",
    "\u202eright to left",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_place_gives_the_same_code(text: str, tmp_path: Path) -> None:
    quoted = "'" + text.replace("'", "''").replace("\r\n", "\n").replace("\n", "\n\n") + "'"
    changes: dict[str, str | tuple[str, str]] = {
        "openapi.yaml": ROOT.replace("Fire pots.", quoted).replace(
            "  version:", f"  description: {quoted}\n  summary: {quoted}\n  version:"
        ),
        "paths/fire.yaml": FIRE.replace("sky blue", "ash").replace("Fire a pot", quoted),
        "schemas/Glaze.yaml": ("enum: [sky blue, ash]", f"enum: [{quoted}, ash]"),
        "schemas/FirePotRequest.yaml": ("description: Degrees.", f"description: {quoted}"),
        "schemas/FiredAnswer.yaml": ("description: A fired pot.", f"description: {quoted}"),
    }
    assert _shapes(tmp_path / "hostile", changes) == _shapes(tmp_path / "plain", {})


def _shapes(folder: Path, changes: dict[str, str | tuple[str, str]]) -> dict[str, str]:
    result = run(
        "generate",
        "--spec",
        write_spec(folder / "spec", changes),
        "--out",
        folder / "out",
        "--package",
        "clay",
    )
    assert result.exit_code == 0, result.stderr
    shapes = {}
    for file in sorted((folder / "out").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
        shapes[file.relative_to(folder).as_posix()] = ast.dump(tree)
    return shapes


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_gives_a_package_that_can_be_imported(text: str, tmp_path: Path) -> None:
    quoted = "'" + text.replace("'", "''").replace("\r\n", "\n").replace("\n", "\n\n") + " Works'"
    out = generate(tmp_path, {"openapi.yaml": ROOT.replace("Clay Works", quoted)})
    with imported(out) as clay:
        assert "Works" in (clay.__doc__ or "")
    settings = tomllib.loads((out / "pyproject.toml").read_text(encoding="utf-8"))
    assert "Works" in settings["project"]["description"]
