"""One callback, sent to receivers that behave, and to those that do not."""

from __future__ import annotations

import asyncio
import gc
import gzip
import socket
import ssl
import time
import tracemalloc
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen_mock.core.exchange.callbacks import CallbackRequest, NoReply, Outcome, Reply
from imgopen_mock.courier import AddressPolicy
from imgopen_mock.courier.sender import Sender
from imgopen_mock.courier.wire import MOST_BODY

from tests.mock_server.courier.receivers import (
    OK,
    Receiver,
    Script,
    answering,
    deaf,
    dripping,
    endless,
    hanging,
    listening,
    resetting,
)

pytestmark = pytest.mark.anyio

Listen: TypeAlias = Callable[..., Awaitable[Receiver]]
MakeCallback: TypeAlias = Callable[[str], CallbackRequest]

BELL = Path(__file__).with_name("bell.pem")
SHORT = 0.2
MUCH = 16 * 1024 * 1024
HEAD = b"HTTP/1.1 200 OK\r\n"


def sized(body: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join([b"HTTP/1.1 200 OK", b"content-length: %d" % len(body), *headers, b"", body])


def names(**addresses: list[str]) -> Callable[[str], Awaitable[Iterable[str]]]:
    async def resolve(name: str) -> Iterable[str]:
        return addresses[name.partition(".")[0]]

    return resolve


async def send(url: str, *, timeout: float = 10, policy: AddressPolicy | None = None) -> Outcome:
    callback = CallbackRequest(url, "POST", {"content-type": "application/json"}, b'{"fired":true}')
    return await Sender(policy or AddressPolicy(), timeout=timeout).send(callback)


async def test_what_is_sent(listen: Listen, callback: MakeCallback) -> None:
    seen: list[bytes] = []
    receiver = await listen(answering(OK, seen=seen))
    assert await Sender(AddressPolicy()).send(callback(f"{receiver.url}/a%20b?c=d&%7e#e")) == Reply(
        200, b"ok"
    )
    head, _, body = seen[0].partition(b"\r\n\r\n")
    line, *headers = head.decode().split("\r\n")
    assert line == "POST /bell/a%20b?c=d&%7e HTTP/1.1"
    assert dict(header.lower().split(": ") for header in headers) == {
        "host": f"127.0.0.1:{receiver.port}",
        "content-type": "application/json",
        "content-length": "14",
        "accept-encoding": "identity",
        "connection": "close",
    }
    assert body == b'{"fired":true}'


async def test_the_callback_does_not_decide_how_it_is_sent(listen: Listen) -> None:
    seen: list[bytes] = []
    receiver = await listen(answering(OK, seen=seen))
    headers = {
        "host": "kiln.test",
        "content-length": "1",
        "accept-encoding": "gzip",
        "connection": "keep-alive",
    }
    assert await Sender(AddressPolicy()).send(CallbackRequest(receiver.url, "PUT", headers, b"{}")) == Reply(
        200, b"ok"
    )
    sent = seen[0].lower()
    assert sent.startswith(b"put ")
    assert sent.endswith(b"\r\n\r\n{}")
    assert b"content-length: 2\r\n" in sent
    assert f"host: 127.0.0.1:{receiver.port}\r\n".encode() in sent
    assert b"accept-encoding: identity\r\n" in sent
    assert b"connection: close\r\n" in sent
    assert sent.count(b"\r\n") == 6


async def test_the_user_in_a_url_is_not_sent(listen: Listen) -> None:
    seen: list[bytes] = []
    receiver = await listen(answering(OK, seen=seen))
    assert await send(f"http://me:pass@127.0.0.1:{receiver.port}/") == Reply(200, b"ok")
    assert f"host: 127.0.0.1:{receiver.port}\r\n".encode() in seen[0].lower()
    assert b"authorization" not in seen[0].lower()


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        (OK, Reply(200, b"ok")),
        (b"HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n", Reply(200, b"")),
        (b"HTTP/1.1 204 No Content\r\n\r\n", Reply(204, b"")),
        (b"HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n", Reply(304, b"")),
        (b"HTTP/1.1 201 Made\r\ncontent-length: 3\r\n\r\nabcdef", Reply(201, b"abc")),
        (b"HTTP/1.1 404 Not Found\r\ncontent-length: 1\r\n\r\nx", Reply(404, b"x")),
        (b"HTTP/1.1 599 ?\r\ncontent-length: 1\r\n\r\nx", Reply(599, b"x")),
        (b"HTTP/1.0 200 OK\r\n\r\nuntil the end", Reply(200, b"until the end")),
        (b"HTTP/1.1 200 OK\r\n\r\nuntil the end", Reply(200, b"until the end")),
        (b"HTTP/1.0 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nok", Reply(200, b"ok")),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\na\r\n2;x=y\r\nbc\r\n0\r\n\r\n", Reply(200, b"abc")),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\nx: y\r\n\r\n", Reply(200, b"a")),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nx: y\r\n\r\n" + OK, Reply(200, b"ok")),
        (sized(b"{not JSON"), Reply(200, b"{not JSON")),
        (sized(b"\xff\x00"), Reply(200, b"\xff\x00")),
    ],
)
async def test_answers(listen: Listen, answer: bytes, reply: Reply) -> None:
    receiver = await listen(answering(answer))
    assert await send(receiver.url) == reply


async def test_an_answer_in_many_pieces(listen: Listen) -> None:
    receiver = await listen(answering(*(bytes([byte]) for byte in OK)))
    assert await send(receiver.url) == Reply(200, b"ok")


async def test_a_receiver_that_answers_before_it_reads(listen: Listen) -> None:
    async def impatient(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 413 No\r\ncontent-length: 2\r\n\r\nno")
        await reader.read(1)

    receiver = await listen(impatient)
    assert await send(receiver.url) == Reply(413, b"no")


async def test_a_redirect_is_an_answer_and_nobody_follows_it(listen: Listen) -> None:
    elsewhere = await listen(answering(OK))
    for place in (elsewhere.url, "http://10.0.0.1/", "/there", "\\\\", "file:///etc/passwd"):
        for status in (301, 302, 303, 307, 308):
            answer = f"HTTP/1.1 {status} Away\r\nlocation: {place}\r\ncontent-length: 0\r\n\r\n"
            receiver = await listen(answering(answer.encode()))
            assert await send(receiver.url) == Reply(status, b"")
            assert receiver.connections == 1
    assert elsewhere.connections == 0


async def test_cookies_are_not_kept(listen: Listen, callback: MakeCallback) -> None:
    seen: list[bytes] = []
    receiver = await listen(answering(sized(b"", b"set-cookie: a=b; path=/"), seen=seen))
    sender = Sender(AddressPolicy())
    for _ in range(2):
        await sender.send(callback(receiver.url))
    assert len(seen) == 2
    assert not any(b"cookie" in request.lower() for request in seen)


async def test_proxies_of_the_environment_are_not_used(
    listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, receiver = await listen(answering(OK)), await listen(answering(sized(b"direct")))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    assert await send(receiver.url) == Reply(200, b"direct")
    assert proxy.connections == 0


async def test_every_callback_has_a_connection_of_its_own(listen: Listen, callback: MakeCallback) -> None:
    receiver = await listen(answering(OK))
    sender = Sender(AddressPolicy())
    for count in range(1, 20):
        assert await sender.send(callback(receiver.url)) == Reply(200, b"ok")
        assert receiver.connections == count


@pytest.mark.parametrize("over", [0, 1])
@pytest.mark.parametrize("how", ["length", "chunks", "end"])
async def test_the_longest_answer(listen: Listen, how: str, over: int) -> None:
    body = b"x" * (MOST_BODY + over)
    answer = {
        "length": sized(body),
        "chunks": HEAD + b"transfer-encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body), body),
        "end": HEAD + b"\r\n" + body,
    }[how]
    receiver = await listen(answering(answer))
    too_long = NoReply("the answer is longer than 65536 bytes")
    assert await send(receiver.url) == (too_long if over else Reply(200, body))


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD + b"content-length: 1000000000\r\n\r\n", b"x" * 65536),
        (HEAD + b"\r\n", b"x" * 65536),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        (HEAD + b"content-encoding: gzip\r\n\r\n", b"\x1f\x8b" * 32768),
    ],
)
async def test_a_gigabyte_is_not_read(listen: Listen, start: bytes, piece: bytes) -> None:
    written: list[int] = []
    receiver = await listen(endless(start, piece, written))
    assert await send(receiver.url) == NoReply("the answer is longer than 65536 bytes")
    await receiver.dropped.wait()
    assert written[0] < MUCH


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD, b"x: y\r\n" * 1000),
        (HEAD + b"x: ", b"y" * 6000),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n1;", b"z" * 6000),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n", b"x: y\r\n" * 1000),
    ],
)
async def test_headers_without_end_are_not_read(listen: Listen, start: bytes, piece: bytes) -> None:
    written: list[int] = []
    receiver = await listen(endless(start, piece, written))
    reason = f"the headers of the answer of 127.0.0.1:{receiver.port} are too long"
    assert await send(receiver.url) == NoReply(reason)
    await receiver.dropped.wait()
    assert written[0] < MUCH


async def test_a_bomb_is_not_unpacked(listen: Listen) -> None:
    bomb = gzip.compress(bytes(50 * 1024 * 1024), 9)
    assert len(bomb) < MOST_BODY
    receiver = await listen(answering(sized(bomb, b"content-encoding: gzip")))
    tracemalloc.start()
    outcome = await send(receiver.url)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcome == Reply(200, bomb)
    assert peak < MUCH


@pytest.mark.parametrize(
    "garbage",
    [
        b"SSH-2.0-OpenSSH_9.9\r\n\r\n",
        b"\x15\x03\x01\x00\x02\x02\x16",
        bytes(range(256)) + b"\r\n\r\n",
        b"\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 000 OK\r\n\r\n",
        b"HTTP/1.1 1000 OK\r\n\r\n",
        b"HTTP/11 200 OK\r\n\r\n",
        HEAD + b"no colon\r\n\r\n",
        HEAD + b"a b: c\r\n\r\n",
        HEAD + b"a: b\x00\r\n\r\n",
        HEAD + b"content-length: -1\r\n\r\n",
        HEAD + b"content-length: many\r\n\r\n",
        HEAD + b"content-length: " + b"9" * 100 + b"\r\n\r\n",
        HEAD + b"content-length: 1\r\ncontent-length: 2\r\n\r\nab",
        HEAD + b"transfer-encoding: gzip\r\n\r\n",
        HEAD + b"transfer-encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"transfer-encoding: chunked\r\n\r\n-1\r\n",
        HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\nabc\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
    ],
)
async def test_garbage(listen: Listen, garbage: bytes) -> None:
    receiver = await listen(answering(garbage))
    reason = f"127.0.0.1:{receiver.port} answered something that is not HTTP"
    assert await send(receiver.url) == NoReply(reason)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (answering(), "{} closed the connection without an answer"),
        (answering(b"HTTP/1.1 2"), "{} closed the connection without an answer"),
        (answering(HEAD + b"content-le"), "{} closed the connection without an answer"),
        (answering(b"HTTP/1.1 100 Continue\r\n\r\n"), "{} closed the connection without an answer"),
        (
            answering(HEAD + b"content-length: 9\r\n\r\n"),
            "{} closed the connection in the middle of its answer",
        ),
        (
            answering(HEAD + b"content-length: 9\r\n\r\nx"),
            "{} closed the connection in the middle of its answer",
        ),
        (
            answering(HEAD + b"transfer-encoding: chunked\r\n\r\n9\r\nx"),
            "{} closed the connection in the middle of its answer",
        ),
        (
            answering(HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\nx\r\n"),
            "{} closed the connection in the middle of its answer",
        ),
        (resetting, "connection reset by {}"),
    ],
)
async def test_receivers_that_hang_up(listen: Listen, script: Script, reason: str) -> None:
    receiver = await listen(script)
    assert await send(receiver.url) == NoReply(reason.format(f"127.0.0.1:{receiver.port}"))


async def test_nobody_listens() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        peer = "{}:{}".format(*held.getsockname())
        for scheme in ("http", "https"):
            assert await send(f"{scheme}://{peer}/") == NoReply(f"connection refused by {peer}")


@pytest.mark.parametrize(
    "script",
    [
        deaf,
        hanging(),
        hanging(b"HTTP/1.1 200 OK\r\nx: "),
        hanging(HEAD + b"content-length: 9\r\n\r\nx"),
        hanging(HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\nx\r\n"),
        hanging(HEAD + b"\r\nwithout an end"),
        dripping(b""),
        dripping(HEAD + b"x: "),
        dripping(HEAD + b"content-length: 60000\r\n\r\n"),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", []),
    ],
)
async def test_receivers_that_take_too_long(listen: Listen, script: Script) -> None:
    receiver = await listen(script)
    began = time.monotonic()
    assert await send(receiver.url, timeout=SHORT) == NoReply("no answer within 0.2 s")
    assert SHORT <= time.monotonic() - began < 10
    if script is not deaf:
        await receiver.dropped.wait()


async def test_a_receiver_that_does_not_even_accept() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        for scheme in ("http", "https"):
            url = "{}://{}:{}/".format(scheme, *listener.getsockname())
            assert await send(url, timeout=SHORT) == NoReply("no answer within 0.2 s")


async def test_a_name_server_that_takes_too_long() -> None:
    async def resolve(name: str) -> Iterable[str]:
        await asyncio.Event().wait()
        raise AssertionError

    outcome = await send("http://bell.test/", policy=AddressPolicy((), resolve), timeout=SHORT)
    assert outcome == NoReply("no answer within 0.2 s")


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("http://", NoReply("the callback URL is malformed: it has no host")),
        (
            "http://127.0.0.1:99999/",
            NoReply("the callback URL is malformed: its port is not in the range 1 to 65535"),
        ),
        (
            "http://127.0.0.1:9/\ud800",
            NoReply("the callback URL is malformed: it has a space or a control character in it"),
        ),
        (
            "ftp://127.0.0.1/",
            NoReply("callbacks go to http and https URLs only, not to ftp ones", refused=True),
        ),
        (
            "http://10.0.0.1/",
            NoReply(
                "10.0.0.1 is not an allowed address (callbacks go to loopback only; see --callback-allow)",
                refused=True,
            ),
        ),
        ("http://nowhere.test/", NoReply("the address of nowhere.test cannot be found: it has none")),
    ],
)
async def test_what_is_not_even_sent(url: str, outcome: NoReply, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object, **__: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(asyncio.get_running_loop(), "create_connection", connect)
    assert await send(url, policy=AddressPolicy((), names(nowhere=[]))) == outcome


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("PO ST", {}),
        ("POST", {"x": "a\r\nb: c"}),
        ("POST", {"x": "ü"}),
        ("POST", {"x y": "a"}),
        ("POST", {"x": "a\x00"}),
    ],
)
async def test_a_request_that_breaks_the_rules_is_not_sent(
    listen: Listen, method: str, headers: Mapping[str, str]
) -> None:
    receiver = await listen(answering(OK))
    outcome = await Sender(AddressPolicy()).send(CallbackRequest(receiver.url, method, headers, b"{}"))
    assert outcome == NoReply("the callback cannot be written as an HTTP request")


async def test_a_name_is_resolved_once_and_its_address_connected_to(
    listen: Listen, callback: MakeCallback, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    async def resolve(name: str) -> Iterable[str]:
        asked.append(name)
        return answers.pop(0)

    async def getaddrinfo(*_: object, **__: object) -> None:
        raise AssertionError("resolved again")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)
    seen: list[bytes] = []
    receiver = await listen(answering(OK, seen=seen))
    sender = Sender(AddressPolicy((), resolve))
    request = callback(f"http://Bell.test:{receiver.port}/")
    assert await sender.send(request) == Reply(200, b"ok")
    assert asked == ["bell.test"]
    assert f"host: bell.test:{receiver.port}\r\n".encode() in seen[0].lower()

    outcome = await sender.send(request)
    assert isinstance(outcome, NoReply)
    assert outcome.refused
    assert receiver.connections == 1
    assert asked == ["bell.test", "bell.test"]


@pytest.mark.parametrize(
    "host", ["2130706433", "127.1", "0x7f.0.0.1", "[::ffff:127.0.0.1]", "localhost", "LOCALHOST."]
)
async def test_other_forms_of_the_address_arrive(listen: Listen, host: str) -> None:
    seen: list[bytes] = []
    receiver = await listen(answering(OK, seen=seen))
    assert await send(f"http://{host}:{receiver.port}/") == Reply(200, b"ok")
    assert f"host: {host.lower().removesuffix('.')}:{receiver.port}\r\n".encode() in seen[0].lower()


async def test_ipv6(listen: Listen) -> None:
    seen: list[bytes] = []
    receiver = await listen(answering(OK, seen=seen), host="::1")
    assert await send(f"http://[::1]:{receiver.port}/") == Reply(200, b"ok")
    assert f"host: [::1]:{receiver.port}\r\n".encode() in seen[0].lower()


async def test_the_address_that_takes_the_connection_gets_the_callback(listen: Listen) -> None:
    receiver = await listen(answering(OK))
    policy = AddressPolicy((), names(bell=["10.0.0.1", "::1", "127.0.0.2", "127.0.0.1", "10.0.0.2"]))
    assert await send(f"http://bell.test:{receiver.port}/", policy=policy) == Reply(200, b"ok")
    assert receiver.connections == 1


async def test_a_callback_that_was_sent_is_not_sent_to_the_next_address(listen: Listen) -> None:
    receiver = await listen(answering())
    policy = AddressPolicy((), names(bell=["127.0.0.1", "127.0.0.1", "::1"]))
    outcome = await send(f"http://bell.test:{receiver.port}/", policy=policy)
    assert outcome == NoReply(f"127.0.0.1:{receiver.port} closed the connection without an answer")
    assert receiver.connections == 1


async def test_none_of_the_addresses_takes_the_connection(listen: Listen) -> None:
    receiver = await listen(answering(OK))
    policy = AddressPolicy((), names(bell=["::1", "127.0.0.2"]))
    outcome = await send(f"http://bell.test:{receiver.port}/", policy=policy)
    assert outcome == NoReply(f"connection refused by 127.0.0.2:{receiver.port}")


def server_tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(BELL)
    return context


async def test_tls_names_the_host_while_the_address_is_connected_to(
    listen: Listen, callback: MakeCallback
) -> None:
    asked: list[str | None] = []
    server, client = server_tls(), ssl.create_default_context(cafile=str(BELL))
    server.sni_callback = lambda _socket, name, _context: asked.append(name)
    receiver = await listen(answering(OK), tls=server)
    sender = Sender(AddressPolicy((), names(bell=["127.0.0.1"], gong=["127.0.0.1"])), tls=client)
    assert await sender.send(callback(f"https://bell.test:{receiver.port}/")) == Reply(200, b"ok")
    outcome = await sender.send(callback(f"https://gong.test:{receiver.port}/"))
    assert isinstance(outcome, NoReply)
    assert outcome.reason.startswith(
        f"the certificate of 127.0.0.1:{receiver.port} is not trusted: Hostname mismatch"
    )
    assert asked == ["bell.test", "gong.test"]


async def test_a_certificate_that_nobody_vouches_for(listen: Listen) -> None:
    receiver = await listen(answering(OK), tls=server_tls())
    outcome = await send(receiver.url)
    assert isinstance(outcome, NoReply)
    assert outcome.reason.startswith(f"the certificate of 127.0.0.1:{receiver.port} is not trusted: self")


async def test_tls_where_there_is_none_and_none_where_there_is(listen: Listen) -> None:
    async def confused(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(OK)

    plain, secret = await listen(confused), await listen(answering(OK), tls=server_tls())
    assert await send(f"https://127.0.0.1:{plain.port}/") == NoReply(
        f"TLS with 127.0.0.1:{plain.port} failed: wrong version number"
    )
    assert isinstance(await send(f"http://127.0.0.1:{secret.port}/"), NoReply)


async def test_tls_that_breaks_in_the_middle(listen: Listen, callback: MakeCallback) -> None:
    async def breaking(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received, answer = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = server_tls().wrap_bio(received, answer, server_side=True)
        while True:
            try:
                tls.do_handshake()
                break
            except ssl.SSLWantReadError:
                writer.write(answer.read())
                received.write(await reader.read(65536))
        writer.write(answer.read() + b"this is no TLS")

    receiver = await listen(breaking)
    trusting = ssl.create_default_context(cafile=str(BELL))
    sender = Sender(AddressPolicy((), names(bell=["127.0.0.1"])), tls=trusting)
    outcome = await sender.send(callback(f"https://bell.test:{receiver.port}/"))
    assert outcome == NoReply(f"TLS with 127.0.0.1:{receiver.port} failed: wrong version number")
    await receiver.dropped.wait()


async def test_tls_that_takes_too_long(listen: Listen) -> None:
    receiver = await listen(lambda reader, writer: reader.read(1))
    outcome = await send(f"https://127.0.0.1:{receiver.port}/", timeout=SHORT)
    assert outcome == NoReply("no answer within 0.2 s")
    await receiver.dropped.wait()


async def test_cancelling_passes_through_and_closes_the_connection(listen: Listen) -> None:
    arrived = asyncio.Event()

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        arrived.set()

    receiver = await listen(script)
    for scheme in ("http", "https"):
        arrived.clear()
        receiver.dropped.clear()
        task = asyncio.create_task(send(f"{scheme}://127.0.0.1:{receiver.port}/"))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await receiver.dropped.wait()


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_no_time_at_all(timeout: float) -> None:
    with pytest.raises(ValueError, match="a callback cannot take"):
        Sender(AddressPolicy(), timeout=timeout)


@given(answer=st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(HEAD.__add__)))
@settings(max_examples=100)
async def test_any_bytes_are_a_reply_or_none(answer: bytes) -> None:
    async with listening(answering(answer)) as receiver:
        outcome = await send(receiver.url)
    assert isinstance(outcome, Reply) or (outcome.reason.isprintable() and not outcome.refused)


def open_files() -> int:
    listed = Path("/proc/self/fd")
    return len(list(listed.iterdir())) if listed.is_dir() else 0


def memory_held() -> int:
    """Return the bytes that the courier and what it is built on have taken, as far as they were watched."""
    places = ("imgopen_mock", "httpx", "httpcore", "h11", "anyio", "asyncio")
    watched = [tracemalloc.Filter(inclusive=True, filename_pattern=f"*/{place}/*") for place in places]
    traces = tracemalloc.take_snapshot().filter_traces(watched).statistics("filename")
    return sum(statistic.size for statistic in traces)


async def test_bad_receivers_leave_nothing_behind(callback: MakeCallback) -> None:
    ending = [
        answering(OK),
        answering(),
        answering(b"garbage\r\n\r\n"),
        answering(HEAD + b"content-length: 9\r\n\r\nx"),
        resetting,
        endless(HEAD + b"\r\n", b"x" * 65536, []),
        endless(HEAD, b"x: y\r\n" * 1000, []),
    ]
    lasting = [hanging(HEAD), hanging(HEAD + b"content-length: 9\r\n\r\nx"), dripping(HEAD + b"\r\n")]
    patient, hasty = Sender(AddressPolicy()), Sender(AddressPolicy(), timeout=SHORT)

    async def deliver(times: int) -> None:
        async with AsyncExitStack() as stack:
            urls = [(await stack.enter_async_context(listening(script))).url for script in ending]
            long = [(await stack.enter_async_context(listening(script))).url for script in lasting]
            long += [url.replace("http:", "https:") for url in long]
            for _ in range(times):
                outcomes = await asyncio.gather(*(patient.send(callback(url)) for url in urls))
                assert [isinstance(outcome, Reply) for outcome in outcomes] == [True] + [False] * 6
            outcomes = await asyncio.gather(*(hasty.send(callback(url)) for url in long))
            assert set(outcomes) == {NoReply("no answer within 0.2 s")}
        gc.collect()

    await deliver(2)
    files, tasks = open_files(), len(asyncio.all_tasks())
    tracemalloc.start()
    await deliver(2)
    before = memory_held()
    await deliver(20)
    after = memory_held()
    tracemalloc.stop()
    assert open_files() <= files
    assert len(asyncio.all_tasks()) <= tasks
    assert after - before < 10_000


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_cancelling_at_any_moment_closes_the_connection(callback: MakeCallback, scheme: str) -> None:
    answered = 0
    sender = Sender(
        AddressPolicy((), names(bell=["127.0.0.1"])), tls=ssl.create_default_context(cafile=str(BELL))
    )
    files = open_files()
    async with listening(answering(OK), tls=server_tls() if scheme == "https" else None) as receiver:
        for turns in range(60):
            task = asyncio.create_task(sender.send(callback(f"{scheme}://bell.test:{receiver.port}/")))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            with suppress(asyncio.CancelledError):
                answered += await task == Reply(200, b"ok")
    gc.collect()
    assert answered
    assert open_files() <= files
