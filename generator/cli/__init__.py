"""The command line: `python -m generator COMMAND`."""

from __future__ import annotations

from generator.cli.app import app, main

__all__ = ["app", "main"]
