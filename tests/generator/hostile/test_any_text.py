"""Arbitrary text in every position of a document changes nothing but strings and names of what is generated."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
import tomllib
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.lint import RuleSet
from generator.render import package
from generator.render.python_format import format_python
from generator.render.runtime import runtime_files
from generator.steps import build
from tests.generator.hostile.documents import PARTS, Text, document, part_of, write_document
from tests.generator.hostile.texts import CLOSING, EVERY, TEMPLATES
from tests.generator.hostile.trees import Shape, shape_of

PACKAGE: Final = "clay"
DOCUMENTS: Final = {"about": 1_400, "calls": 300, "requests": 150, "answers": 150}
"""How many documents are generated from, by their part: 2,000 in all."""
FORMATTED: Final = 8
"""Of how many documents of each part the Python is given to the formatter, too."""
_FRAGMENTS: Final = [text for text in EVERY.values() if len(text) < 200]
_DANGEROUS: Final = [*CLOSING.values(), *TEMPLATES.values()]
_LONGEST: Final = 120
_STEERING: Final = re.compile(
    "[^\n\\x20-\\x7e\\xa0-\\u200d\\u2010-\\u2027\\u202f-\\u2065\\u206a-\\U0010ffff]|\\u061c"
)
"""What steers terminals, and what turns the order of letters."""
_TEXTS: Final = (
    st.sampled_from(_FRAGMENTS)
    | st.text(st.sampled_from("\"'\\\n\r{}%#$`<>[]()|\x00\x1b\u2028\u202ea_ "), max_size=16)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.lists(st.sampled_from(_DANGEROUS), min_size=2, max_size=3).map("".join)
).map(lambda text: text[:_LONGEST])


@dataclass(frozen=True)
class Wording:
    """What stands in the positions of one document: each has the next of a few texts, before its own name or after."""

    prose: list[str]
    names: list[str]
    is_first: bool

    def text(self, texts: list[str]) -> Text:
        """Return the text for each position; two positions never have the same."""
        given: dict[str, str] = {}

        def of(position: str) -> str:
            if position not in given:
                text = texts[len(given) % len(texts)]
                given[position] = f"{text} {position}." if self.is_first else f"{position}: {text}"
            return given[position]

        return of


WORDINGS: Final = st.builds(
    Wording, st.lists(_TEXTS, min_size=1, max_size=3), st.lists(_TEXTS, min_size=1, max_size=3), st.booleans()
)


@dataclass
class Workshop:
    """Where documents are generated from, without the formatter, which takes most of the time."""

    folder: Path
    made: int = 0

    def files(self, part: str, prose: Text, name: Text) -> dict[str, str]:
        """Return the package for a document."""
        content = part_of(document(prose, name, prose), part, name)
        self.made += 1
        return build(write_document(self.folder, content), PACKAGE, RuleSet.openapi).files


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    runtime, errors = runtime_files(), package._error_names()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "format_python", lambda files, *_: dict(files))
        patch.setattr(package, "runtime_files", lambda: dict(runtime))
        patch.setattr(package, "_error_names", lambda: errors)
        yield Workshop(tmp_path_factory.mktemp("texts"))


def _plain(part: str, workshop: Workshop) -> Shape:
    wording = Wording(["Tells of"], ["Name of"], is_first=True)
    return shape_of(workshop.files(part, wording.text(wording.prose), wording.text(wording.names)), PACKAGE)


@pytest.mark.parametrize("part", PARTS)
def test_any_text_gives_the_same_syntax_tree(part: str, workshop: Workshop) -> None:
    expected, before = _plain(part, workshop), workshop.made
    python: list[dict[str, str]] = []

    @settings(max_examples=DOCUMENTS[part])
    @given(wording=WORDINGS)
    def compare(wording: Wording) -> None:
        files = workshop.files(part, wording.text(wording.prose), wording.text(wording.names))
        found = shape_of(files, PACKAGE)
        assert found == expected, _difference(found, expected)
        _check_data(files)
        if len(python) < FORMATTED:
            python.append(files)

    compare()
    assert workshop.made - before >= DOCUMENTS[part]
    _check_formatted(python)


def _check_data(files: dict[str, str]) -> None:
    """Check the files that are no Python: what is said in them is said of the package, and of nothing else."""
    project = tomllib.loads(files["pyproject.toml"])
    assert set(project) == {"build-system", "project", "tool"}
    assert project["project"]["scripts"] == {PACKAGE: f"{PACKAGE}._runtime.command:main"}
    json.loads(files["openapi.json"])
    assert not _STEERING.findall(files["README.md"])


def _check_formatted(packages: list[dict[str, str]]) -> None:
    """Check that the formatter leaves the shape of packages as it is, those imports aside that nothing uses."""
    runtime = {f"src/{PACKAGE}/_runtime/{name}" for name in runtime_files()}
    together = {
        f"{number}/{path}": text
        for number, files in enumerate(packages)
        for path, text in files.items()
        if path.endswith(".py") and path not in runtime
    }
    formatted = format_python(together, PACKAGE)
    for number, files in enumerate(packages):
        own = {path: text for path, text in formatted.items() if path.startswith(f"{number}/")}
        found = shape_of({path.partition("/")[2]: text for path, text in own.items()}, PACKAGE)
        lost = shape_of(files, PACKAGE) - found
        assert all("Import" in statement for statement in lost), lost


def _difference(found: Shape, expected: Shape) -> str:
    """Return where statements that are not the same begin to differ."""
    pairs = zip(sorted((found - expected).elements()), sorted((expected - found).elements()), strict=False)
    lines = []
    for one, other in pairs:
        same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
        start = max(same - 300, 0)
        lines += [
            one.partition(":")[0],
            f"  found    {one[start : start + 500]}",
            f"  expected {other[start : start + 500]}",
        ]
    return "\n".join(lines)
