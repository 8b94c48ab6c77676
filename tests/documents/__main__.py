"""`python -m tests.documents FOLDER`: whether documents of others give working clients."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from generator.output import write_file
from tests.documents.described import documents_in
from tests.documents.report import report
from tests.documents.survey import Result, survey


def main(
    folder: Annotated[
        Path, typer.Argument(help="A folder of OpenAPI documents, or one of them.", exists=True)
    ],
    out: Annotated[
        Path | None, typer.Option(help="The Markdown file to write; else standard output.")
    ] = None,
    types: Annotated[
        bool, typer.Option(help="Run mypy and pyright too, which takes most of the time.")
    ] = True,
    keep: Annotated[Path | None, typer.Option(help="A folder in which the packages stay.")] = None,
) -> None:
    """Generate, import, type-check and call every document of a folder; exit 1 where one does not work."""
    files = documents_in(folder)
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as made:
        for number, file in enumerate(files):
            result = survey(file, (keep or Path(made)) / f"document_{number}", checks_types=types)
            results.append(result)
            typer.echo(f"{'ok    ' if result.is_fine else 'FAILED'} {file.name}: {_line(result)}", err=True)
    text = report(sorted(results, key=lambda result: result.title.lower()))
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_file(text, out)
    raise typer.Exit(0 if all(result.is_fine for result in results) else 1)


def _line(result: Result) -> str:
    if result.failure:
        return result.failure
    fine = result.calls - len(result.call_failures)
    return f"{result.operations} operations, {result.models} models, {fine}/{result.calls} calls fine"


if __name__ == "__main__":
    typer.run(main)
