"""The pytest plugin: the fixture `imgopen_mock`, its marker, and a section in the report of a failed test.

It is loaded in every run of pytest wherever the package is installed, so it imports nothing until it is used.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from imgopen_mock.testing import ImgOpenMock as ImgOpenMock

_NAME = "imgopen_mock"
_SECTION = "imgopen-mock"
_SETTINGS = ("bundle", "seed", "task_seconds", "base_url")
_MOCK: pytest.StashKey[ImgOpenMock] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        f"{_NAME}(*, bundle=None, seed=0, task_seconds=None, base_url=()): settings of the fixture {_NAME}",
    )


@pytest.fixture
def imgopen_mock(request: pytest.FixtureRequest) -> Iterator[ImgOpenMock]:
    """A simulated service: httpx reaches it under the API's own address, and its clock stands still."""
    with make(request.node) as mock:
        request.node.stash[_MOCK] = mock
        yield mock


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add what the simulator saw to the report of a failed test."""
    report = yield
    mock = item.stash.get(_MOCK, None)
    if mock is not None and report.failed:
        from imgopen_mock.testing.summary import summary

        report.sections.append((_SECTION, summary(mock)))
    if mock is not None and call.when == "teardown":
        del item.stash[_MOCK]
    return report


def make(item: pytest.Item) -> ImgOpenMock:
    """Make a simulated service with the settings of a test's markers; one that is nearer to the test wins.

    Raises:
        pytest.UsageError: A marker says something that cannot be.
    """
    from imgopen_mock.testing import ImgOpenMock

    __tracebackhide__ = True  # a mistake in a marker is to be shown, and not the way to it
    settings: dict[str, Any] = {}
    for marker in item.iter_markers(_NAME):
        if marker.args:
            raise pytest.UsageError(f"pytest.mark.{_NAME} takes keywords only")
        settings = {**marker.kwargs, **settings}
    if settings.get("bundle") is not None:
        settings["bundle"] = item.config.rootpath / settings["bundle"]
    unknown = settings.keys() - _SETTINGS
    if unknown:
        raise pytest.UsageError(
            f"pytest.mark.{_NAME}: there is no setting {min(unknown)!r}; there are {', '.join(_SETTINGS)}"
        )
    try:
        return ImgOpenMock(**settings)
    except (TypeError, ValueError) as error:
        raise pytest.UsageError(f"pytest.mark.{_NAME}: {error}") from None


def __getattr__(name: str) -> Any:
    """Import what the fixture gives only for those who ask for it."""
    if name == "ImgOpenMock":
        from imgopen_mock.testing import ImgOpenMock

        return ImgOpenMock
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
