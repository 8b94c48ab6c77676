"""Which changes on disk make a build necessary."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.output import write_package
from generator.watch import Scope

SPEC = Path("/work/api")
SCOPE = Scope((SPEC, Path("/work/own")), SPEC / "client")


@pytest.mark.parametrize(
    "name",
    [
        "openapi.yaml",
        "schemas/new.yml",
        "schemas/Pot.json",
        "schemas",
        "no_ending",
        ".shared.yaml",
        "schemas/.hidden/Pot.yaml",
        "4913.yaml",
        "client.yaml",
        "client-2/a.yaml",
        "../own/client.py.jinja",
        "../own/files/.github/a.jinja",
    ],
)
def test_what_may_be_of_the_spec_or_the_templates_counts(name: str) -> None:
    assert SCOPE.counts(Path("/work/api", name).resolve())


@pytest.mark.parametrize(
    "name",
    [
        ".openapi.yaml.swp",
        "openapi.yaml~",
        "#openapi.yaml#",
        ".#openapi.yaml",
        "4913",
        "openapi.yaml___jb_tmp___",
        ".goutputstream-X1Y2Z3",
        "schemas/__pycache__/a.json",
        ".git/index",
        ".DS_Store",
        "client",
        "client/openapi.json",
        ".client-x1y2/openapi.json",
        ".client-old-x1y2/package/openapi.json",
        "../elsewhere/openapi.yaml",
        "../apiary/openapi.yaml",
    ],
)
def test_what_editors_and_the_generator_itself_write_does_not(name: str) -> None:
    assert not SCOPE.counts(Path("/work/api", name).resolve())


def test_writing_a_package_beside_the_spec_is_no_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = Scope.of(tmp_path / "openapi.yaml", None, tmp_path / "client")
    seen: list[Path] = []
    rename = Path.rename

    def watched(self: Path, target: Path) -> Path:
        seen.extend([self, target, *self.rglob("*")])
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", watched)
    for text in "ab":
        write_package({"openapi.json": text}, tmp_path / "client")
    assert len(seen) > 4
    assert [path for path in seen if scope.counts(path.resolve())] == []


def test_folders_are_named_once_and_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    scope = Scope.of(tmp_path / "link/openapi.yaml", tmp_path / "real", tmp_path / "out")
    assert scope.folders == ((tmp_path / "real").resolve(),)
    assert Scope.of(tmp_path / "real/a.yaml", None, tmp_path).folders == scope.folders
