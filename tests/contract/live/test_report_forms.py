"""A report says the same in every form, whatever is written in it."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen_contract.report import Evidence, Finding, OperationReport, Provenance, Report, Status
from imgopen_contract.report.files import write_whole
from imgopen_contract.report.junit import junit_xml
from imgopen_contract.report.page import html_page
from imgopen_contract.report.terminal import print_report, totals
from imgopen_contract.report.text import plain
from rich.console import Console

VOID = frozenset(("meta", "input", "br", "link", "img", "hr"))
TEXTS = st.text(max_size=30) | st.sampled_from(
    ["<script>alert(1)</script>", "\x1b[31mred", "]]>", "{{ 7*7 }}", "&amp;"]
)
PROVENANCES = st.builds(
    Provenance, st.sampled_from(["documented", "partial", "inferred", "contradicted"]), TEXTS
)
EVIDENCE = st.builds(Evidence, TEXTS, TEXTS, TEXTS, TEXTS)
FINDINGS = st.builds(
    Finding,
    TEXTS,
    TEXTS,
    TEXTS,
    st.sampled_from(Status),
    TEXTS,
    st.booleans(),
    st.integers(0, 9),
    st.integers(0, 9),
    st.lists(EVIDENCE, max_size=2).map(tuple),
    PROVENANCES,
)
OPERATIONS = st.builds(
    OperationReport,
    TEXTS,
    TEXTS,
    TEXTS,
    PROVENANCES,
    st.integers(0, 9),
    st.integers(0, 9),
    st.lists(FINDINGS, max_size=4).map(tuple),
    st.lists(TEXTS, max_size=2).map(tuple),
)
REPORTS = st.builds(
    Report,
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    st.integers(0, 9),
    st.integers(0, 9),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.lists(OPERATIONS, max_size=3).map(tuple),
)


def terminal_text(report: Report, width: int = 120) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    print_report(report, console)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@given(REPORTS)
def test_junit_counts_and_tells_every_rule(report: Report) -> None:
    root = ElementTree.fromstring(junit_xml(report))
    cases = list(root.iter("testcase"))
    told = {"failure": Status.DIFFERS, "skipped": Status.UNKNOWN}
    for owner, inside in [(root, cases), *((suite, list(suite)) for suite in root)]:
        assert owner.attrib["tests"] == str(len(inside))
        for tag, name in (("failure", "failures"), ("skipped", "skipped")):
            assert owner.attrib[name] == str(sum(case.find(tag) is not None for case in inside))
    for case, (_, finding) in zip(cases, report.findings(), strict=True):
        assert case.attrib["name"] == plain(finding.field) + " / " + plain(finding.rule)
        for tag, status in told.items():
            assert (case.find(tag) is not None) is (finding.status is status)


@given(REPORTS)
def test_the_page_is_well_formed_and_asks_nobody_for_anything(report: Report) -> None:
    page = Page()
    page.feed(html_page(report))
    page.close()
    assert not page.open
    assert page.rows == [finding.status.value for _, finding in report.findings()]
    for status in (Status.DIFFERS, Status.DISCOVERY):
        assert page.articles.count(f"finding {status.value}") == report.count(status)
    assert page.scripts == 1
    assert all(value.startswith("#") for value in page.addresses)


@given(REPORTS)
def test_the_same_report_is_the_same_page(report: Report) -> None:
    assert html_page(report) == html_page(report)
    assert junit_xml(report) == junit_xml(report)


@given(FINDINGS)
def test_texts_stand_in_the_page_as_they_are(finding: Finding) -> None:
    operation = OperationReport("a.b", "POST", "/", Provenance(), 1, 0, (finding,), ())
    page = Page()
    page.feed(
        html_page(Report("API 1", "https://api.example.com", "now", "nothing", "", 1, 0, (), (operation,)))
    )
    if finding.status in (Status.DIFFERS, Status.DISCOVERY):
        text = _squeezed(page.text)
        for evidence in finding.evidence:
            assert _squeezed(plain(evidence.got)) in text


@given(st.text())
def test_plain_text_steers_nothing(text: str) -> None:
    made = plain(text)
    assert made.isprintable()
    assert plain(made) == made
    ElementTree.fromstring(ElementTree.tostring(_element(made)))


@given(REPORTS)
def test_the_terminal_is_not_steered(report: Report) -> None:
    assert all(line.isprintable() for line in terminal_text(report).split("\n"))


@given(REPORTS)
def test_the_terminal_ends_with_the_totals(report: Report) -> None:
    lines = terminal_text(report).splitlines()
    assert lines[-1] == totals(report)


def test_every_name_in_the_style_sheet_is_defined() -> None:
    style = (Path(__file__).parents[3] / "contract/src/imgopen_contract/report/page.css").read_text("utf-8")
    assert set(re.findall(r"var\((--\w+)\)", style)) <= set(re.findall(r"(--\w+):", style))


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_whole(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "new \udce9")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    write_whole(path, "new\n")
    assert path.read_bytes() == b"new\n"


class Page(HTMLParser):
    """Reads a page, and finds out whether every element is closed and what it refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[str] = []
        self.articles: list[str] = []
        self.addresses: list[str] = []
        self.scripts = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_attributes = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr" and "class" in given_attributes:
            self.rows.append(str(given_attributes["class"]))
        if tag == "article":
            self.articles.append(str(given_attributes["class"]))
        self.scripts += tag == "script"
        assert tag not in ("link", "img", "iframe", "object", "base")
        assert not any(name.startswith("on") or name == "style" for name in given_attributes)
        self.addresses += [str(value) for name, value in attrs if name in ("src", "href", "action", "srcset")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _element(text: str) -> ElementTree.Element:
    element = ElementTree.Element("one")
    element.text = text
    return element


def _squeezed(text: str) -> str:
    return "".join(text.split())
