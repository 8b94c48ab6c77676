"""Illustrates children's books."""

from storybook.bookshelf import Bookshelf
from storybook.drawing import NotDrawnError, Page, illustrate, illustrate_async, submit

__all__ = ["Bookshelf", "NotDrawnError", "Page", "illustrate", "illustrate_async", "submit"]
