"""Whatever a task is called, its pictures stay in their folder and do not take each other's place."""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath

import imgopen
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from imgopen._runtime.pictures.formats import FORMATS, PictureFormat
from imgopen._runtime.pictures.targets import safe_name, target_at, targets_in

from tests.client.pictures.conftest import picture

BY_SUFFIX = {known.suffix: known for known in FORMATS}
texts = (
    st.text()
    | st.text("./\\:~ ab\x00\n")
    | st.sampled_from(["..", ".", "", "CON", "nul.txt", "com1", "x" * 999])
)
formats = st.sampled_from(FORMATS)


@given(text=texts)
@example(text="../../etc/passwd")
@example(text="..\\..\\boot")
@example(text="C:evil")
@example(text="\ud800")
def test_no_task_id_leaves_the_folder(text: str) -> None:
    (target,) = targets_in("folder", "{task_id}", text, [picture()])
    path = target.path_for(BY_SUFFIX[".jpg"])
    assert path.parent == Path("folder")
    assert Path(os.path.normpath(path)).parent == Path("folder")
    windows = PureWindowsPath(path.name)
    assert windows.parts == (path.name,)
    assert not PureWindowsPath(path.name.rpartition(".")[0]).is_reserved()
    assert len(path.name.encode()) < 200
    assert path.name.isprintable()
    assert not path.name.startswith(".")


@given(one=texts, other=texts)
@example(one="a/b", other="a_b")
@example(one="CON", other="_CON")
@example(one="x" * 999, other="x" * 998)
def test_different_tasks_have_different_names(one: str, other: str) -> None:
    assert (safe_name(one) == safe_name(other)) is (one == other)
    (first,), (second,) = (targets_in("folder", "{task_id}", text, [picture()]) for text in (one, other))
    assert (first == second) is (one == other)


@given(one=texts)
def test_no_other_task_can_be_called_like_a_safe_name(one: str) -> None:
    assert safe_name(one) == one or safe_name(safe_name(one)) != safe_name(one)


@pytest.mark.parametrize(
    "text", ["fox-1", "shop-2026.07", "Füchse 3", "b5e1a3d0-6b0c-4c5e-9f5e-0a8f6b2d7e11", "🦊"]
)
def test_an_ordinary_task_id_stays_as_it_is(text: str) -> None:
    assert safe_name(text) == text


@pytest.mark.parametrize(
    ("given_path", "real", "saved"),
    [
        ("fox", ".jpg", "fox.jpg"),
        ("fox.jpg", ".jpg", "fox.jpg"),
        ("fox.JPEG", ".jpg", "fox.JPEG"),
        ("fox.png", ".jpg", "fox.jpg"),
        ("fox.v2", ".png", "fox.v2.png"),
        ("fox.", ".png", "fox..png"),
        (".jpg", ".png", ".jpg.png"),
        ("down/fox.webp", ".gif", "down/fox.gif"),
        ("../fox", ".gif", "../fox.gif"),
    ],
)
def test_the_suffix_tells_the_real_format(given_path: str, real: str, saved: str) -> None:
    assert target_at(given_path).path_for(BY_SUFFIX[real]) == Path(saved)
    assert target_at(Path(given_path)).path_for(BY_SUFFIX[real]) == Path(saved)


@pytest.mark.parametrize("path", ["", ".", "..", "/", "down/", "down/..", "down/.", "down\\"])
def test_a_path_without_a_name_is_refused(path: str) -> None:
    with pytest.raises(imgopen.ConfigurationError, match="name of a file"):
        target_at(path)


@given(found=formats, suffix=st.sampled_from(sorted({s for known in FORMATS for s in known.suffixes})))
def test_a_suffix_of_the_right_format_is_kept(found: PictureFormat, suffix: str) -> None:
    saved = target_at(f"fox{suffix}").path_for(found)
    assert saved.suffix in found.suffixes
    assert (saved.suffix == suffix) is (suffix in found.suffixes)


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("{task_id}-{number}", ["fox-1-1.png", "fox-1-2.png"]),
        ("{number:03}", ["001.png", "002.png"]),
        ("{seed}", ["7.png", "none.png"]),
        ("com{number}", ["_com1.png", "_com2.png"]),
        ("{number}.jpg", ["1.png", "2.png"]),
        ("{number}.png", ["1.png", "2.png"]),
        ("{{{number}}}", ["{1}.png", "{2}.png"]),
    ],
)
def test_the_template_names_the_files(template: str, names: list[str]) -> None:
    targets = targets_in("folder", template, "fox-1", [picture(1, seed=7), picture(2)])
    assert [target.path_for(BY_SUFFIX[".png"]).name for target in targets] == names


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("{id}-{number}", "unknown placeholder {id}; known are {task_id}, {number}, {seed}"),
        ("{}-{number}", "unknown placeholder {}"),
        ("{task_id.__class__}", "unknown placeholder {task_id.__class__}"),
        ("{number", "is no template"),
        ("{number:zz}", "cannot be filled"),
        ("{number:{id}}", "cannot be filled"),
        ("", "cannot be the name of a file"),
        ("a/{number}", "cannot be the name of a file"),
        ("a\\{number}", "cannot be the name of a file"),
        ("{number:/>9}", "cannot be the name of a file"),
        ("{number}\n", "cannot be the name of a file"),
        ("{task_id}", "the same file for pictures 1 and 2"),
        ("{seed:.2}", "the same file for pictures 1 and 2"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused(template: str, complaint: str) -> None:
    with pytest.raises(imgopen.ConfigurationError) as caught:
        targets_in("folder", template, "fox-1", [picture(1), picture(2)])
    assert complaint in str(caught.value)


@given(template=st.text("{}task_idnumberse:/!.0"))
def test_no_template_does_anything_else(template: str) -> None:
    try:
        targets = targets_in("folder", template, "fox-1", [picture(1), picture(2)])
    except imgopen.ConfigurationError:
        return
    paths = [target.path_for(BY_SUFFIX[".png"]) for target in targets]
    assert all(path.parent == Path("folder") for path in paths)
    assert len(set(paths)) == 2


def test_names_that_differ_in_case_alone_are_the_same() -> None:
    with pytest.raises(imgopen.ConfigurationError, match="the same file"):
        targets_in("folder", "{seed:c}", "fox-1", [picture(1, seed=ord("A")), picture(2, seed=ord("a"))])
