"""A report as JUnit XML, which most servers for continuous integration can show."""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree

from imgopen_contract.receiver.check import Result
from imgopen_contract.receiver.report import Report
from imgopen_contract.receiver.trial import Grade


def to_junit(report: Report) -> str:
    """Return a report as JUnit XML: a suite for each kind of callback; what is doubtful passes, and is told."""
    root = ElementTree.Element("testsuites", name=f"receiver {report.receiver}")
    for kind, group in groupby(report.results, key=lambda result: result.check.kind.name):
        results = list(group)
        wrong = sum(result.grade is Grade.WRONG for result in results)
        seconds = sum(result.seconds for result in results)
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=kind,
            tests=str(len(results)),
            failures=str(wrong),
            errors="0",
            skipped="0",
            time=f"{seconds:.3f}",
        )
        for result in results:
            _add(suite, result)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add(suite: ElementTree.Element, result: Result) -> None:
    check = result.check
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=f"receiver.{check.kind.name}",
        name=check.name,
        time=f"{result.seconds:.3f}",
    )
    if result.grade is Grade.WRONG:
        failure = ElementTree.SubElement(case, "failure", message=result.worst[0].came)
        failure.text = result.text
    elif result.grade is Grade.DOUBTFUL:
        ElementTree.SubElement(case, "system-out").text = result.text
