"""What a survey found, as Markdown: documents by title, never by where they lay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from tests.documents.survey import Check, Result

_HEAD: Final = (
    "document",
    "OpenAPI",
    "size",
    "operations",
    "models",
    "generate",
    "import",
    "mypy --strict",
    "pyright",
    "calls fine",
    "notices",
)
_SHOWN_REASONS: Final = 20


def report(results: Sequence[Result]) -> str:
    """Return the report on documents."""
    parts = [_INTRODUCTION, _table(results), _faults(results), _notices(results)]
    return "\n".join(part for part in parts if part).rstrip() + "\n"


_INTRODUCTION: Final = """\
# Documents of others

The generator has nothing of one API in it. `make documents SPECS=folder` takes every OpenAPI document of a folder
through the same steps and writes this page:

- **generate**: `python -m generator generate --rules openapi`, in seconds;
- **import**: every module is imported and every model built, in seconds;
- **mypy, pyright**: over the whole package, in seconds, with the number of errors;
- **calls**: every operation is called three times: sync and async with all that it takes, sync with the least. The
  values are made from the schemas of the document, and a mock holds each request to the document as its file has it,
  with a validator and an own reading of styles, forms and parts that share nothing with the generator; it answers with
  a sample of what the document promises, which has to come back whole, and of the type that the signature names.
- **notices**: how often the generator told, with file and line, of something that the client does not do.
"""


def _table(results: Sequence[Result]) -> str:
    lines = [_row(_HEAD), _row(["---", "---", *["---:"] * (len(_HEAD) - 2)])]
    lines += [_row(_cells(result)) for result in results]
    return "\n".join(lines) + "\n"


def _cells(result: Result) -> list[str]:
    start = [_text(result.title), result.version, _size(result.size)]
    if result.failure and not result.operations:
        return [*start, *["-"] * (len(_HEAD) - len(start) - 1), _text(result.failure)]
    return [
        *start,
        str(result.operations),
        str(result.models),
        f"{result.generate_seconds:.1f}",
        "-" if result.import_seconds is None else f"{result.import_seconds:.1f}",
        _check(result.mypy),
        _check(result.pyright),
        f"{result.calls - len(result.call_failures)}/{result.calls}",
        str(sum(result.notices.values())),
    ]


def _check(check: Check | None) -> str:
    if check is None:
        return "-"
    count = len(check.errors)
    return f"{check.seconds:.0f} s, {count} error{'' if count == 1 else 's'}"


def _faults(results: Sequence[Result]) -> str:
    lines = [line for result in results for line in _faults_of(result)]
    return "\n".join(["## What went wrong", "", *lines, ""]) if lines else ""


def _faults_of(result: Result) -> list[str]:
    checks = {"mypy": result.mypy, "pyright": result.pyright}
    found = [f"- {_text(result.title)}: {_text(result.failure)}"] if result.failure else []
    found += [f"- {_text(result.title)}: import: {_text(line)}" for line in result.import_failures]
    for name, check in checks.items():
        errors = check.errors if check is not None else ()
        found += [f"- {_text(result.title)}: {name}: {_text(line)}" for line in errors[:_SHOWN_REASONS]]
    shown = result.call_failures[:_SHOWN_REASONS]
    found += [f"- {_text(result.title)}: {_text(name)}: {_text(reason)}" for name, reason in shown]
    more = len(result.call_failures) - len(shown)
    return [*found, f"- {_text(result.title)}: and {more} more calls"] if more > 0 else found


def _notices(results: Sequence[Result]) -> str:
    total: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for result in results:
        total.update(result.notices)
        documents.update(dict.fromkeys(result.notices, 1))
    lines = ["## What the client does not do", ""]
    if not total:
        return "\n".join([*lines, "Nothing that these documents ask for.", ""])
    lines += [_row(["notice", "times", "documents"]), _row(["---", "---:", "---:"])]
    lines += [_row([_text(kind), str(count), str(documents[kind])]) for kind, count in total.most_common()]
    return "\n".join([*lines, ""])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def _text(text: str) -> str:
    """Return text of a document as text in a table."""
    folded = " ".join(text.split())
    for char in "\\|<[*_":
        folded = folded.replace(char, f"\\{char}" if char != "<" else "&lt;")
    return folded
