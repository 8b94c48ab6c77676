"""The Jinja environment in which the templates run."""

from __future__ import annotations

import functools
import json

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.render.text import GENERATED, in_docstring, literal


@functools.cache
def environment() -> Environment:
    """Return the environment: templates see escaped text and can neither load nor run anything."""
    made = Environment(
        loader=PackageLoader("generator", "templates"),
        autoescape=False,  # noqa: S701 - the output is Python, where HTML's escapes would be wrong
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"literal": literal, "docstring": in_docstring, "toml": _toml, "markdown": _markdown}
    made.globals |= {"generated": GENERATED}
    return made


def render(template: str, **context: object) -> str:
    """Return the text that a template gives for `context`."""
    return environment().get_template(f"{template}.jinja").render(**context)


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _markdown(text: str) -> str:
    escaped = text.replace("\\", "\\\\")
    for char in "`*_[]<>|":
        escaped = escaped.replace(char, f"\\{char}")
    return " ".join(escaped.split())
