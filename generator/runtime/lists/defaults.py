"""How lists are read unless the caller says otherwise."""

from typing import Final

DEFAULT_PAGE_SIZE: Final = 50
"""How many items are fetched at once."""
