"""Whatever is answered, a call gives a result or an error of the package, and never anything else."""

from __future__ import annotations

from collections.abc import Sequence

import imgopen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.client.robustness.answers import (
    SPECIAL_BODIES,
    SPECIAL_HEADERS,
    Odd,
    answers,
    as_bytes,
    promised,
    special_envelopes,
)
from tests.client.robustness.ways import USES, Side, Use, failure_of
from tests.support.http import httpx


class _Answering:
    """Clients of one side, one of which follows redirects, and the answers that they get, the last one for ever."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._answers: Sequence[Odd] = ()
        self._asked = 0
        self._https = [
            side.http(self._answer, follow_redirects=follows, max_redirects=3) for follows in (False, True)
        ]
        self._clients = [side.client(http_client=http, max_retries=1) for http in self._https]

    def check(self, use: Use, given_answers: Sequence[Odd], *, follows: bool = False) -> None:
        """Use a client; anything but a result and an error of the package is passed on."""
        self._answers, self._asked = given_answers, 0
        self._https[follows].cookies.clear()
        error = failure_of(lambda: use.run(self._side, self._clients[follows]))
        assert error is None or str(error)
        assert self._asked >= 1

    def _answer(self, _: httpx.Request) -> httpx.Response:
        self._asked += 1
        return self._answers[min(self._asked, len(self._answers)) - 1].response()


@pytest.mark.parametrize("use", USES, ids=lambda use: use.name)
def test_only_errors_of_the_package_come_out(use: Use, side: Side) -> None:
    answering = _Answering(side)

    @settings(max_examples=12)
    @given(drawn=st.lists(answers(use.case), min_size=1, max_size=3), follows=st.booleans())
    def check(drawn: list[Odd], follows: bool) -> None:
        answering.check(use, drawn, follows=follows)

    check()


@pytest.mark.parametrize("use", USES, ids=lambda use: use.name)
def test_so_it_is_with_every_oddity_that_is_known(use: Use, side: Side) -> None:
    answering = _Answering(side)
    for body in [*SPECIAL_BODIES, *special_envelopes()]:
        for status in (200, 400):
            answering.check(use, [Odd(status, (), body)])
    for header in SPECIAL_HEADERS:
        for status in (200, 204, 302, 308, 429, 503):
            answering.check(use, [Odd(status, (as_bytes(*header),))], follows=True)


@pytest.mark.parametrize("use", [use for use in USES if use.case is not None], ids=lambda use: use.name)
def test_the_promised_answer_is_read(use: Use, side: Side) -> None:
    """The answers that hypothesis alters are good ones: else nothing but their envelope would be looked at."""
    assert use.case is not None
    http = side.http(lambda _: httpx.Response(200, json=promised(use.case)))
    client = side.client(http_client=http)
    if use.name in ("submit", "raw", "call", "post", "poll", "resume"):
        use.run(side, client)
    elif use.name == "list":
        assert use.run(side, client)
    else:
        with pytest.raises(imgopen.TaskTimeoutError):
            use.run(side, client)
