"""Telling of changes: in the terminal, as JSON, as Markdown."""
