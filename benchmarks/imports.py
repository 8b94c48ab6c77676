"""What a program pays before its first answer: importing, opening a client, the first call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from benchmarks.exchange import Document, Exchange
from benchmarks.peers import NAME, PACKAGE
from benchmarks.process import read, run
from benchmarks.row import Row, compare
from benchmarks.stopwatch import Samples, interleave
from benchmarks.workshop import Measurement, Workshop

GOAL: Final = 1.2


def _measure_import(workshop: Workshop) -> Iterator[Row]:
    yield _row(
        workshop,
        "import",
        ours="import imgopen",
        peer="import httpx",
        third=lambda: f"import {PACKAGE}",
        goal=GOAL,
    )


def _measure_opening(workshop: Workshop) -> Iterator[Row]:
    document = workshop.document
    yield _row(
        workshop,
        "import and open a client",
        ours=f"from imgopen import ImgOpen\nImgOpen(**{document.key_arguments!r})",
        peer=f"import httpx\nhttpx.Client(headers={document.key_headers!r})",
        third=lambda: (
            f"from {PACKAGE} import Client\n"
            f"Client(base_url={document.base_url!r}, headers={document.key_headers!r}).get_httpx_client()"
        ),
    )


def _measure_first_call(workshop: Workshop) -> Iterator[Row]:
    document, exchange = workshop.document, workshop.exchanges[0]
    transport = _transport(exchange)
    yield _row(
        workshop,
        "import, open, first call",
        ours=transport + _our_first_call(document, exchange),
        peer=transport + _plain_first_call(document, exchange),
        third=lambda: transport + workshop.peer_client.first_call(exchange),
    )


def _measure_from_the_start(workshop: Workshop) -> Iterator[Row]:
    document, exchange = workshop.document, workshop.exchanges[0]
    transport = _transport(exchange)
    yield _row(
        workshop,
        "from process start to the first answer",
        ours=transport + _our_first_call(document, exchange),
        peer=transport + _plain_first_call(document, exchange),
        third=lambda: transport + workshop.peer_client.first_call(exchange),
        cost=_wall,
    )


def _transport(exchange: Exchange) -> str:
    return (
        "import httpx\n"
        "def answer(request):\n"
        "    headers = {'Content-Type': 'application/json'}\n"
        f"    return httpx.Response(200, content={exchange.answer!r}, headers=headers)\n"
        "transport = httpx.MockTransport(answer)\n"
    )


def _our_first_call(document: Document, exchange: Exchange) -> str:
    return (
        "from imgopen import ImgOpen\n"
        f"client = ImgOpen(**{document.key_arguments!r}, http_client=httpx.Client(transport=transport))\n"
        f"client.{exchange.group}.{exchange.method_name}(**{exchange.arguments!r})\n"
    )


def _plain_first_call(document: Document, exchange: Exchange) -> str:
    return (
        f"client = httpx.Client(transport=transport, headers={document.key_headers!r})\n"
        f"client.{exchange.method}({exchange.url!r}, json={exchange.body!r}).json()\n"
    )


def _row(
    workshop: Workshop,
    what: str,
    *,
    ours: str,
    peer: str,
    third: Callable[[], str],
    goal: float | None = None,
    cost: Callable[..., float] | None = None,
) -> Row:
    cost = cost or _cpu
    sides = {"imgopen": partial(cost, workshop, ours), "httpx": partial(cost, workshop, peer)}
    try:
        side = partial(cost, workshop, third(), str(workshop.peer_client.folder))
        side()
        sides[NAME] = side
    except Exception as error:
        workshop.leave_out(f"the row `{what}`", error)
    found = interleave(sides, workshop.rounds(25, 7), workshop.progress.step)
    samples = {name: Samples(name, tuple(seconds)) for name, seconds in found.items()}
    return compare(what, samples["imgopen"], samples["httpx"], third=samples.get(NAME), goal=goal)


def _cpu(workshop: Workshop, work: str, folder: str = "") -> float:
    """Return the CPU seconds of some Python in a fresh interpreter, whose own start does not count."""
    path = f"sys.path.insert(0, {folder!r})\n" if folder else ""
    code = (
        f"import sys, time\n{path}start = time.process_time()\n{work}\nprint(time.process_time() - start)\n"
    )
    return float(read(["-I", "-W", "ignore", "-c", code], workshop.folder).split()[-1])


def _wall(workshop: Workshop, work: str, folder: str = "") -> float:
    """Return the seconds that a process takes from its start to its end, for some Python."""
    path = f"import sys\nsys.path.insert(0, {folder!r})\n" if folder else ""
    return run(["-I", "-W", "ignore", "-c", f"{path}{work}"], workshop.folder).wall


MEASUREMENTS: Final = (
    Measurement("import", _measure_import),
    Measurement("import and open a client", _measure_opening),
    Measurement("import, open, first call", _measure_first_call),
    Measurement("from process start to the first answer", _measure_from_the_start),
)
