"""Lists, page by page: the pages tile the whole list, and nothing that is asked for breaks one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mock_server.simulator.apis import LISTS, each
from tests.mock_server.simulator.calls import Answer, ask, calls_of
from tests.mock_server.simulator.documents import Operation
from tests.mock_server.simulator.expressions import NOTHING, read, steps_of
from tests.mock_server.simulator.meanings import promised, told
from tests.mock_server.simulator.results import fetch

SIMULATORS = {listing: listing.api.simulator() for listing in LISTS}


def page_of(listing: Operation, number: Any, size: Any, **filters: Any) -> Answer:
    """Ask for a page."""
    call = calls_of(listing)[0].put(listing.pages["page"], number).put(listing.pages["size"], size)
    if filters:
        call = call.with_body({**call.body, **filters})
    assert call.keeps_contract
    answer = ask(SIMULATORS[listing], call)
    assert answer.accepted, answer.body
    assert answer.kept, answer.body
    return answer


def rows_of(answer: Answer) -> list[dict[str, Any]]:
    rows = read({"body": answer.body}, steps_of(answer.call.operation.pages["items"]))
    assert isinstance(rows, list)
    return rows


def total_of(answer: Answer) -> Any:
    return read({"body": answer.body}, steps_of(answer.call.operation.pages["total"]))


def all_rows(listing: Operation) -> list[dict[str, Any]]:
    return rows_of(page_of(listing, listing.pages["first"], 1000))


@each("listing", LISTS)
def test_the_whole_list_is_the_catalogues(listing: Operation) -> None:
    answer = page_of(listing, listing.pages["first"], 1000)
    expected = listing.api.rows.collections[listing.pages["collection"]]
    assert len(expected) > 2
    assert total_of(answer) == len(rows_of(answer)) == len(expected)
    for meaning in ("title", "file", "hash", "kind", "version", "base", "word"):
        found = told(answer, meaning)
        assert not found or found == [row[meaning] for row in expected if meaning in row]
    numbers = told(answer, "number")
    assert len(set(numbers)) == len(numbers)


@each("listing", LISTS)
def test_pages_tile_the_list_for_any_size(listing: Operation) -> None:
    whole, first = all_rows(listing), listing.pages["first"]
    for size in range(1, len(whole) + 2):
        pages = -(-len(whole) // size)
        answers = [page_of(listing, first + number, size) for number in range(pages)]
        assert [row for answer in answers for row in rows_of(answer)] == whole
        assert all(len(rows_of(answer)) == size for answer in answers[:-1])
        beyond = page_of(listing, first + pages, size)
        assert rows_of(beyond) == []
        assert {total_of(answer) for answer in (*answers, beyond)} == {len(whole)}


@each("listing", LISTS)
@pytest.mark.parametrize("size", [0, -1, -2, -(10**9), -(10**30)])
def test_a_page_of_no_size_is_empty(listing: Operation, size: int) -> None:
    whole, first = all_rows(listing), listing.pages["first"]
    for number in (first - 2, first - 1, first, first + 1, first + 2, 10**30, -(10**30)):
        answer = page_of(listing, number, size)
        assert rows_of(answer) == []
        assert total_of(answer) == len(whole)


@each("listing", LISTS)
@pytest.mark.parametrize("before", [1, 2, 10**9, 10**30])
def test_there_are_no_pages_before_the_first(listing: Operation, before: int) -> None:
    for size in (1, 2, len(all_rows(listing)), 10**30):
        assert rows_of(page_of(listing, listing.pages["first"] - before, size)) == []


@each("listing", LISTS)
@given(number=st.integers() | st.sampled_from([10**400, -(10**400), 1.0, 2.0, 1e300]), size=st.integers())
@settings(max_examples=60)
def test_any_page_is_a_piece_of_the_list_or_empty(listing: Operation, number: float, size: int) -> None:
    whole, first = all_rows(listing), listing.pages["first"]
    answer = page_of(listing, number, size)
    start = (int(number) - first) * size
    expected = whole[start : start + size] if start >= 0 and size > 0 else []
    assert rows_of(answer) == expected
    assert total_of(answer) == len(whole)


@each("listing", LISTS)
def test_page_and_size_are_repeated_where_the_answer_has_fields_of_that_name(listing: Operation) -> None:
    for number, size in ((listing.pages["first"], 3), (7, 2), (-4, 0)):
        answer = page_of(listing, number, size)
        *beside, _ = steps_of(listing.pages["items"])
        around = read({"body": answer.body}, tuple(beside))
        for expression, value in ((listing.pages["page"], number), (listing.pages["size"], size)):
            assert around.get(steps_of(expression)[-1], value) == value


@each("listing", tuple(found for found in LISTS if found.body))
def test_fields_of_a_rows_name_filter(listing: Operation) -> None:
    whole, first = all_rows(listing), listing.pages["first"]
    properties = listing.api.follow(listing.body["schema"])["properties"]
    names = [name for name in properties if any(name in row for row in whole)]
    for name in names:
        for value in {row[name] for row in whole if name in row}:
            answer = page_of(listing, first, 1000, **{name: value})
            assert rows_of(answer) == [row for row in whole if row.get(name) == value]
            assert total_of(answer) == len(rows_of(answer)) > 0
            piece = page_of(listing, first, 1, **{name: value})
            assert rows_of(piece) == rows_of(answer)[:1]
            assert total_of(piece) == total_of(answer)
        nothing = page_of(listing, first, 1000, **{name: "no row has this"})
        assert (rows_of(nothing), total_of(nothing)) == ([], 0)


def test_some_list_can_be_filtered() -> None:
    properties = [found.api.follow(found.body["schema"])["properties"] for found in LISTS if found.body]
    assert any(len(names) > 2 for names in properties)


@each("listing", LISTS)
def test_sample_pictures_are_there(listing: Operation) -> None:
    answer = page_of(listing, listing.pages["first"], 1000)
    samples = told(answer, "sample")
    assert len(set(samples)) == (len(rows_of(answer)) if "sample" in promised(listing) else 0)
    assert len(set(samples)) == len(samples)
    for url in samples:
        assert fetch(SIMULATORS[listing], url).status == 200
        assert fetch(SIMULATORS[listing], f"{url}x").status == 404
        assert fetch(SIMULATORS[listing], url, "POST").status == 405


@each("listing", LISTS)
def test_nothing_of_an_answer_lives_on_in_the_next(listing: Operation) -> None:
    before = page_of(listing, listing.pages["first"], 1000).response
    for size in (NOTHING, 1, 3, -1):
        if size is not NOTHING:
            page_of(listing, listing.pages["first"], size)
    assert page_of(listing, listing.pages["first"], 1000).response == before
