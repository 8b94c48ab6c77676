"""`release-check` and `release-record`: version, package and changelog against what changed since the last release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import Result

from tests.generator.diff.test_command import DEFAULT, DESCRIBED, LOWERED, REQUEST
from tests.support.command import run
from tests.support.small_spec import ROOT, line_of, write_spec

Changes = Mapping[str, str | tuple[str, str]]
CHANGELOG = "# Changelog\n\n## [{name}]\n\n{text}\n\n## [1.2.3]\n\nThe first one: firePot.\n"


class Desk:
    """A folder with a released spec, the one to be released, its package and a changelog."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.spec = folder / "spec" / "openapi.yaml"
        self.released = folder / "spec" / "released" / "openapi.json"
        self.out = folder / "generated"
        self.changelog = folder / "CHANGELOG.md"

    def write(self, changes: Changes, version: str, name: str = "Unreleased", text: str = "") -> None:
        """Write the spec, a package with its version and document, and a changelog."""
        write_spec(self.spec.parent, {"openapi.yaml": ROOT.replace("1.2.3", version), **changes})
        self.out.mkdir(exist_ok=True)
        run("bundle", "--spec", self.spec, "--out", self.out / "openapi.json")
        project = f'[project]\nname = "clay"\nversion = "{version}"\n'
        (self.out / "pyproject.toml").write_text(project, encoding="utf-8")
        self.changelog.write_text(CHANGELOG.format(name=name, text=text), encoding="utf-8")

    def run(self, command: str, *more: str | Path) -> Result:
        """Run a command on the folder."""
        places = ("--released", self.released, "--out", self.out, "--changelog", self.changelog)
        return run(command, "--spec", self.spec, *places, *more)

    def complaints(self) -> list[str]:
        """Return what `release-check` has against a release."""
        result = self.run("release-check")
        lines = [line for line in result.stderr.splitlines() if line.startswith(str(self.folder))]
        assert result.exit_code == (1 if lines else 0), result.stderr
        return [line.removeprefix(f"{self.folder}/") for line in lines]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a folder in which 1.2.3 is the last release."""
    desk = Desk(tmp_path)
    desk.write({}, "1.2.3")
    assert desk.run("release-record").exit_code == 0
    return desk


def test_the_first_release_needs_no_earlier_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write({}, "1.2.3")
    result = desk.run("release-check")
    assert result.exit_code == 0
    assert "this is the first release" in result.stderr
    assert result.stdout == "## [1.2.3]\n\n### Added\n\n- The first release.\n"


def test_a_recorded_release_is_the_spec(desk: Desk) -> None:
    assert json.loads(desk.released.read_text(encoding="utf-8")) == json.loads(
        (desk.out / "openapi.json").read_text(encoding="utf-8")
    )
    assert desk.complaints() == []
    assert run("lint", "--spec", desk.spec).exit_code == 0


def test_a_file_elsewhere_in_the_spec_is_still_unused(desk: Desk) -> None:
    (desk.spec.parent / "schemas" / "released.yaml").write_text("type: object\n", encoding="utf-8")
    assert "nothing refers to this file" in run("lint", "--spec", desk.spec).stderr


@pytest.mark.parametrize(
    ("changes", "version", "is_enough"),
    [
        (LOWERED, "2.0.0", True),
        (LOWERED, "1.9.9", False),
        (LOWERED, "2.0.0-rc.1", True),
        (DEFAULT, "1.3.0", True),
        (DEFAULT, "1.2.4", False),
        (DESCRIBED, "1.2.4", True),
        (DESCRIBED, "1.2.3", False),
        (DESCRIBED, "1.2.2", False),
        ({}, "1.2.3", True),
        ({}, "1.2.2", False),
        ({}, "v7", False),
    ],
)
def test_the_version_is_high_enough(desk: Desk, changes: Changes, version: str, is_enough: bool) -> None:
    desk.write(changes, version, text="- firePot is cooler")
    complaints = desk.complaints()
    assert (complaints == []) is is_enough
    line = line_of(desk.spec, "version:")
    assert all(each.startswith(f"spec/openapi.yaml:{line}: info.version: ") for each in complaints)


def test_the_complaint_says_which_version_it_takes(desk: Desk) -> None:
    desk.write(LOWERED, "1.3.0", text="- firePot is cooler")
    (complaint,) = desk.complaints()
    assert complaint.endswith(
        "is 1.3.0, but the changes since 1.2.3 call for 2.0.0 at least (1 breaking, 1 safe)"
    )


def test_the_package_has_the_version_of_the_spec(desk: Desk) -> None:
    desk.write({}, "1.2.3")
    project = desk.out / "pyproject.toml"
    project.write_text(project.read_text(encoding="utf-8").replace("1.2.3", "1.2.2"), encoding="utf-8")
    assert desk.complaints() == [
        "generated/pyproject.toml:3: version: is 1.2.2, but the spec's is 1.2.3; run `make generate`"
    ]


def test_the_package_has_the_document_of_the_spec(desk: Desk) -> None:
    write_spec(desk.spec.parent, {"openapi.yaml": ROOT.replace("1.2.3", "1.2.4"), **DESCRIBED})
    complaints = desk.complaints()
    assert (
        "generated/openapi.json:1: openapi.json: info.version is 1.2.3, but the spec's is 1.2.4; run `make generate`"
        in complaints
    )
    write_spec(desk.spec.parent, {"openapi.yaml": ROOT, **DESCRIBED})
    assert (
        "generated/openapi.json:1: openapi.json: is not what the spec gives; run `make generate`"
        in desk.complaints()
    )


@pytest.mark.parametrize("file", ["generated/pyproject.toml", "generated/openapi.json", "CHANGELOG.md"])
@pytest.mark.parametrize("content", [None, b"\xff{["])
def test_a_missing_or_broken_file_is_told(desk: Desk, file: str, content: bytes | None) -> None:
    path = desk.folder / file
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    (complaint,) = desk.complaints()
    assert complaint.startswith(f"{file}:1: {path.name}: ")


@pytest.mark.parametrize(
    ("name", "text", "is_told"),
    [
        ("Unreleased", "- `firePot` is cooler.", True),
        ("Unreleased", "- kiln.firePot is cooler.", True),
        ("2.0.0", "- `client.kiln.fire_pot` is cooler.", True),
        ("v2.0.0", "- `FirePotRequest.heat` ends at 1100: fire_pot.", True),
        ("Unreleased", "- Something is cooler.", False),
        ("Unreleased", "- firePots are cooler.", False),
        ("3.0.0", "- firePot is cooler.", False),
    ],
)
def test_the_changelog_names_what_breaks(desk: Desk, name: str, text: str, is_told: bool) -> None:
    desk.write(LOWERED, "2.0.0", name, text)
    complaints = desk.complaints()
    assert (complaints == []) is is_told
    assert all(each.startswith("CHANGELOG.md:") for each in complaints)


def test_the_section_of_the_last_release_does_not_count_before_the_version_is_raised(desk: Desk) -> None:
    desk.write(LOWERED, "1.2.3", text="Nothing.")
    assert [each.partition(": ")[0] for each in desk.complaints()] == [
        "CHANGELOG.md:3",
        f"spec/openapi.yaml:{line_of(desk.spec, 'version:')}",
    ]
    desk.write(LOWERED, "1.2.3", "1.2.4", "firePot")
    assert desk.complaints()[0] == "CHANGELOG.md:1: CHANGELOG.md: has no section [Unreleased]"
    desk.write(LOWERED, "1.2.3", text="firePot")
    assert len(desk.complaints()) == 1


def test_an_older_section_does_not_count(desk: Desk) -> None:
    desk.write(LOWERED, "2.0.0", text="Nothing.")
    (complaint,) = desk.complaints()
    assert complaint.startswith("CHANGELOG.md:3: ")
    assert "names none of kiln.firePot, firePot" in complaint


def test_the_draft_is_a_section_of_a_changelog(desk: Desk) -> None:
    request = "    maximum: 1200\n    multipleOf: 50\n    default: 900\n"
    new = "    maximum: 1100\n    multipleOf: 50\n    default: 800\n  shape: {type: string, description: Its shape.}\n"
    desk.write(
        {REQUEST: (request, new), "schemas/Glaze.yaml": ("Its color.", "The color.")},
        "2.0.0",
        text="firePot",
    )
    file = desk.folder / "draft.md"
    result = desk.run("release-check", "--draft", file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert file.read_text(encoding="utf-8").splitlines() == [
        "## [2.0.0]",
        "",
        "### Added",
        "",
        "- `kiln.firePot: shape`: new field.",
        "",
        "### Changed",
        "",
        "- **Breaking:** `kiln.firePot: heat`: maximum lowered from 1200 to 1100.",
        "- `kiln.firePot: heat`: default changed from 900 to 800.",
        "- Descriptions, examples and notes in 2 places.",
    ]


def test_a_draft_that_cannot_be_written_is_told(desk: Desk) -> None:
    result = desk.run("release-check", "--draft", desk.folder / "nowhere" / "draft.md")
    assert result.exit_code == 3


def test_nothing_is_recorded_while_something_is_wrong(desk: Desk) -> None:
    before = desk.released.read_bytes()
    desk.write(LOWERED, "1.3.0", text="firePot")
    assert desk.run("release-record").exit_code == 1
    assert desk.released.read_bytes() == before


def test_a_release_is_recorded_whole_or_not_at_all(desk: Desk) -> None:
    desk.write(LOWERED, "2.0.0", text="firePot")
    desk.released.unlink()
    desk.released.mkdir()
    assert desk.run("release-record").exit_code != 0
    assert list(desk.released.iterdir()) == []
    assert [path.name for path in desk.released.parent.iterdir()] == [desk.released.name]


def test_after_a_record_nothing_has_changed(desk: Desk) -> None:
    desk.write(LOWERED, "2.0.0", "2.0.0", "firePot")
    assert desk.run("release-record").exit_code == 0
    assert "since 2.0.0: no change" in desk.run("release-check").stderr
