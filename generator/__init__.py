"""Turns one hand-maintained OpenAPI document into a typed Python client.

One direction of travel: source (files with line numbers) -> bundle (one document) -> lint (complaints)
-> ir (what the client is made of) -> render (text) -> package (files on disk).
"""

__version__ = "0.1.0"
