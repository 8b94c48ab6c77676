"""The report as JUnit XML, for machines that count tests."""

from __future__ import annotations

from xml.etree import ElementTree

from imgopen_contract.report.model import Finding, OperationReport, Report, Status
from imgopen_contract.report.text import harmless


def junit_xml(report: Report) -> str:
    """Write the report: a suite for each operation, a test case for each rule.

    A difference is a failure, what is unknown was skipped, and a discovery passes and says what it is.
    """
    report = harmless(report)
    root = ElementTree.Element(
        "testsuites", {"name": f"{report.title} at {report.subject}"} | _counts(report.operations)
    )
    for operation in report.operations:
        root.append(_suite(operation, report))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _counts(operations: tuple[OperationReport, ...]) -> dict[str, str]:
    return {
        "tests": str(sum(len(operation.findings) for operation in operations)),
        "failures": str(sum(operation.count(Status.DIFFERS) for operation in operations)),
        "errors": "0",
        "skipped": str(sum(operation.count(Status.UNKNOWN) for operation in operations)),
        "time": "0",
    }


def _suite(operation: OperationReport, report: Report) -> ElementTree.Element:
    names = {"name": operation.label, "timestamp": report.started.replace(" ", "T")[:19], "hostname": "-"}
    suite = ElementTree.Element("testsuite", names | _counts((operation,)))
    for finding in operation.findings:
        suite.append(_case(operation, finding))
    return suite


def _case(operation: OperationReport, finding: Finding) -> ElementTree.Element:
    case = ElementTree.Element("testcase", {"classname": operation.label, "name": finding.title, "time": "0"})
    summary = finding.summary
    if finding.status is Status.DIFFERS:
        failure = ElementTree.SubElement(case, "failure", {"message": summary, "type": finding.status.value})
        failure.text = _details(finding)
    elif finding.status is Status.UNKNOWN:
        ElementTree.SubElement(case, "skipped", {"message": summary})
    else:
        output = ElementTree.SubElement(case, "system-out")
        output.text = f"{finding.certainty or finding.status.value}: {summary}"
        if finding.status is Status.DISCOVERY and finding.evidence:
            output.text += f"\n{_details(finding)}"
    return case


def _details(finding: Finding) -> str:
    lines = []
    for evidence in finding.evidence:
        lines.append(f"sent {evidence.sent}: expected {evidence.expected}, got {evidence.got}")
        lines += evidence.curl.splitlines()
    return "\n".join(lines)
