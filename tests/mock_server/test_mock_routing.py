"""Which operation a request is for."""

from __future__ import annotations

import pytest
from imgopen_mock import Bundle
from imgopen_mock.core.exchange.routing import NoRoute, Route, Router


@pytest.fixture
def router(kiln: Bundle) -> Router:
    return Router(kiln.operations)


@pytest.mark.parametrize(
    ("method", "path", "operation", "values"),
    [
        ("POST", "/firings", "fire", {}),
        ("POST", "/%66irings", "fire", {}),
        ("GET", "/shelves/12", "lookAtShelf", {"number": "12"}),
        ("DELETE", "/shelves/12", "clearShelf", {"number": "12"}),
        ("GET", "/shelves/a%2Fb%20c", "lookAtShelf", {"number": "a/b c"}),
        ("POST", "/kilns/north/state", "readKiln", {"kiln": "north"}),
        ("POST", "/kilns/yard/north/state", "readKiln", {"kiln": "yard/north"}),
        ("POST", "/kilns/yard/state/state", "readKiln", {"kiln": "yard/state"}),
        ("POST", "/kilns/all/state", "readKilns", {}),
        ("POST", "/kilns/all/all/state", "readKiln", {"kiln": "all/all"}),
    ],
)
def test_found(router: Router, method: str, path: str, operation: str, values: dict[str, str]) -> None:
    route = router.find(method, path)
    assert isinstance(route, Route)
    assert (route.operation.id, route.path) == (operation, values)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "*",
        "/firings/",
        "//firings",
        "/Firings",
        "/shelves/",
        "/shelves/1/2",
        "/kilns//state",
        "/kilns/state",
        "/kilns/all%2Fstate",
    ],
)
def test_not_found(router: Router, path: str) -> None:
    route = router.find("POST", path)
    assert isinstance(route, NoRoute)
    assert route.allowed == ()


def test_nearest_path_is_offered_only_if_it_is_near(router: Router) -> None:
    assert router.find("POST", "/firing") == NoRoute((), "/firings")
    assert router.find("POST", "/xyz") == NoRoute((), None)


def test_other_methods_of_the_path_are_named(router: Router) -> None:
    assert router.find("PUT", "/shelves/3") == NoRoute(("GET", "DELETE"), None)
