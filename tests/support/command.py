"""The generator's command line, run in this process."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from generator.cli import app

REPOSITORY = Path(__file__).resolve().parents[2]
SPEC = REPOSITORY / "spec" / "openapi.yaml"
GENERATED = REPOSITORY / "generated"


def run(*arguments: str | Path) -> Result:
    """Run `python -m generator` with the arguments."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])
