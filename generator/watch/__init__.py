"""Keeps a package in step with the spec while somebody edits it.

What is decided here is decided without waiting: `Watch` is told what changed, and tells what came of it. Only
`events` listens to the file system.
"""

from generator.watch.builder import Order, WarmBuilder
from generator.watch.rounds import Round, Watch
from generator.watch.scope import Scope
from generator.watch.update import Update, update_package

__all__ = ["Order", "Round", "Scope", "Update", "WarmBuilder", "Watch", "update_package"]
