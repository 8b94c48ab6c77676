"""What a run says of its cases at the end."""

from __future__ import annotations

from tests.support.case_counts import case_counts


def test_cases_are_counted_by_operation_and_side() -> None:
    lines = list(
        case_counts(
            [
                "tests/contract/test_boundaries.py::test_client[b.two / width / minimum 1 / 1 accepted]",
                "tests/contract/test_boundaries.py::test_client[a.one / [0] / type string / [] refused]",
                "tests/contract/test_boundaries.py::test_simulator[a.one / [0] / type string / [] refused]",
                "tests/contract/test_boundaries.py::test_simulator[a.one / x / type string / 1 refused]",
                "tests/contract/test_properties.py::test_something[a.one]",
                "tests/contract/test_cases.py::test_every_rule[a.one / x / type string]",
                "tests/elsewhere/test_cases.py::test_client[a.one / x / y]",
            ]
        )
    )
    assert lines == ["a.one   client 1, simulator 2", "b.two   client 1", "in all  client 2, simulator 2"]


def test_nothing_is_said_where_no_case_was_tried() -> None:
    assert list(case_counts(["tests/generator/test_text.py::test_text[a / b]"])) == []
