"""From the representation of a client to the text of its files."""

from generator.render.package import render_package

__all__ = ["render_package"]
