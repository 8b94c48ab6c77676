"""From texts to values: forms, files, standard input; and refusals that speak of options."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.command.exits import CommandError
from imgopen._runtime.command.faults import faults_of
from imgopen._runtime.command.plain import one_line, plain
from imgopen._runtime.command.table import Command, Parameter
from imgopen._runtime.command.values import Reader, get, merge, put
from imgopen._runtime.errors import FieldError, InvalidRequestError

from tests.client.command.conftest import Command as Call
from tests.client.command.made import command_for, drawing, options_for, without_id
from tests.client.conftest import Service, success
from tests.support.operations import api, cases

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(st.sampled_from("abc"), JSON, max_size=3)


def _value(text: str, *forms: Any, choices: tuple[object, ...] = ()) -> object:
    return Reader().value(Parameter("x", ("x",), forms, "x", choices=choices), text, "--x")


@given(number=st.integers())
def test_integers(number: int) -> None:
    assert _value(str(number), "integer") == number


@given(number=st.floats(allow_nan=False))
def test_numbers(number: float) -> None:
    assert _value(repr(number), "number") == number


@given(text=st.text().filter(lambda text: text != "-"))
def test_text_stays_as_it_is(text: str) -> None:
    assert _value(text, "text") == text


@given(document=JSON)
def test_json(document: Any) -> None:
    assert _value(json.dumps(document), "json") == document


@pytest.mark.parametrize(
    ("text", "forms", "value"),
    [
        ("true", ("boolean",), True),
        ("FALSE", ("boolean",), False),
        ("12", ("integer", "text"), 12),
        ("1_2", ("integer", "text"), "1_2"),
        ("1.5", ("integer", "number"), 1.5),
        ("[1]", ("text", "json"), "[1]"),
        ("[1]", ("integer", "json", "text"), [1]),
        ("7", ("json", "text"), "7"),
        ("@name", ("text",), "@name"),
        ("\u0663", ("integer", "text"), "\u0663"),
    ],
)
def test_the_first_form_that_fits_is_taken(text: str, forms: tuple[str, ...], value: object) -> None:
    found = _value(text, *forms)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("text", "form", "what"),
    [
        ("x", "integer", "--x x is not an integer"),
        ("1.5", "integer", "--x 1.5 is not an integer"),
        ("x", "number", "--x x is not a number"),
        ("yes", "boolean", "--x yes is not true or false"),
        ("{", "json", "--x { is not JSON; @FILE reads it from a file (line 1, column 2: "),
    ],
)
def test_a_text_that_means_no_value_is_refused(text: str, form: str, what: str) -> None:
    with pytest.raises(CommandError) as caught:
        _value(text, form)
    assert str(caught.value).startswith(what)
    assert caught.value.code == 2


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("a", "a"), ("true", True), ("2", 2), ("b", "b")])
def test_choices_have_the_type_that_the_spec_says(text: str, value: object) -> None:
    found = _value(text, "integer", choices=(1, "a", True))
    assert (type(found), found) == (type(value), value)


def test_json_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text('\ufeff{"a": "ü"}', encoding="utf-8")
    assert _value(f"@{file}", "json") == {"a": "ü"}
    with pytest.raises(CommandError, match=r"the file cannot be read: No such file"):
        _value("@missing.json", "json")


def test_one_value_may_be_what_standard_input_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a cat\nand a dog\n"))
    reader = Reader()
    parameter = Parameter("x", ("x",), ("text",), "x")
    assert reader.value(parameter, "-", "--x") == "a cat\nand a dog"
    with pytest.raises(CommandError, match=r"--y - : standard input was already read for --x"):
        reader.value(parameter, "-", "--y")


@given(below=OBJECTS, above=OBJECTS)
def test_merging_keeps_what_is_not_replaced(below: dict[str, Any], above: dict[str, Any]) -> None:
    before = json.dumps([below, above])
    merged = merge(below, above)
    assert json.dumps([below, above]) == before
    assert set(merged) == {*below, *above}
    for name, value in merged.items():
        if name not in above:
            assert value == below[name]
        elif not (isinstance(above[name], dict) and isinstance(below.get(name), dict)):
            assert value == above[name]
        else:
            assert value == merge(below[name], above[name])


@given(way=st.lists(st.sampled_from("ab"), min_size=1, max_size=3).map(tuple), value=st.integers())
def test_what_is_put_is_there(way: tuple[str, ...], value: int) -> None:
    values: dict[str, Any] = {}
    assert put(values, way, value)
    assert get(values, way) == value
    assert not put(values, (*way, "c"), 1)


@given(text=st.text())
def test_shown_text_does_nothing_to_a_terminal(text: str) -> None:
    for char in "\x1b\x07\x9b\r\u202e\x7f":
        assert char not in plain(text + char)
    assert "\n" not in one_line(f"{text}\n")


WIDTH = Parameter("width", ("width",), ("integer",), "wireWidth")
OUTER = Parameter("outer", ("outer_",), ("json",), "outer", is_object=True)
INNER = Parameter("inner", ("outer_", "innerName"), ("text",), "outer")
FOX = Command("g", "n", ("g", "n"), "call", "s", (WIDTH, OUTER, INNER))


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (FieldError("width", 1001, "is not a multiple of 8"), "--width 1001 is not a multiple of 8"),
        (FieldError("wireWidth", None, "is required", True), "--width is required"),
        (FieldError("outer.innerName", "x", "is bad"), "--inner x is bad"),
        (FieldError("outer_.innerName", "", "is bad"), "--inner '' is bad"),
        (FieldError("outer.other", [1], "is bad"), "--outer other=[1] is bad"),
        (FieldError("outer_.list[2].x", None, "is required", True), "--outer list[2].x is required"),
        (FieldError("widths", 1, "is not a known field"), "widths=1 is not a known field"),
        (FieldError("width", "a\x1b[31m\nb", "is bad"), "--width a\ufffd[31m\\nb is bad"),
        (FieldError("width", "9" * 80, "is bad"), f"--width {'9' * 59}… is bad"),
    ],
)
def test_broken_rules_are_said_in_the_names_of_options(fault: FieldError, line: str) -> None:
    assert faults_of(FOX, InvalidRequestError("x", errors=(fault,)), {}) == line


def test_every_broken_rule_has_a_line_and_a_source() -> None:
    faults = (FieldError("width", 1, "is bad"), FieldError("outer", None, "is required", True))
    said = faults_of(FOX, InvalidRequestError("x", errors=faults), {"width": "profile default"})
    assert said.splitlines() == ["--width 1 is bad (from profile default)", "--outer is required"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_what_is_missing_is_said_by_its_option(case: Any, recorded: Service, command: Call) -> None:
    found = command_for(case)
    required = [part for part in found.parameters if part.is_required and not part.is_object]
    recorded.answers = [success({})]
    ran = command(found.group, found.name)
    if required:
        assert ran.code == 2
        assert not recorded.requests
        places = {argument.place for argument in case.operation.arguments if argument.is_required}
        expected = {f"{api().package}: --{part.flag} is required" for part in required}
        said = {line for line in ran.err.splitlines() if "is inferred" not in line}
        assert said <= expected
        assert said == expected or (said and len(places) > 1)


def test_a_whole_object_and_its_parts_go_together(recorded: Service, command: Call, tmp_path: Path) -> None:
    found = command_for(drawing())
    values = without_id(drawing())
    whole = next(part for part in found.parameters if part.is_object and len(part.way) == 1)
    inner = next(part for part in found.parameters if len(part.way) == 2 and part.is_required)
    file = tmp_path / "object.json"
    file.write_text(json.dumps({inner.way[1]: "of the file"}))
    others = [word for word in options_for(found, values) if not word.startswith(f"--{inner.flag}=")]
    recorded.answers = [success({})]
    others.append("--max-retries=0")
    command(found.group, found.name, *others, f"--{whole.flag}", f"@{file}")
    command(found.group, found.name, *others, f"--{inner.flag}", "typed", f"--{whole.flag}", f"@{file}")
    sent = [json.loads(request.content)[whole.wire_name][inner.way[1]] for request in recorded.requests]
    assert sent == ["of the file", "typed"]
    ran = command(found.group, found.name, *others, f"--{inner.flag}", "x", f"--{whole.flag}", "[1]")
    assert ran.code == 2
    assert f"--{inner.flag}" in ran.err


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["--no-such-option"], "No such option: --no-such-option"),
        (["--timeout", "soon"], "--timeout"),
        (["too", "much"], "unexpected extra argument"),
        (["--timeout", "0"], "timeout must be more than 0"),
    ],
)
def test_a_wrong_line_is_refused_in_one_line(
    recorded: Service, command: Call, words: list[str], what: str
) -> None:
    found = command_for(drawing())
    ran = command(found.group, found.name, *options_for(found, without_id(drawing())), *words)
    assert (ran.code, ran.out) == (2, "")
    assert what in ran.err
    assert not recorded.requests
