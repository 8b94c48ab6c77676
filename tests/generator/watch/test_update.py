"""A package on disk is brought up to date by touching only what is not, and each file is whole at any time."""

from __future__ import annotations

import errno
import os
import py_compile
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import output
from generator.output import MARK, OutputError, differences, write_package
from generator.watch import Update, update, update_package

Files = dict[str, str]
OLD: Files = {"a.py": "a = 1\n", "b/c.py": "c = 1\n", "b/d.py": "d = 1\n", "e/f.py": "f = 1\n"}


def _is_a_tree(names: Iterable[str]) -> bool:
    folders = {str(parent) for name in names for parent in PurePosixPath(name).parents}
    return folders.isdisjoint(names)


NAMES = st.lists(st.sampled_from("abAB"), min_size=1, max_size=3).map("/".join)
TREES = st.dictionaries(NAMES, st.text("xyzé\n", max_size=3), max_size=6).filter(_is_a_tree)


@given(before=TREES, after=TREES)
def test_the_folder_holds_exactly_the_files_whatever_it_held(before: Files, after: Files) -> None:
    with tempfile.TemporaryDirectory() as name:
        out = Path(name, "out")
        write_package(before, out)
        found = update_package(after, out)
        assert differences(after, out) == []
        assert set(found.written) == {path for path in after if before.get(path) != after[path]}
        assert set(found.removed) == before.keys() - after.keys()
        assert [path.name for path in Path(name).iterdir()] == ["out"]
        assert all(any(folder.iterdir()) for folder in out.rglob("*") if folder.is_dir())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_package(OLD, tmp_path / "out")
    return tmp_path / "out"


def _identities(out: Path) -> dict[str, tuple[int, int]]:
    files = [path for path in out.rglob("*") if path.is_file()]
    return {path.relative_to(out).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def test_files_that_are_as_they_should_be_are_not_touched(out: Path) -> None:
    before = _identities(out)
    assert update_package(OLD, out) == Update(())
    assert _identities(out) == before
    assert update_package({**OLD, "b/c.py": "c = 2\n"}, out) == Update(("b/c.py",))
    assert {name for name, identity in _identities(out).items() if before[name] != identity} == {"b/c.py"}


def test_what_was_changed_on_disk_meanwhile_is_mended(out: Path) -> None:
    (out / "a.py").write_text("broken", encoding="utf-8")
    (out / "b/d.py").unlink()
    (out / "stray.py").touch()
    assert update_package(OLD, out) == Update(("a.py", "b/d.py"), ("stray.py",))
    assert differences(OLD, out) == []


def test_a_new_file_is_never_taken_for_the_one_that_was_compiled(out: Path) -> None:
    """Bytecode is taken for fresh by the size of the source and the second of its change."""
    source = out / "a.py"
    seconds = [2**32]
    os.utime(source, (seconds[0], seconds[0]))
    for value in (2, 3):
        update_package({**OLD, "a.py": f"a = {value}\n"}, out)
        seconds.append(int(source.stat().st_mtime))
    assert seconds == sorted(set(seconds))


def test_a_folder_goes_with_its_last_file_and_what_was_compiled_of_it(out: Path) -> None:
    py_compile.compile(str(out / "e/f.py"))
    (out / "b/__pycache__").mkdir()
    (out / "b/notes").mkdir()
    rest = {"a.py": OLD["a.py"]}
    assert update_package(rest, out).removed == ("b/c.py", "b/d.py", "e/f.py")
    assert not (out / "e").exists()
    assert (out / "b/notes").is_dir()


def test_a_package_that_is_not_there_is_written(tmp_path: Path) -> None:
    assert update_package(OLD, tmp_path / "deep/out") == Update(tuple(sorted(OLD)))
    assert differences(OLD, tmp_path / "deep/out") == []


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.py").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="did not write"):
        update_package(OLD, tmp_path / "out")
    assert (tmp_path / "out/a.py").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "out" / MARK).exists()


def test_nothing_is_written_through_a_link_out_of_the_package(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (out / "g").symlink_to(tmp_path / "elsewhere")
    files = {**OLD, "g/h.py": "h = 1\n"}
    update_package(files, out)
    assert differences(files, out) == []
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_where_writing_fails_every_file_is_the_old_one(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = output.write_below

    def fail_on_the_second(root: Path, name: str, text: str) -> None:
        if name == "b/c.py":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(root, name, text)

    monkeypatch.setattr(update, "write_below", fail_on_the_second)
    with pytest.raises(OutputError, match="out: cannot be written: No space left"):
        update_package({"a.py": "a = 2\n", "b/c.py": "c = 2\n"}, out)
    assert differences(OLD, out) == []
    assert list(out.parent.iterdir()) == [out]


def test_a_path_cannot_leave_the_folder(out: Path) -> None:
    with pytest.raises(OutputError, match="outside the output folder"):
        update_package({**OLD, "../x.py": ""}, out)
    assert list(out.parent.iterdir()) == [out]
    assert differences(OLD, out) == []
