"""Whatever a document calls a thing, its Python name is one."""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from generator.naming import argument_name, class_name, constant_case, field_name, pascal_case, snake_case

NAMES: list[Callable[[str], str]] = [
    snake_case,
    pascal_case,
    constant_case,
    field_name,
    class_name,
    argument_name,
]


@pytest.mark.parametrize("make", NAMES)
@given(
    text=st.text() | st.sampled_from([*keyword.kwlist, *dir(builtins), *dir(BaseModel), "", "_", "__", "1"])
)
def test_every_name_is_a_python_name(make: Callable[[str], str], text: str) -> None:
    name = make(text)
    assert name.isidentifier()
    assert name.isascii()
    assert not keyword.iskeyword(name)
    assert not name.startswith("_")
    assert len(name) <= 200


@given(text=st.sampled_from(dir(BaseModel)) | st.from_regex(r"model_[a-z]{1,8}", fullmatch=True))
def test_no_field_hides_what_pydantic_has(text: str) -> None:
    assert field_name(text) not in dir(BaseModel)


@given(text=st.text())
def test_names_do_not_change_when_made_again(text: str) -> None:
    assert snake_case(snake_case(text)) == snake_case(text)


@pytest.mark.parametrize(
    ("text", "snake", "pascal"),
    [
        ("queryTaskInfoV2", "query_task_info_v2", "QueryTaskInfoV2"),
        ("text2image", "text2image", "Text2image"),
        ("HTTPServer", "http_server", "HTTPServer"),
        ("class", "class_", "Class"),
        ("2fast", "n_2fast", "N2fast"),
        ("sky blue", "sky_blue", "SkyBlue"),
        ("!?", "unnamed", "Unnamed"),
    ],
)
def test_names_are_those_a_person_would_choose(text: str, snake: str, pascal: str) -> None:
    assert snake_case(text) == snake
    assert pascal_case(text) == pascal
