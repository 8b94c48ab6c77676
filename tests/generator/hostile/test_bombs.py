"""Documents that would keep a careless generator busy without end: their time and memory are bounded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.generator.hostile.bombs import BOMBS, TEXTS
from tests.generator.hostile.cage import Cage, Case
from tests.generator.hostile.checks import harmless

IMPORTED = frozenset(name for name in BOMBS if "pattern" in name and "never ends" in name)
"""Bombs that would go off in the package, too."""


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_small_document_is_little_work(name: str, cage: Cage, tmp_path: Path) -> None:
    spec = _written(tmp_path, json.dumps(BOMBS[name]()))
    harmless(cage, Case(spec, tmp_path / "out", is_imported=name in IMPORTED))


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_file_that_no_one_would_write_is_read_or_refused(name: str, cage: Cage, tmp_path: Path) -> None:
    harmless(cage, Case(_written(tmp_path, TEXTS[name]()), tmp_path / "out", is_imported=False))


def test_the_bounds_are_real(cage: Cage, tmp_path: Path) -> None:
    spec = _written(tmp_path, json.dumps(BOMBS["25 objects that name one another"]()))
    assert cage.run(Case(spec, tmp_path / "out", seconds=0)).exit_code is None
    assert not cage.run(Case(spec, tmp_path / "out", memory=2**27)).is_sound


def _written(folder: Path, text: str) -> Path:
    spec = folder / "spec/openapi.json"
    spec.parent.mkdir()
    spec.write_text(text, encoding="utf-8")
    return spec


@pytest.mark.parametrize("name", sorted(name for name in BOMBS if "pattern" in name))
def test_the_rules_of_the_house_end_on_any_pattern(name: str, cage: Cage, tmp_path: Path) -> None:
    spec = _written(tmp_path, json.dumps(BOMBS[name]()))
    case = Case(spec, tmp_path / "out", rules="house", command="lint", seconds=8)
    assert harmless(cage, case).exit_code == 1
