"""The command line: `python -m tests.mutants`."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, NoReturn

import typer
from imgopen_contract.document import Document, load_document

from generator.source.complaint import SpecError
from tests.mutants.derive import mutants_of
from tests.mutants.equivalent import Entry, EquivalentError, load
from tests.mutants.mutant import Mutant, Side
from tests.mutants.progress import Progress
from tests.mutants.run import Work
from tests.mutants.sample import sampled
from tests.mutants.score import Score, fate_of, print_score
from tests.mutants.sides import ClientWorkshop, workshops_of
from tests.mutants.trial import Outcome

NOT_ALL_KILLED = 1
USAGE = 2

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")


@app.command()
def mutate(
    side: Annotated[
        Side | None, typer.Option("--side", help="Change this side alone.", show_default="both")
    ] = None,
    operation: Annotated[
        str | None,
        typer.Option("--operation", help="Look at this operation alone, by its operationId.", metavar="NAME"),
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option("--sample", min=1, help="Try only so many mutants, of every kind some.", metavar="N"),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Which ones the sample has.", metavar="S")] = 0,
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, help="How many processes work on it.", metavar="N")
    ] = os.cpu_count() or 1,
    is_list: Annotated[bool, typer.Option("--list", help="Print the names of the mutants and stop.")] = False,
    is_verbose: Annotated[
        bool, typer.Option("--verbose", help="Print of each mutant which test killed it.")
    ] = False,
    is_whole: Annotated[
        bool,
        typer.Option("--whole", help="Generate all operations for each client; the same result, and slower."),
    ] = False,
) -> None:
    """Change the document in one place after another, and see whether the contract suite notices.

    Each rule is loosened and tightened: limits by the smallest step and by a lot, types widened and narrowed, values
    and fields added and removed, patterns changed at each sign; then there are defaults, answers, deliveries and
    states. A mutant is one such change on one side. For the **client**, the package is generated anew from the changed
    bundle of `spec/`; only the linter is left out, since examples and defaults no longer fit. For the **simulator**,
    one is made of the changed bundle. The other side and the suite keep to the real document, so that a check has to
    fail: then the mutant is *killed*.

    A survivor is a hole in the suite, unless `tests/mutants/equivalent.yaml` says why nobody could tell the
    difference. *Refused* are mutants of which nothing could be made.

    Everything takes some minutes. Progress goes to standard error; the score, the survivors and the refused to
    standard output.

    Exit codes: 0 all were killed or are listed as equivalent; 1 some were not, the list is out of date, or the suite
    fails without any change; 2 the command line, the list or the spec is wrong.
    """
    document = load_document()
    every = mutants_of(document)
    mutants = _chosen(document, every, side, operation)
    if sample is not None:
        mutants = sampled(mutants, sample, seed)
    if is_list:
        for mutant in mutants:
            typer.echo(mutant.id)
        return
    try:
        entries = load()
        work = _work(document, mutants, is_whole=is_whole)
    except (EquivalentError, SpecError) as error:
        _stop(str(error), USAGE)
    red = work.red_without_change()
    if red is not None:
        _stop(f"the suite fails although nothing was changed: {red}", NOT_ALL_KILLED)
    score = Score(_outcomes(work, entries, jobs, is_verbose=is_verbose), every, entries)
    print_score(score)
    if not score.is_perfect:
        raise typer.Exit(NOT_ALL_KILLED)


def main() -> None:
    """Run the command line."""
    app(prog_name="python -m tests.mutants")


def _chosen(
    document: Document, every: Sequence[Mutant], side: Side | None, operation: str | None
) -> Sequence[Mutant]:
    names = [known.id for known in document.operations]
    wanted = [mutant for mutant in every if side in (None, mutant.side)]
    if operation is None:
        return wanted
    if operation not in names:
        close = get_close_matches(operation, names, n=1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(names)}"
        _stop(f"--operation {operation}: there is no such operation; {hint}", USAGE)
    return [alone for alone in (mutant.only_for(operation) for mutant in wanted) if alone.uses]


def _work(document: Document, mutants: Sequence[Mutant], *, is_whole: bool) -> Work:
    workshops = workshops_of(document, whole=is_whole)
    client = workshops[Side.client]
    if isinstance(client, ClientWorkshop) and json.dumps(client.bundle.document) != json.dumps(document.data):
        _stop("generated/openapi.json is not what spec/ gives; run `make generate`", USAGE)
    return Work(document, mutants, workshops)


def _outcomes(work: Work, entries: Sequence[Entry], jobs: int, *, is_verbose: bool) -> dict[Mutant, Outcome]:
    """Try all mutants, and return what became of them in the order of the document."""
    found: dict[Mutant, Outcome] = {}
    with Progress(len(work.mutants)) as progress:
        for mutant, outcome in work.outcomes(jobs):
            found[mutant] = outcome
            fate = fate_of(mutant, outcome, entries)
            progress.add(fate)
            if is_verbose:
                typer.echo(f"{fate}: {mutant.id}" + (f" by {outcome.by}" if outcome.by else ""))
    return {mutant: found[mutant] for mutant in work.mutants}


def _stop(text: str, code: int) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(code)
