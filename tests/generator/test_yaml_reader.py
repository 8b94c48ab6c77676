"""Files are read as YAML 1.2, with a line for every key, and what is not plain data is refused."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.source.complaint import SpecError
from generator.source.nodes import locate
from generator.source.yaml_reader import read_yaml

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("yaml")


@given(value=JSON)
def test_json_is_read_as_json(value: object, folder: Path) -> None:
    file = folder / "value.json"
    file.write_text(json.dumps({"value": value}), encoding="utf-8")
    assert read_yaml(file) == {"value": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("012", 12),
        ("0x1F", 31),
        ("1e-5", 1e-5),
        ("1_000", "1_000"),
        ("2023-06-13", "2023-06-13"),
        ("12:30", "12:30"),
        ("'12'", "12"),
        ("~", None),
        ("", None),
        ("9" * 500, "9" * 500),
        ("1e999", "1e999"),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text: str, value: object, tmp_path: Path) -> None:
    file = tmp_path / "scalar.yaml"
    file.write_text(f"key: {text}\n", encoding="utf-8")
    found = read_yaml(file)["key"]
    assert found == value
    assert type(found) is type(value)


def test_every_key_and_entry_knows_its_line(tmp_path: Path) -> None:
    file = tmp_path / "lines.yaml"
    file.write_text("a: 1\nb:\n  c:\n    - x\n    - d: 2\n", encoding="utf-8")
    root = read_yaml(file)
    assert locate(root, ["b", "c", 1, "d"]).line == 5
    assert locate(root, ["b", "c", 0]).line == 4
    assert locate(root, ["b", "missing", "deeper"]).line == 2


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"a: [1\nb: 2\n", 2, "invalid YAML"),
        (b"a: 1\nb: 2\na: 3\n", 3, "a: is given twice (first in line 1)"),
        (b"a: &x [1]\nb: *x\n", 1, "anchors and aliases are not supported"),
        (b"a: !!python/object/apply:os.system ['true']\n", 1, "the tag"),
        (b"a: 1\nb: !own 2\n", 2, "the tag !own is not supported"),
        (b"? [a, b]\n: 1\n", 1, "a key must be text"),
        (b"\xff\xfe\x00", 1, "is not UTF-8"),
        (b"", 1, "is empty"),
        (b"a: " + b"[" * 300 + b"]" * 300, 1, "is nested deeper than 200 levels"),
        (b"a: \x01\n", 1, "invalid YAML"),
    ],
)
def test_what_is_not_plain_data_is_refused_with_its_line(
    content: bytes, line: int, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "bad.yaml"
    file.write_bytes(content)
    with pytest.raises(SpecError) as caught:
        read_yaml(file)
    (complaint,) = caught.value.complaints
    assert complaint.location.line == line
    assert says in str(complaint)


@given(content=st.binary(max_size=60))
def test_no_bytes_give_another_error(content: bytes, folder: Path) -> None:
    file = folder / "bytes.yaml"
    file.write_bytes(content)
    with suppress(SpecError):
        read_yaml(file)


def test_a_file_that_is_not_there_is_a_complaint(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"none\.yaml:1: none\.yaml: cannot be read"):
        read_yaml(tmp_path / "none.yaml")
