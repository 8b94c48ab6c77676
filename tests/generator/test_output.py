"""The package is written whole or not at all, the same on every machine, and `check` sees every change of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.output import MARK, OutputError, write_package
from tests.support.command import GENERATED, REPOSITORY, SPEC, run
from tests.support.small_spec import ROOT, write_spec

COMPONENTS = f"""\
components:{ROOT.partition("components:")[2]}\
  schemas:
    Answer:
      type: object
      properties:
        code: {{type: string}}
        data: {{type: object, properties: {{a: {{type: string}}}}}}
"""
USE = """\
  /{name}:
    get:
      operationId: use_{name}
      tags: [{name}]
      responses:
        "200":
          description: Used.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Answer'
"""


def test_two_places_give_the_same_bytes(tmp_path: Path) -> None:
    trees = []
    for seed, name in enumerate(("here", "quite/another place"), start=1):
        folder = tmp_path / name
        shutil.copytree(SPEC.parent, folder / "spec")
        command = [
            sys.executable,
            "-m",
            "generator",
            "generate",
            "--spec",
            "spec/openapi.yaml",
            "--out",
            "out",
        ]
        environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(REPOSITORY)}
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        trees.append(_bytes(folder / "out"))
    assert trees[0] == trees[1]
    assert not any(str(tmp_path).encode() in content for content in trees[0].values())


def test_undeclared_tags_keep_the_order_of_the_document(tmp_path: Path) -> None:
    names = ["wheel", "bench", "rack", "shelf"]
    head = ROOT.partition("tags:\n")[0]
    spec, out = tmp_path / "openapi.yaml", tmp_path / "out"
    spec.write_text(
        f"{head}paths:\n{''.join(USE.format(name=name) for name in names)}{COMPONENTS}", encoding="utf-8"
    )
    result = run("generate", "--spec", spec, "--out", out, "--package", "clay", "--rules", "openapi")
    assert result.exit_code == 0, result.stderr
    text = (out / "src/clay/client.py").read_text(encoding="utf-8")
    assert sorted(names, key=lambda name: text.index(f"def {name}(")) == names


def test_the_committed_package_is_what_the_spec_gives() -> None:
    result = run("check", "--spec", SPEC, "--out", GENERATED)
    assert result.exit_code == 0, result.stdout


def test_check_passes_and_fails_with_a_diff_after_one_character(tmp_path: Path) -> None:
    spec, out = write_spec(tmp_path / "spec"), tmp_path / "out"
    arguments = ("--spec", spec, "--out", out, "--package", "clay")
    assert run("generate", *arguments).exit_code == 0
    assert run("check", *arguments).exit_code == 0
    changed = out / "src/clay/resources/kiln.py"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("heat: int = 900", "heat: int = 901"), encoding="utf-8")
    result = run("check", *arguments)
    assert result.exit_code == 1
    assert "--- src/clay/resources/kiln.py (on disk)" in result.stdout
    assert "-        heat: int = 901," in result.stdout
    assert "+        heat: int = 900," in result.stdout
    assert "is not what" in result.stderr


def test_check_sees_files_too_many_and_too_few(tmp_path: Path) -> None:
    spec, out = write_spec(tmp_path / "spec"), tmp_path / "out"
    arguments = ("--spec", spec, "--out", out, "--package", "clay")
    assert run("generate", *arguments).exit_code == 0
    (out / "src/clay/client.py").unlink()
    (out / "src/clay/stray.py").write_text("x = 1\n", encoding="utf-8")
    result = run("check", *arguments)
    assert result.exit_code == 1
    assert "+++ src/clay/client.py (from the spec)" in result.stdout
    assert "--- src/clay/stray.py (on disk)" in result.stdout


def test_check_sees_a_missing_newline_at_the_end(tmp_path: Path) -> None:
    spec, out = write_spec(tmp_path / "spec"), tmp_path / "out"
    arguments = ("--spec", spec, "--out", out, "--package", "clay")
    assert run("generate", *arguments).exit_code == 0
    client = out / "src/clay/client.py"
    client.write_bytes(client.read_bytes().rstrip(b"\n"))
    result = run("check", *arguments)
    assert result.exit_code == 1
    assert "they differ in line endings or at the end only" in result.stdout


def test_stale_files_go(tmp_path: Path) -> None:
    spec, out = write_spec(tmp_path / "spec"), tmp_path / "out"
    assert run("generate", "--spec", spec, "--out", out, "--package", "clay").exit_code == 0
    assert (out / "src/clay").is_dir()
    assert run("generate", "--spec", spec, "--out", out, "--package", "mud").exit_code == 0
    assert not (out / "src/clay").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "spec"]


def test_a_failure_leaves_the_old_package(tmp_path: Path) -> None:
    spec, out = write_spec(tmp_path / "spec"), tmp_path / "out"
    arguments = ("--spec", spec, "--out", out, "--package", "clay")
    assert run("generate", *arguments).exit_code == 0
    before = _bytes(out)
    write_spec(tmp_path / "spec", {"schemas/FirePotRequest.yaml": ("default: 900", "default: 1")})
    assert run("generate", *arguments).exit_code == 1
    assert _bytes(out) == before


def test_a_write_that_fails_half_way_leaves_the_old_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_package({"a.py": "old\n"}, out)
    before = _bytes(out)
    rename = Path.rename

    def fail_on_the_new(self: Path, target: Path) -> Path:
        if target == out and self.name != "package":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_on_the_new)
    with pytest.raises(OutputError, match="No space left"):
        write_package({"a.py": "new\n"}, out)
    monkeypatch.undo()
    assert _bytes(out) == before
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work", encoding="utf-8")
    result = run("generate", "--spec", write_spec(tmp_path / "spec"), "--out", out)
    assert result.exit_code == 3
    assert "holds files that the generator did not write" in result.stderr
    assert (out / "thesis.txt").read_text(encoding="utf-8") == "years of work"


@pytest.mark.parametrize("name", ["../escaped.py", "/tmp/escaped.py", "a/../../escaped.py"])
def test_no_file_is_written_outside(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="outside the output folder"):
        write_package({name: "x"}, tmp_path / "inner/out")
    assert not list(tmp_path.rglob("escaped.py"))


@pytest.mark.parametrize("package", ["Clay", "clay-works", "class", "a.b", "../clay", ""])
def test_a_package_needs_a_python_name(package: str, tmp_path: Path) -> None:
    spec = write_spec(tmp_path / "spec")
    result = run("generate", "--spec", spec, "--out", tmp_path / "out", "--package", package)
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def _bytes(folder: Path) -> dict[str, bytes]:
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert MARK in files
    return {name: path.read_bytes() for name, path in sorted(files.items())}
