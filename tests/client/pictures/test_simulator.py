"""Every operation whose tasks make pictures: they are found in its answer, and saved, as the simulator paints them."""

from __future__ import annotations

from pathlib import Path

import pytest
from imgopen._runtime.catalogue import find
from imgopen._runtime.pictures import DownloadSource, Images, pictures_in
from imgopen_mock.testing import ImgOpenMock
from PIL import Image

from tests.client.conftest import client_class
from tests.client.pictures.conftest import AGENT, family_named
from tests.support.http import httpx
from tests.support.operations import OperationCase, cases, keys


def queries() -> list[OperationCase]:
    """Return the queries that have pictures in their answers."""
    found = []
    for case in cases():
        report = find(f"{case.group.attribute}.{case.operation.method}").report
        if report is not None and report.pictures is not None and case.prelude() is not None:
            found.append(case)
    return found


@pytest.mark.parametrize("case", queries(), ids=lambda case: case.id)
@pytest.mark.filterwarnings("ignore::imgopen.InferredOperationWarning")
def test_its_pictures_are_saved(case: OperationCase, imgopen_mock: ImgOpenMock, tmp_path: Path) -> None:
    report = find(f"{case.group.attribute}.{case.operation.method}").report
    prelude = case.prelude()
    assert report is not None
    assert prelude is not None
    submit, arguments = prelude
    with client_class("")(**keys()) as client:
        submit.call(client)
        assert not pictures_in(case.call(client, **arguments), report.pictures)
        imgopen_mock.advance(600)
        found = pictures_in(case.call(client, **arguments), report.pictures)
    assert found
    with httpx.Client() as http:
        source = DownloadSource(
            client=lambda: http, family=family_named("httpx"), timeout=5.0, max_retries=0, user_agent=AGENT
        )
        saved = Images(found, "fox-1", source).save_all(tmp_path, include_refused=True)
    assert len(saved) == len(found)
    for path in saved:
        with Image.open(path) as picture:
            picture.verify()


def test_there_are_such_queries() -> None:
    assert queries()
