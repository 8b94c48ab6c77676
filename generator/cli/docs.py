"""From the spec to the reference: `docs`."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from typing import Annotated, Final

import typer

from generator.cli.common import (
    DEFAULT_PACKAGE,
    DEFAULT_SPEC,
    USAGE,
    PackageOption,
    RulesOption,
    SpecOption,
    check_package_name,
    or_stop,
)
from generator.lint import RuleSet

_DEFAULT_OUT: Final = Path("build/docs")
_NEEDED: Final = ("sphinx", "furo", "myst_parser")


def docs_command(
    spec: SpecOption = DEFAULT_SPEC,
    out: Annotated[
        Path, typer.Option("--out", help="The folder of the site; it is replaced.")
    ] = _DEFAULT_OUT,
    package: PackageOption = DEFAULT_PACKAGE,
    rules: RulesOption = RuleSet.house,
    guides: Annotated[
        Path | None,
        typer.Option(
            "--guides", help="A folder of pages written by hand; `index.md` goes on the start page."
        ),
    ] = None,
    changelog: Annotated[Path | None, typer.Option("--changelog", help="A changelog in Markdown.")] = None,
    source_only: Annotated[
        bool, typer.Option("--source-only", help="Write the Markdown that Sphinx would read, and no site.")
    ] = False,
) -> None:
    """Write the reference as a site: a page an operation, the models, errors, callbacks.

    The site needs neither network nor server: open it from the disk. A failure, a warning of Sphinx included, leaves
    the old site as it was. Needs the extra `docs`.
    """
    check_package_name(package)
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing and not source_only:
        typer.echo(f"{', '.join(missing)} not installed: pip install 'imgopen-generator[docs]'", err=True)
        raise typer.Exit(USAGE)
    start = time.perf_counter()
    pages = or_stop(
        lambda: _write(spec, out, package, rules, guides, changelog, is_source=source_only),
        f"Writing the reference of {spec}",
    )
    typer.echo(f"{out}: {pages} pages in {time.perf_counter() - start:.1f} s")
    if not source_only:
        typer.echo(f"Open {(out / 'index.html').resolve().as_uri()}")


def _write(
    spec: Path,
    out: Path,
    package: str,
    rules: RuleSet,
    guides: Path | None,
    changelog: Path | None,
    *,
    is_source: bool,
) -> int:
    from generator.ir import build_api
    from generator.reference import (
        Guides,
        build_site,
        read_changelog,
        read_guides,
        reference_files,
        write_source,
    )
    from generator.steps import blaming, load

    bundle = load(spec, rules)
    written = read_guides(guides) if guides is not None else Guides("", {}, {})
    history = read_changelog(changelog) if changelog is not None else ""
    with blaming(bundle):
        api = build_api(bundle, package, is_strict=rules is RuleSet.house)
        files = reference_files(api, bundle, written, history)
    (write_source if is_source else build_site)(files, written.pictures, out)
    return sum(name.endswith(".md") for name in files)
