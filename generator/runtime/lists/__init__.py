"""Lists that are read page by page."""

from .items import AsyncItems, Items
from .page import AsyncPage, Page

__all__ = ["AsyncItems", "AsyncPage", "Items", "Page"]
