"""The pages of `--help`: what is required first, then the rest, in sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .plain import one_line, plain

if TYPE_CHECKING:
    from rich.text import Text

_WIDEST: Final = 110
_WIDEST_NAME: Final = 32
_INDENT: Final = 2
_GAP: Final = 2
_NAME: Final = "bold cyan"
_TITLE: Final = "bold yellow"
_FACTS: Final = "green"
_OTHER: Final = "Other"


@dataclass(frozen=True)
class Row:
    """A name with what it means, and facts about it such as a range."""

    name: str
    form: str
    text: str
    facts: str = ""


@dataclass(frozen=True)
class Section:
    """Rows under a title."""

    title: str
    rows: tuple[Row, ...]


def show_help(
    usage: str,
    paragraphs: Sequence[str],
    sections: Sequence[Section],
    notes: Sequence[str] = (),
    *,
    is_aligned: bool = True,
) -> None:
    """Write a page to standard output, as wide as the terminal allows.

    Args:
        usage: how the command is called.
        paragraphs: what it does.
        sections: its options and the like.
        notes: what is said at the end.
        is_aligned: whether all sections have the same columns.
    """
    from rich.text import Text

    from .screens import stdout

    console = stdout()
    width = min(console.width, _WIDEST)
    lines = _paragraphs(paragraphs, width, console)
    lines += [Text.assemble(("Usage: ", _TITLE), (plain(usage), "bold")), Text()]
    shared = _column(row for section in sections for row in section.rows) if is_aligned else None
    for section in sections:
        if section.rows:
            column = _column(section.rows) if shared is None else shared
            lines += [Text(section.title, style=_TITLE), *_rows(section.rows, column, width, console), Text()]
    lines += _paragraphs(notes, width, console)
    for line in lines[:-1]:
        line.rstrip()
        console.print(line, soft_wrap=True)


def sections_of(parameters: Iterable[Any]) -> list[Section]:
    """Return the options of a command by the section that each says it belongs to, in the order of their coming."""
    found: dict[str, list[Row]] = {}
    for parameter in parameters:
        if getattr(parameter, "hidden", False):
            continue
        title = getattr(parameter, "rich_help_panel", None) or _OTHER
        found.setdefault(title, []).append(_row(parameter))
    last = found.pop(_OTHER, [])
    return [*(Section(title, tuple(rows)) for title, rows in found.items()), Section(_OTHER, tuple(last))]


def _row(parameter: Any) -> Row:
    is_argument = parameter.param_type_name == "argument"
    names = [] if is_argument else [*parameter.opts, *parameter.secondary_opts]
    names.sort(key=lambda name: not name.startswith("--"))
    form = parameter.metavar or ""
    if is_argument:
        return Row(form or parameter.human_readable_name, "", parameter.help or "")
    return Row(" / ".join(names), form, parameter.help or "", getattr(parameter, "facts", ""))


def _paragraphs(texts: Iterable[str], width: int, console: Any) -> list[Text]:
    from rich.text import Text

    return [line for text in texts if text for line in (*Text(plain(text)).wrap(console, width), Text())]


def _name(row: Row) -> Text:
    from rich.text import Text

    return Text.assemble((one_line(row.name), _NAME), f" {one_line(row.form)}" if row.form else "")


def _column(rows: Iterable[Row]) -> int:
    return min(max((_name(row).cell_len for row in rows), default=0), _WIDEST_NAME)


def _rows(rows: tuple[Row, ...], column: int, width: int, console: Any) -> list[Text]:
    from rich.text import Text

    indent = _INDENT + column + _GAP
    lines: list[Text] = []
    for row in rows:
        start = Text(" " * _INDENT).append_text(_name(row))
        gap = " " if row.text and row.facts else ""
        meaning = Text.assemble(plain(row.text), gap, (plain(row.facts), _FACTS))
        wrapped = list(meaning.wrap(console, max(width - indent, 20))) or [Text()]
        if start.cell_len > _INDENT + column:
            lines.append(start)
        else:
            start.append(" " * (indent - start.cell_len))
            lines.append(start.append_text(wrapped.pop(0)))
        lines += [Text(" " * indent).append_text(line) for line in wrapped]
    return lines
