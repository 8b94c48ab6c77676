"""What is written to standard output: for people in a terminal, as plain lines into a pipe, or as JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .plain import one_line, plain
from .screens import dumped, say, say_json, say_text, stdout, tell
from .thumbnails import show_thumbnail, way_of

if TYPE_CHECKING:
    from ..tasks.result import TaskResult
    from .common import Outputs

_STATE_STYLES: Final = {"succeeded": "bold green", "failed": "bold red"}
_KEY: Final = "cyan"
_MOST_COLUMNS: Final = 6


def show_answer(answer: Any, outputs: Outputs) -> None:
    """Show what a call answered: nothing for nothing, and text and bytes as they are."""
    if isinstance(answer, bytes):
        _put_bytes(answer, outputs.file)
    elif outputs.json:
        say_json(dumped(answer))
    elif isinstance(answer, str):
        say_text(answer)
    elif answer is not None:
        _pairs(list(_flat(dumped(answer))))


def _put_bytes(content: bytes, file: Path | None) -> None:
    if file is not None:
        file.write_bytes(content)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def show_submitted(task: Any, outputs: Outputs) -> None:
    """Show a task that is not waited for."""
    if outputs.json:
        say_json({"task_id": task.id, "operation": task.operation, "answer": dumped(task.receipt)})
    else:
        say(one_line(task.id))


def show_unfinished(task_id: str, operation: str, state: str) -> None:
    """Show as JSON a task that nothing more is known of."""
    say_json({"task_id": task_id, "operation": operation, "state": state})


def show_result(result: TaskResult[Any], saved: Sequence[Path], outputs: Outputs) -> None:
    """Show how a task stands, and the files of its pictures."""
    if outputs.json:
        say_json(
            {
                "task_id": result.task_id,
                "operation": result.operation,
                "state": result.state,
                "answer": dumped(result.info),
                "files": [os.fspath(path) for path in saved],
            }
        )
    elif outputs.out is not None:
        _show_files(saved, outputs)
        _note_pictures(result, len(saved))
    else:
        _show_task(result)


def show_items(items: Iterable[Any], *, is_json: bool) -> None:
    """Show the items of a list: into a pipe one a line, with tabs between, as they come."""
    if is_json:
        say_json([dumped(item) for item in items])
        return
    rows = (_row(dumped(item)) for item in items)
    if stdout().is_terminal:
        _table(list(rows))
        return
    names: list[str] | None = None
    for row in rows:
        if names is None:
            names = list(row)
            say("\t".join(map(one_line, names)))
        say("\t".join(one_line(_shown(row.get(name))) for name in names))


def _show_files(saved: Sequence[Path], outputs: Outputs) -> None:
    console = stdout()
    way = way_of(console, os.environ) if outputs.thumbnails is not False else None
    for path in saved:
        say(os.fspath(path))
        if way is not None:
            show_thumbnail(console, path, way)


def _note_pictures(result: TaskResult[Any], saved: int) -> None:
    refused = len(result.images.refused)
    if refused:
        what = "1 picture" if refused == 1 else f"{refused} pictures"
        tell(
            f"{what} did not pass the service's content check, and {'is' if refused == 1 else 'are'} not saved"
        )
    elif not saved and result.state == "succeeded":
        tell("the task made no pictures")


def _show_task(result: TaskResult[Any]) -> None:
    pairs = [("task_id", result.task_id), ("operation", result.operation), ("state", result.state)]
    if result.message:
        pairs.append(("message", result.message))
    if result.progress.percentage is not None and not result.progress.is_done:
        pairs.append(("percentage", f"{result.progress.percentage:g}"))
    pictures = [
        (f"picture {image.number}", " ".join(part for part in _picture(image) if part))
        for image in result.images
    ]
    _pairs([*pairs, *(pictures or _flat(dumped(result.info)))])


def _picture(image: Any) -> Iterator[str]:
    yield "refused by the content check" if image.is_refused else ""
    yield f"seed {image.seed}" if image.seed is not None else ""
    yield image.url or ""


def _pairs(pairs: Sequence[tuple[str, Any]]) -> None:
    console = stdout()
    if not console.is_terminal:
        for name, value in pairs:
            say(f"{one_line(name)}: {one_line(_shown(value))}" if name else one_line(_shown(value)))
        return
    from rich.text import Text

    column = max((len(plain(name)) for name, _ in pairs), default=0)
    for name, value in pairs:
        style = _STATE_STYLES.get(str(value), "") if name == "state" else ""
        text = plain(_shown(value)).replace("\n", f"\n{' ' * (column + 2)}")
        label = Text(one_line(name).ljust(column), style=_KEY)
        console.print(Text.assemble(label, "  " if column else "", (text, style)), soft_wrap=True)


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the values of a document with the ways to them."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{name}[{index}]")
    else:
        yield name, value


def _row(item: Any) -> dict[str, Any]:
    return item if isinstance(item, dict) else {"item": item}


def _table(rows: list[dict[str, Any]]) -> None:
    """Show rows side by side where that fits, or else one below the other."""
    console = stdout()
    names = list(dict.fromkeys(name for row in rows for name in row if row[name] not in (None, "", [], {})))
    if not rows:
        tell("there are none")
    elif len(names) > _MOST_COLUMNS:
        for number, row in enumerate(rows):
            if number:
                say("")
            _pairs([(name, row[name]) for name in names if row.get(name) not in (None, "", [], {})])
    else:
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, header_style=_KEY)
        for name in names:
            table.add_column(Text(one_line(name)))
        for row in rows:
            table.add_row(*(Text(plain(_shown(row.get(name))), overflow="fold") for name in names))
        console.print(table)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        import json

        return json.dumps(value, ensure_ascii=False)
    return str(value)
