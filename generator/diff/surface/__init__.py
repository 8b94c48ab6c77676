"""Comparing the two clients themselves: what callers write, and what they get, beside what the documents say."""

from __future__ import annotations

from generator.diff.surface.operations import SurfaceComparer

__all__ = ["SurfaceComparer"]
