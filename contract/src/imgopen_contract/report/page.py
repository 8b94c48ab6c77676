"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

import jinja2
from markupsafe import Markup

from imgopen_contract.report.model import Report, Status
from imgopen_contract.report.text import harmless

_MEANING = {
    Status.DIFFERS: "the service does something else than the vendor's pages say",
    Status.DISCOVERY: "the service answered what the document could only suppose",
    Status.UNKNOWN: "not tried, or it could not be told",
    Status.AGREES: "the service does what the document says",
}


def html_page(report: Report) -> str:
    """Write the report as HTML. Every text is escaped, and the page may load nothing from anywhere."""
    report = harmless(report)
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["sentence"] = sentence
    folder = files("imgopen_contract.report")
    style, script = (folder.joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    text = environment.from_string(folder.joinpath("page.html.j2").read_text("utf-8")).render(
        report=report,
        Status=Status,
        meaning=_MEANING,
        headline=headline(report),
        style=Markup(style),  # noqa: S704 - a file of this package
        script=Markup(script),  # noqa: S704 - a file of this package
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
    )
    return text.rstrip() + "\n"


def headline(report: Report) -> str:
    """Say the most important thing in a few words."""
    differing = report.count(Status.DIFFERS)
    if differing:
        return f"{differing} {'rule differs' if differing == 1 else 'rules differ'}"
    return "Nothing differs" if report.count(Status.AGREES) else "Nothing could be told"


def sentence(text: str) -> str:
    """Begin a text with a capital, unless it begins with a name or in another script."""
    first = text.partition(" ")[0].rstrip(",:;")
    return text[:1].upper() + text[1:] if first.isalpha() and first.isascii() and first.islower() else text


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
