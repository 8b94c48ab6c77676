"""The pictures of a finished task: found in its answer, fetched, saved whole or not at all."""

from __future__ import annotations

from .found import Found, pictures_in
from .image import AsyncImage, Image
from .images import AsyncImages, Images
from .source import AsyncDownloadSource, DownloadSource, default_async_source, default_source

__all__ = [
    "AsyncDownloadSource",
    "AsyncImage",
    "AsyncImages",
    "DownloadSource",
    "Found",
    "Image",
    "Images",
    "default_async_source",
    "default_source",
    "pictures_in",
]
