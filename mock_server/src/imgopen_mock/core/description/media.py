"""Media types."""

from __future__ import annotations


def is_json(media_type: str) -> bool:
    """Tell whether a media type is JSON: `application/json`, or any that ends in `+json`."""
    name = media_type.partition(";")[0].strip().lower()
    return name == "application/json" or name.endswith("+json")
