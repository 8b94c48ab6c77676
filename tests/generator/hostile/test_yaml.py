"""YAML that runs code, grows beyond bounds, or means something else than it says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from generator.source.complaint import SpecError
from generator.source.yaml_reader import read_yaml
from tests.generator.hostile.cage import CANARY, Cage
from tests.generator.hostile.checks import package_of, refusal_of

HEAD: Final = """\
openapi: 3.1.0
info: {title: Clay, version: '1'}
servers: [{url: 'https://clay.example'}]
paths: {}
"""
_LAUGHS: Final = "".join(
    f"x-{level}: &l{level} [{f'*l{level - 1}, ' * 9}*l{level - 1}]\n" for level in range(1, 40)
)
REFUSED: Final = {
    "python object": f"x-evil: !!python/object/apply:os.system ['touch {CANARY}']\n",
    "python name": "x-evil: !!python/name:os.system\n",
    "python module": "x-evil: !!python/module:os\n",
    "python tuple": "x-evil: !!python/tuple [1]\n",
    "python object with new": f"x-evil: !!python/object/new:os.system ['touch {CANARY}']\n",
    "own tag": f"x-evil: !evil {CANARY}\n",
    "verbatim tag": "x-evil: !<tag:evil.example,2026:x> y\n",
    "tag by a directive": "---\nx: !!binary aGk=\n",
    "set": "x-evil: !!set {a, b}\n",
    "ordered map": "x-evil: !!omap [a: 1]\n",
    "billion laughs": "x-0: &l0 [lol]\n" + _LAUGHS,
    "billion laughs in a key": "? &a [x]\n: *a\n",
    "an alias of itself": "x-evil: &a [*a]\n",
    "merge key": "x-a: &a {b: 1}\nx-evil: {<<: *a}\n",
    "an alias": "x-a: &a {b: 1}\nx-evil: *a\n",
    "an alias of nothing": "x-evil: *nothing\n",
    "a key twice": "x-evil: 1\nx-evil: 2\n",
    "a key twice, quoted": "x-evil: 1\n'x-evil': 2\n",
    "paths twice": "paths: {}\n",
    "a list as a key": "? [a]\n: b\n",
    "a map as a key": "? {a: b}\n: c\n",
    "two documents": "---\nopenapi: 3.0.0\n",
    "flow lists": "x-evil: " + "[" * 100_000 + "\n",
    "flow maps": "x-evil: " + "{a: " * 50_000 + "\n",
    "block lists": "x-evil:\n  " + "- " * 50_000 + "a\n",
    "block maps": "".join(f"{'  ' * level}a:\n" for level in range(1_000)),
    "keys of keys": "? " * 50_000 + "a\n",
    "control characters": "x-evil: a\x00b\n",
    "escape characters": "x-evil: \x1b[31m\n",
    "unknown escape": 'x-evil: "\\q"\n',
    "lone surrogate": 'x-evil: "\\ud800"\n',
    "tab": "x-evil:\n\t- a\n",
}
PLAIN: Final = {
    "yes": "yes",
    "off": "off",
    "octal": "0o17",
    "sexagesimal": "190:20:30",
    "date": "2001-12-14t21:59:43.10-05:00",
    "underscores": "1_000",
    "infinity": ".inf",
    "not a number": ".NaN",
    "binary": "0b1010",
    "equals": "=",
    "merge": "<<",
}
"""Scalars that YAML 1.1 would take for something else than text."""


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_not_plain_data_is_a_complaint(name: str, cage: Cage, tmp_path: Path) -> None:
    spec = tmp_path / "spec/openapi.yaml"
    spec.parent.mkdir()
    spec.write_text(HEAD + REFUSED[name], encoding="utf-8")
    assert str(spec) in refusal_of(cage, spec, tmp_path / "out")


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_a_scalar_is_what_yaml_1_2_says(name: str, tmp_path: Path) -> None:
    file = tmp_path / "scalar.yaml"
    file.write_text(f"a: {PLAIN[name]}\n{PLAIN[name]}: b\n", encoding="utf-8")
    assert read_yaml(file) == {"a": PLAIN[name], PLAIN[name]: "b"}


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"\x00", b"", b"\xef\xbb\xbf", b"a" * 100, b"\xc3\x28", b"[]", b"null"]
)
def test_a_file_that_is_no_document_is_a_complaint(content: bytes, tmp_path: Path) -> None:
    from tests.support.command import run

    spec = tmp_path / "openapi.yaml"
    spec.write_bytes(content)
    result = run("generate", "--spec", spec, "--out", tmp_path / "out", "--rules", "openapi")
    assert result.exit_code == 1
    assert f"{spec}:1: " in result.stderr


@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_the_deepest_that_is_read_is_not_the_deepest_that_is_refused(brackets: str, tmp_path: Path) -> None:
    file = tmp_path / "deep.json"
    opening, closing = ("[", "]") if brackets == "[]" else ('{"a":', "}")
    inner = "1"
    file.write_text(opening * 200 + inner + closing * 200, encoding="utf-8")
    assert read_yaml(file)
    file.write_text(opening * 202 + inner + closing * 202, encoding="utf-8")
    with pytest.raises(SpecError, match="is nested deeper than 200 levels"):
        read_yaml(file)


def test_the_head_alone_is_a_document(cage: Cage, tmp_path: Path) -> None:
    spec = tmp_path / "spec/openapi.yaml"
    spec.parent.mkdir()
    spec.write_text(HEAD, encoding="utf-8")
    package_of(cage, spec, tmp_path / "out")
