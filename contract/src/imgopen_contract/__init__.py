"""Holds an Img Open service, and whoever receives its callbacks, to the rules of the OpenAPI document.

Every case is derived from the document; nothing in here knows an operation, a field or a limit.
"""

from __future__ import annotations

__version__ = "0.1.0"
