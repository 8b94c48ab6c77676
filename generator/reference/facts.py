"""What a page says of the values of a field, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.reference.text import Markdown, code, ready, text

if TYPE_CHECKING:
    from generator.reference.fields import FieldView


def facts_of(field: FieldView) -> Markdown:
    """Return range, pattern, choices, default and example as sentences; empty where there are none."""
    choices = ", ".join(code(choice) for choice in field.choices)
    example = field.example if field.example != field.default else ""
    parts = (
        text(field.rule),
        _sentence("Must match", code(field.pattern)),
        _sentence("One of", choices),
        _sentence("Default", code(field.default)),
        _sentence("Example", code(example)),
    )
    return ready(" ".join(part for part in parts if part))


def _sentence(label: str, value: str) -> str:
    return f"{label} {value}\\." if value else ""
