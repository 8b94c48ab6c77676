"""What the client does not do is told with file and line."""

from __future__ import annotations

import pytest

from tests.generator.documents.packages import SPECS, package

# The document, words of the line that must be named, and words of the notice.
CASES = [
    ("faults", "pattern: ^(?=", "no form of linear time"),
    ("faults", "uniqueItems: true", "uniqueItems is not checked"),
    ("faults", "not: {type: string}", "not is not checked"),
    ("faults", "digest:", "left to an HTTP client of your own"),
    ("relative", "servers:", "absolute URL"),
    ("values", "enum: [0.5, 1.5]", "fractions"),
    ("faults", "default: none", "the default 'none' is not of the type integer"),
    ("bodies", "content:", "sends application/json, not text/xml"),
    ("recursion", "oneOf:", "refers to itself"),
    ("sides", "both: {", "a schema beside properties"),
]


@pytest.mark.parametrize(("name", "line", "says"), CASES)
def test_a_notice_names_the_line(name: str, line: str, says: str) -> None:
    lines = (SPECS / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    numbers = [number for number, text in enumerate(lines, 1) if line in text]
    found = [notice for notice in package(name).notices if says in notice]
    assert any(f"{name}.yaml:{number}: " in notice for notice in found for number in numbers), found


@pytest.mark.parametrize("name", ["parameters", "uploads", "unions", "inheritance", "servers", "hooks"])
def test_what_the_client_does_is_not_told_of(name: str) -> None:
    assert package(name).notices == ()
