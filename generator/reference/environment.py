"""The Jinja environment of the reference: what a template prints is escaped unless it is Markdown already."""

from __future__ import annotations

import functools

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.reference.facts import facts_of
from generator.reference.text import Markdown, attribute, code, fence, json_text, prose, ready, text
from generator.render.lists import list_attribute
from generator.render.text import literal


@functools.cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("generator", "templates/reference"),
        autoescape=False,  # noqa: S701 - `finalize` escapes for Markdown instead
        finalize=text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "text": text,
        "prose": prose,
        "code": code,
        "fence": fence,
        "attribute": attribute,
        "ready": ready,
    }
    made.filters |= {"facts": facts_of, "literal": _literal, "json": _json, "number": _number}
    made.globals["list_attribute"] = list_attribute
    return made


def render(template: str, **context: object) -> str:
    """Return the text that a template of the reference gives for `context`."""
    return _environment().get_template(f"{template}.jinja").render(**context)


def _literal(value: object) -> Markdown:
    return ready(literal(value))


def _json(value: object) -> str:
    return json_text(value, indent=2)


def _number(value: float) -> Markdown:
    """Return a number of a picture without needless digits."""
    return ready(f"{value:.10g}")
