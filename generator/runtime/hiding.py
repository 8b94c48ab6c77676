"""URLs that hold keys and do not show them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from .families import Family
from .redaction import MASK

if TYPE_CHECKING:
    import httpx


def hidden(family: Family, url: httpx.URL, names: frozenset[str]) -> httpx.URL:
    """Return a URL that is sent as it is, and written into logs and messages without the values of some parameters.

    The HTTP libraries log each request with its URL; what they send they do not take from the text of it.
    """
    found: httpx.URL = _class_for(family, names)(url)
    return found


@cache
def _class_for(family: Family, names: frozenset[str]) -> type[httpx.URL]:
    base = family.URL
    choice = "|".join(re.escape(quote(name, safe="")) for name in sorted(names))
    pattern = re.compile(f"([?&](?:{choice})=)[^&#]*")

    def shown(url: httpx.URL) -> str:
        return pattern.sub(rf"\g<1>{MASK}", base.__str__(url))

    def represented(url: httpx.URL) -> str:
        return pattern.sub(rf"\g<1>{MASK}", base.__repr__(url))

    return type(base.__name__, (base,), {"__str__": shown, "__repr__": represented})
