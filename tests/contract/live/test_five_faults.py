"""A service in a process of its own that differs from the document in five places is told to differ in these five."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from imgopen_contract.cli import main
from imgopen_contract.document import Operation
from imgopen_contract.live.keys import variable

from tests.contract.live.faults import Change, Difference, changed, laxer, stricter, text_of
from tests.contract.suite import document, every_case, operations
from tests.support.processes import mock_server

Told = dict[str, frozenset[Difference]]
EVERYTHING = ("--allow-billable", "--max-calls", "100000")
COUNTS = Counter(case.rule.operation for case in every_case())
BRIEF = [one.label for one in operations() if COUNTS[one] < 100]
"""The operations that have so few rules that everything can be tried in a test."""


@pytest.fixture
def told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, Told]]:
    """Run the command against a service; return its exit code, and which rules each form says to differ."""
    for credential in document().credentials:
        monkeypatch.setenv(variable(credential), f"the-{credential.option}")

    def run(url: str, *options: str) -> tuple[int, Told]:
        junit, html = tmp_path / "report.xml", tmp_path / "report.html"
        files = ("--junit", str(junit), "--html", str(html))
        with pytest.raises(SystemExit) as ended:
            main(["service", "--base-url", url, "--rate", "1000000", *files, *options])
        forms = {
            "terminal": _in_terminal(capsys.readouterr().out),
            "junit": _in_junit(junit),
            "html": _in_html(html),
        }
        return int(str(ended.value.code)), forms

    return run


def is_manageable(operation: Operation) -> bool:
    return operation.costs and COUNTS[operation] < 300


def in_all_forms(*differences: Difference) -> Told:
    return dict.fromkeys(("terminal", "junit", "html"), frozenset(differences))


def only(*names: str) -> Iterator[str]:
    for name in names:
        yield from ("--operation", name)


def bundle(folder: Path, changes: list[Change]) -> str:
    path = folder / "bundle.json"
    path.write_text(text_of(changed(document(), changes)))
    return str(path)


def test_nothing_differs(told: Callable[..., tuple[int, Told]]) -> None:
    with mock_server() as url:
        assert told(url, *only(*BRIEF)) == (0, in_all_forms())


def test_nothing_differs_when_all_is_tried(told: Callable[..., tuple[int, Told]]) -> None:
    with mock_server() as url:
        options = (*EVERYTHING, *only(*BRIEF))
        assert told(url, *options) == (0, in_all_forms())


def test_five_faults(tmp_path: Path, told: Callable[..., tuple[int, Told]]) -> None:
    changes = laxer(document(), 4) + stricter(document(), 1, lambda one: one.is_list)
    with mock_server("--bundle", bundle(tmp_path, changes)) as url:
        code, forms = told(url)
    assert code == 1
    assert forms == in_all_forms(*(change.difference for change in changes))
    assert len(changes) == 5


def test_five_faults_on_both_sides(tmp_path: Path, told: Callable[..., tuple[int, Told]]) -> None:
    lax = laxer(document(), 2, is_manageable)
    taken = {change.difference.operation for change in lax}
    changes = lax + stricter(document(), 3, lambda one: is_manageable(one) and one.label not in taken)
    with mock_server("--bundle", bundle(tmp_path, changes)) as url:
        code, forms = told(
            url, *EVERYTHING, *only(*BRIEF, *(change.difference.operation for change in changes))
        )
    assert code == 1
    assert forms == in_all_forms(*(change.difference for change in changes))
    assert len(changes) == 5


def test_five_faults_of_behaviour(told: Callable[..., tuple[int, Told]]) -> None:
    """Answers that are broken differ from the document; no answer at all tells nothing."""
    costing = [one for one in operations() if is_manageable(one) and one.status == "documented"]
    queries = [one for one in operations() if one.role == "query" and one.status == "documented"]
    broken: list[tuple[Operation, dict[str, Any]]] = [
        *((one, {"kind": "invalid_json"}) for one in (costing[0], queries[0])),
        *((one, {"kind": "refuse", "code": "no such code"}) for one in (costing[1], queries[1])),
        (costing[2], {"kind": "http", "status": 418}),
    ]
    silent = [(costing[3], {"kind": "drop_request", "times": 3})]
    with mock_server() as url:
        for operation, fault in broken + silent:
            answer = httpx.post(
                f"{url}/_mock/faults", json={**fault, "operation": operation.id}, trust_env=False
            )
            answer.raise_for_status()
        code, forms = told(url, *only(*BRIEF, *(operation.label for operation, _ in broken)))
    assert code == 1
    assert forms == in_all_forms(
        *(Difference(operation.label, "the operation / answer") for operation, _ in broken)
    )


def _in_terminal(text: str) -> frozenset[Difference]:
    lines = (line.removeprefix("✗ ") for line in text.splitlines() if line.startswith("✗ "))
    return frozenset(Difference(*line.split(" / ", 1)) for line in lines)


def _in_junit(path: Path) -> frozenset[Difference]:
    root = ElementTree.parse(path).getroot()
    failed = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert int(root.attrib["failures"]) == len(failed)
    return frozenset(Difference(case.attrib["classname"], case.attrib["name"]) for case in failed)


def _in_html(path: Path) -> frozenset[Difference]:
    page = _Articles()
    page.feed(path.read_text("utf-8"))
    return frozenset(Difference(*title) for title in page.titles)


class _Articles(HTMLParser):
    """Reads the headings of the articles about differences: operation, and field and rule."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: list[tuple[str, str]] = []
        self._in_article = self._in_heading = False
        self._texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._in_article = "differs" in str(dict(attrs).get("class")).split()
        self._in_heading = self._in_heading or (tag == "h3" and self._in_article)

    def handle_data(self, data: str) -> None:
        if self._in_heading and data.strip():
            self._texts.append(data.strip())

    def handle_endtag(self, tag: str) -> None:
        if tag == "h3" and self._in_heading:
            self.titles.append((self._texts[0], self._texts[1]))
            self._in_heading, self._texts = False, []
