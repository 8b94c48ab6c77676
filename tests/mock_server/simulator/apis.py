"""The APIs that the tests are run with: the real one, and a made-up one in which nothing is as in the real one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from imgopen_mock.core.tasks.catalogue import Catalogue
from imgopen_mock.packaged import load_catalogue

from tests.mock_server.simulator.documents import Api, Operation

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[2]

REAL: Final = Api("real", json.loads((_ROOT / "generated" / "openapi.json").read_bytes()), load_catalogue())
BAKERY: Final = Api(
    "bakery",
    json.loads((_HERE / "bakery.json").read_bytes()),
    Catalogue(
        {"loaves": tuple({"title": f"loaf {number % 3}"} for number in range(7))},
        {"captions": ("warm", "crisp"), "styles": ("round", "flat", "long")},
    ),
)
APIS: Final = (REAL, BAKERY)

OPERATIONS: Final = tuple(operation for api in APIS for operation in api.operations)
SUBMITS: Final = tuple(operation for operation in OPERATIONS if operation.role == "submit")
QUERIES: Final = tuple(operation for operation in OPERATIONS if operation.role == "query")
IMMEDIATE: Final = tuple(operation for operation in OPERATIONS if operation.role == "immediate")
LISTS: Final = tuple(operation for operation in OPERATIONS if operation.pages)
RINGING: Final = tuple(operation for operation in SUBMITS if operation.callback_nodes)


def each(name: str, operations: tuple[Operation, ...]) -> pytest.MarkDecorator:
    """Run a test once for every operation."""
    return pytest.mark.parametrize(
        name, operations, ids=[f"{found.api.name}-{found.id}" for found in operations]
    )
