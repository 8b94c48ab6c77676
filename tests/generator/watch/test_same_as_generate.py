"""Whatever is edited in whatever order, a warm build gives what `generate` gives, byte for byte."""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.lint import RuleSet
from generator.output import differences
from generator.source.complaint import Complaint, SpecError
from generator.steps import build
from generator.watch import Order, WarmBuilder, Watch, update_package
from tests.support.command import SPEC
from tests.support.small_spec import write_spec

TEMPLATE = '{{% extends "builtin/README.md.jinja" %}}{{% block end %}}{word}\n{{% endblock %}}'
NUMBER = re.compile(r"(maximum|minimum|default|maxLength): (\d+)$", re.MULTILINE)
REFERENCE = re.compile(r"\$ref: (\S*/)?(\w+)\.yaml$", re.MULTILINE)

Edit = Callable[["Desk"], None]


class Desk:
    """A spec in a folder, somebody who edits it, a watch, and what is on disk."""

    def __init__(self, folder: Path, spec: Path, choice: random.Random) -> None:
        self.folder = folder
        self.spec = spec
        self.choice = choice
        self.templates = folder / "own"
        self.templates.mkdir()
        self.out = folder / "out"
        order = Order(spec, "clay", templates=self.templates)
        self.watch = Watch(
            WarmBuilder(order).build, lambda files: update_package(files, self.out), lambda: 0.0
        )
        self._originals = {path: path.read_text(encoding="utf-8") for path in spec.parent.rglob("*.yaml")}

    def check(self) -> bool:
        """Run the watch, hold what comes of it against a cold build, and return whether there is a package."""
        found = self.watch.run()
        complaints: list[Complaint] = []
        try:
            files = build(self.spec, "clay", RuleSet.house, templates=self.templates).files
        except SpecError as error:
            complaints = error.complaints
        assert list(found.complaints) == complaints
        assert not found.failure
        if not complaints:
            assert differences(files, self.out) == []
        return not complaints

    def file(self, holding: re.Pattern[str] | str = "") -> Path:
        """Return one of the files of the spec in which something stands."""
        pattern = re.compile(holding)
        files = sorted(self.spec.parent.rglob("*.yaml"))
        return self.choice.choice(
            [path for path in files if pattern.search(path.read_text(encoding="utf-8"))]
        )

    def change(
        self, path: Path, pattern: re.Pattern[str] | str, replacement: Callable[[re.Match[str]], str]
    ) -> None:
        """Replace one place where a pattern stands."""
        text = path.read_text(encoding="utf-8")
        match = self.choice.choice(list(re.compile(pattern).finditer(text)))
        new = f"{text[: match.start()]}{replacement(match)}{text[match.end() :]}"
        path.write_text(new, encoding="utf-8")

    def restore(self) -> None:
        """Take all edits of the spec back."""
        for path in self.spec.parent.rglob("*.yaml"):
            if path not in self._originals:
                path.unlink()
        for path, text in self._originals.items():
            path.write_text(text, encoding="utf-8")


def reword(desk: Desk) -> None:
    word = f"Word {desk.choice.randrange(100)}."
    desk.change(
        desk.file("description: [A-Z]"), r"description: (?=[A-Z])", lambda match: f"{match[0]}{word} "
    )


def respell(desk: Desk) -> None:
    """Change a letter, and no length."""
    letter = desk.choice.choice("XYZ")
    desk.change(
        desk.file("description: [A-Z]"), "description: [A-Z]", lambda match: f"{match[0][:-1]}{letter}"
    )


def renumber(desk: Desk) -> None:
    desk.change(
        desk.file(NUMBER),
        NUMBER,
        lambda match: f"{match[1]}: {int(match[2]) * desk.choice.choice([1, 2, 9])}",
    )


def spoil(desk: Desk) -> None:
    desk.change(desk.file(), r"(?m)$", lambda _: "\n: [")


def misname_a_type(desk: Desk) -> None:
    desk.change(desk.file("type: string"), "type: string", lambda _: "type: strung")


def remove(desk: Desk) -> None:
    desk.file().unlink()


def split(desk: Desk) -> None:
    """Let a reference lead to a new file, which says the same as the old one."""
    path = desk.file(REFERENCE)

    def renamed(match: re.Match[str]) -> str:
        old = path.parent / f"{match[1] or ''}{match[2]}.yaml"
        name = f"{match[2]}{desk.choice.choice('ABC')}"
        if old.is_file():
            shutil.copy(old, old.with_stem(name))
        return f"$ref: {match[1] or ''}{name}.yaml"

    desk.change(path, REFERENCE, renamed)


def retouch(desk: Desk) -> None:
    """Change a template."""
    word = desk.choice.choice(["", "{{ version }}", "{{ nothing }}", "Ask us."])
    (desk.templates / "README.md.jinja").write_text(TEMPLATE.format(word=word), encoding="utf-8")


def tamper(desk: Desk) -> None:
    """Change the package itself."""
    files = sorted(path for path in desk.out.rglob("*.py") if path.is_file())
    if files:
        desk.choice.choice(files).write_text("tampered = True\n", encoding="utf-8")


EDITS: tuple[Edit, ...] = (
    reword,
    renumber,
    spoil,
    misname_a_type,
    remove,
    split,
    retouch,
    tamper,
    Desk.restore,
)


# A build takes too long for hypothesis to look for a smaller example; the seed and the edits say enough.
@settings(max_examples=5, phases=[Phase.generate])
@given(edits=st.lists(st.sampled_from(EDITS), min_size=2, max_size=4), seed=st.integers(0, 2**32))
def test_any_edits_of_a_small_spec(edits: list[Edit], seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name), write_spec(Path(name) / "spec"), random.Random(seed))
        assert desk.check()
        for edit in edits:
            try:
                edit(desk)
            except IndexError:
                continue
            desk.check()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The real spec, already watched."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(SPEC.parent, folder / "spec")
    made = Desk(folder, folder / "spec" / SPEC.name, random.Random(7))
    assert made.check()
    return made


@pytest.mark.parametrize(
    "edits", [(respell, tamper), (reword, renumber, split), (misname_a_type,), (remove,)]
)
def test_edits_of_the_real_spec(edits: tuple[Edit, ...], desk: Desk) -> None:
    desk.restore()
    for edit in edits:
        edit(desk)
    desk.check()
