"""Pictures are found wherever the spec says that they stand, and an odd answer breaks nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.pictures import Found, pictures_in
from imgopen._runtime.roles import PicturesAt

MANY = PicturesAt(many=("result", "list"), url=("url",), seed=("seed",), passed=("check", "passed"))
SINGLE = PicturesAt(url=("result", "url"), seed=("result", "seed"), passed=("result", "passed"))

rubbish = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.builds(
            lambda values: SimpleNamespace(**values),
            st.dictionaries(
                st.sampled_from(["result", "list", "url", "seed", "check", "passed"]), inner, max_size=4
            ),
        )
    ),
    max_leaves=12,
)


def element(url: Any = "https://host/1.jpg", seed: Any = None, passed: Any = True) -> Any:
    """Return a picture as an answer has it."""
    return SimpleNamespace(url=url, seed=seed, check=SimpleNamespace(passed=passed))


def answer(*elements: Any) -> Any:
    """Return an answer with pictures."""
    return SimpleNamespace(result=SimpleNamespace(list=list(elements)))


@given(info=rubbish, where=st.sampled_from([MANY, SINGLE, None, PicturesAt(url=("url",), many=("list",))]))
def test_no_answer_breaks_anything(info: Any, where: PicturesAt | None) -> None:
    found = pictures_in(info, where)
    assert [picture.number for picture in found] == list(range(1, len(found) + 1))
    assert all(isinstance(picture.url, str | None) for picture in found)
    assert all(picture.seed is None or type(picture.seed) is int for picture in found)


@given(
    st.lists(st.tuples(st.text(min_size=1).filter(str.strip), st.integers(-(10**19), 10**19), st.booleans()))
)
def test_every_element_of_the_list_is_a_picture(values: list[tuple[str, int, bool]]) -> None:
    found = pictures_in(answer(*(element(*value) for value in values)), MANY)
    assert [(picture.url, picture.seed, not picture.is_refused) for picture in found] == values


def test_a_refused_picture_and_one_without_url_keep_their_place() -> None:
    found = pictures_in(answer(element(passed=False), None, element(url=None), element(url=" ")), MANY)
    assert [picture.is_refused for picture in found] == [True, False, False, False]
    assert [picture.url is None for picture in found] == [False, True, True, True]


@pytest.mark.parametrize(
    ("passed", "is_refused"), [(None, False), (True, False), (False, True), ("no", False)]
)
def test_only_a_plain_no_refuses(passed: Any, is_refused: bool) -> None:
    assert pictures_in(answer(element(passed=passed)), MANY)[0].is_refused is is_refused


@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        ("12", 12),
        ("-1", -1),
        (7, 7),
        ("", None),
        ("1.5", None),
        (True, None),
        ("٣", None),
        ("9" * 5000, None),
    ],
)
def test_a_seed_is_a_number_however_it_is_sent(seed: Any, expected: int | None) -> None:
    assert pictures_in(answer(element(seed=seed)), MANY)[0].seed == expected


def test_a_result_with_room_for_one_has_one_or_none() -> None:
    def single(**values: Any) -> tuple[Found, ...]:
        return pictures_in(SimpleNamespace(result=SimpleNamespace(**values)), SINGLE)

    assert single(url="https://host/1.jpg", seed="5") == (
        Found(1, "https://host/1.jpg", 5, is_refused=False),
    )
    assert single(url=None) == ()
    assert single(url=None, passed=False) == (Found(1, None, None, is_refused=True),)
    assert pictures_in(SimpleNamespace(), None) == ()


def test_the_query_of_a_url_is_not_shown() -> None:
    (found,) = pictures_in(answer(element(url="https://host/1.jpg?sig=secret")), MANY)
    assert "secret" not in repr(found)
    assert found.shown_url == "https://host/1.jpg?***"
