"""Which addresses callbacks may go to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from imgopen_mock.courier import AddressPolicy
from imgopen_mock.courier.addresses import AddressError, ForbiddenAddressError, resolve
from imgopen_mock.courier.hosts import Address, HostError, normal_host, read_address

pytestmark = pytest.mark.anyio

KILN = "10.1.2.3"
NAMES = {
    "bell.test": ["127.0.0.1"],
    "both.test": ["::1", "127.0.0.1"],
    "mixed.test": [KILN, "127.0.0.1", "10.9.9.9"],
    "mapped.test": [f"::ffff:{KILN}"],
    "kiln.test": [KILN],
    "empty.test": [],
    "odd.test": ["what?"],
}


def wide(text: str) -> str:
    """Write letters and digits as wide as Chinese characters; browsers read them like the narrow ones."""
    return "".join(
        chr(ord(letter) + 0xFEE0) if letter.isascii() and letter.isalnum() else letter for letter in text
    )


class Phonebook:
    """A resolver without a network; numeric forms are read as the system does."""

    def __init__(self, names: Mapping[str, Iterable[str]] = NAMES) -> None:
        self.names = dict(names)
        self.asked: list[str] = []

    async def __call__(self, name: str) -> Iterable[str]:
        self.asked.append(name)
        if name in self.names:
            return self.names[name]
        answers = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(answer[4][0]) for answer in answers]


async def judge(host: str, *allowed: str, names: Mapping[str, Iterable[str]] = NAMES) -> list[str]:
    return [
        str(address) for address in await AddressPolicy(allowed, Phonebook(names)).judge(normal_host(host))
    ]


@pytest.mark.parametrize(
    ("host", "addresses"),
    [
        ("127.0.0.1", ["127.0.0.1"]),
        ("127.255.255.254", ["127.255.255.254"]),
        ("127.0.0.1.", ["127.0.0.1"]),
        ("[::1]", ["::1"]),
        ("[0:0:0:0:0:0:0:1]", ["::1"]),
        ("[::ffff:127.0.0.1]", ["127.0.0.1"]),
        ("[::FFFF:7f00:1]", ["127.0.0.1"]),
        ("2130706433", ["127.0.0.1"]),
        ("0x7f000001", ["127.0.0.1"]),
        ("0X7F.1", ["127.0.0.1"]),
        ("0177.0.0.1", ["127.0.0.1"]),
        ("127.1", ["127.0.0.1"]),
        ("%31%32%37.0.0.1", ["127.0.0.1"]),
        (wide("127。0。0。1"), ["127.0.0.1"]),
        ("BELL.test", ["127.0.0.1"]),
        ("bell.test.", ["127.0.0.1"]),
        (wide("BELL.test"), ["127.0.0.1"]),
        ("both.test", ["::1", "127.0.0.1"]),
        ("mixed.test", ["127.0.0.1"]),
    ],
)
async def test_loopback_is_always_allowed(host: str, addresses: list[str]) -> None:
    assert await judge(host) == addresses


FORMS_OF_THE_KILN = [
    KILN,
    f"{KILN}.",
    "167838211",
    "0xa010203",
    "0x0A.1.2.3",
    "012.1.2.3",
    "10.66051",
    "10.1.515",
    f"[::ffff:{KILN}]",
    "[::FFFF:0a01:0203]",
    "%31%30.1.2.3",
    wide("10.1.2.3"),
    "10。1。2。3",
    "kiln.test",
    "KILN.test.",
    "mapped.test",
]


@pytest.mark.parametrize("host", FORMS_OF_THE_KILN)
async def test_no_form_of_another_address_is_allowed(host: str) -> None:
    with pytest.raises(ForbiddenAddressError, match="is not an allowed address"):
        await judge(host)


@pytest.mark.parametrize("host", FORMS_OF_THE_KILN)
@pytest.mark.parametrize(
    "allowed",
    [KILN, "10.0.0.0/8", f"::ffff:{KILN}", "::ffff:10.0.0.0/104", "kiln.test", "KILN.test.", "mapped.test"],
)
async def test_every_form_of_an_allowed_address_is(host: str, allowed: str) -> None:
    assert await judge(host, allowed) == [KILN]


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",
        "0",
        "[::]",
        "[::127.0.0.1]",
        "[::ffff:0.0.0.0]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fe80::1%25lo]",
        "[ff02::1]",
        "[::2]",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "128.0.0.1",
        "126.255.255.255",
    ],
)
async def test_what_resembles_loopback_is_not(host: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        await judge(host)


async def test_networks_hold_what_they_say() -> None:
    assert await judge("169.254.169.254", "169.254.0.0/16") == ["169.254.169.254"]
    assert await judge("[64:ff9b::a01:203]", "64:ff9b::/96") == ["64:ff9b::a01:203"]
    assert await judge("0.0.0.0", "0.0.0.0") == ["0.0.0.0"]
    for host in ("10.2.0.0", "[64:ff9b::a01:203]", "[2002:a01:203::]"):
        with pytest.raises(ForbiddenAddressError):
            await judge(host, "10.1.0.0/16")


async def test_only_the_allowed_addresses_of_a_name_are_used() -> None:
    assert await judge("mixed.test", "10.9.0.0/16") == ["127.0.0.1", "10.9.9.9"]
    assert await judge("mixed.test", "kiln.test") == [KILN, "127.0.0.1"]
    assert await judge("mixed.test", "mixed.test") == [KILN, "127.0.0.1", "10.9.9.9"]


async def test_a_name_is_judged_anew_each_time() -> None:
    phonebook = Phonebook({"turn.test": ["127.0.0.1"]})
    policy = AddressPolicy((), phonebook)
    assert await policy.judge("turn.test") == (IPv4Address("127.0.0.1"),)
    phonebook.names["turn.test"] = [KILN]
    with pytest.raises(ForbiddenAddressError):
        await policy.judge("turn.test")
    assert phonebook.asked == ["turn.test", "turn.test"]


async def test_an_allowed_name_stands_for_the_addresses_that_it_has_now() -> None:
    phonebook = Phonebook({"home.test": [KILN], "gone.test": []})
    policy = AddressPolicy(("home.test", "gone.test", "unknown.test"), phonebook)
    assert await policy.judge(KILN) == (IPv4Address(KILN),)
    phonebook.names["home.test"] = ["10.1.2.4"]
    assert await policy.judge("10.1.2.4") == (IPv4Address("10.1.2.4"),)
    with pytest.raises(ForbiddenAddressError):
        await policy.judge(KILN)


async def test_an_allowed_name_is_not_asked_twice() -> None:
    phonebook = Phonebook()
    assert await AddressPolicy(("kiln.test",), phonebook).judge("kiln.test")
    assert phonebook.asked == ["kiln.test"]


async def test_allowed_names_are_not_asked_for_nothing() -> None:
    phonebook = Phonebook()
    assert await AddressPolicy(("kiln.test", "10.0.0.0/8"), phonebook).judge(KILN)
    assert phonebook.asked == []


@pytest.mark.parametrize("host", ["empty.test", "odd.test", "unknown.test", f"{'a' * 63}.{'b' * 63}.test"])
async def test_a_name_without_an_address_is_not_forbidden_but_cannot_be_found(host: str) -> None:
    with pytest.raises(AddressError, match=rf"the address of {host} cannot be found: \w+") as caught:
        await judge(host)
    assert not isinstance(caught.value, ForbiddenAddressError)


@pytest.mark.parametrize(
    ("host", "allowed", "message"),
    [
        (KILN, (), f"{KILN} is not an allowed address (callbacks go to loopback only; see --callback-allow)"),
        (
            "kiln.test",
            ("a.test",),
            f"kiln.test ({KILN}) is not an allowed address (callbacks go to loopback, a.test; see --callback-allow)",
        ),
    ],
)
async def test_a_refusal_names_the_address_and_the_way_out(
    host: str, allowed: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ForbiddenAddressError) as caught:
        await judge(host, *allowed)
    assert str(caught.value) == message


async def test_a_refusal_does_not_name_a_hundred_addresses() -> None:
    names = {"many.test": [f"10.0.0.{number}" for number in range(1, 101)]}
    with pytest.raises(ForbiddenAddressError) as caught:
        await judge("many.test", names=names)
    assert str(caught.value).startswith("many.test (10.0.0.1, 10.0.0.2, 10.0.0.3, ...) is not")


async def test_the_system_is_asked_without_waiting_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    async def getaddrinfo(*args: object, **options: object) -> list[object]:
        asked.append(args)
        return [
            (2, 1, 6, "", ("127.0.0.1", 0)),
            (10, 1, 6, "", ("::1", 0, 0, 0)),
            (2, 1, 6, "", ("127.0.0.1", 0)),
        ]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)
    assert list(await resolve("bell.test")) == ["127.0.0.1", "::1"]
    assert asked == [("bell.test", None)]


def test_what_is_allowed_can_be_told() -> None:
    assert AddressPolicy().text == "loopback only"
    allowed = (
        "Host.docker.internal",
        "10.0.0.0/8",
        "fd00::1",
        "10.0.0.0/8",
        "::ffff:10.0.0.1",
        "bücher.test",
    )
    text = "loopback, host.docker.internal, 10.0.0.0/8, fd00::1, 10.0.0.1, xn--bcher-kva.test"
    assert AddressPolicy(allowed).text == text


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("", "must not be empty"),
        (" ", "must not be empty"),
        ("http://kiln.test", "give the host alone, without scheme, port and path"),
        ("10.0.0.1/8", "'10.0.0.1/8' is not a network: 10.0.0.1/8 has host bits set"),
        ("10.0.0.0/33", "'10.0.0.0/33' is not a network: "),
        ("kiln.test/8", "'kiln.test/8' is not a network: "),
        ("kiln.test:80", "is not a host name, an IP address or a network such as 10.0.0.0/8"),
        ("10.0.0.1:80", "is not a host name, "),
        ("[::1]", "is not a host name, "),
        ("*", "is not a host name, "),
        ("*.test", "is not a host name, "),
        ("a b", "is not a host name, "),
        ("a,b", "is not a host name, "),
        ("k%69ln.test", "is not a host name, "),
        ("me@kiln.test", "is not a host name, "),
        ("167838211", "is not a host name, "),
        ("0xa010203", "is not a host name, "),
        ("127.1", "is not a host name, "),
        ("10.0.0.256", "is not a host name, "),
        ("kiln..test", "is not a host name, "),
        ("a" * 64, "is not a host name, "),
        ("\ud800", "is not a host name, "),
    ],
)
def test_a_bad_entry_is_refused(entry: str, problem: str) -> None:
    with pytest.raises(ValueError, match=r"^.*$") as caught:
        AddressPolicy(("kiln.test", entry))
    assert problem in str(caught.value)


addresses = st.one_of(
    st.ip_addresses(),
    st.ip_addresses(network="127.0.0.0/8"),
    st.ip_addresses(network="10.0.0.0/8"),
    st.ip_addresses(network="::/126"),
    st.ip_addresses(network="::ffff:0:0/96"),
)
LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


def final(text: str) -> Address:
    address = ip_address(text)
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


@given(
    names=st.dictionaries(
        st.sampled_from(["a.test", "b.test", "c.test"]), st.lists(addresses.map(str), max_size=5)
    ),
    host=st.sampled_from(["a.test", "b.test", "c.test"]),
    allowed=st.lists(
        st.one_of(
            st.sampled_from(["a.test", "b.test", "10.0.0.0/8", "::/126", "0.0.0.0/0", "10.128.0.0/9"]),
            addresses.map(str),
        ),
        max_size=3,
    ),
)
async def test_nothing_is_ever_returned_that_is_not_allowed(
    names: dict[str, list[str]], host: str, allowed: list[str]
) -> None:
    networks = [*LOOPBACK]
    for entry in allowed:
        for text in names.get(entry, []) if entry.endswith("test") else [entry]:
            networks.append(ip_network(text if "/" in text else str(final(text))))
    expected = [
        address
        for address in map(final, names.get(host, []))
        if any(address in network for network in networks)
    ]
    try:
        judged = await AddressPolicy(tuple(allowed), Phonebook(names)).judge(host)
    except AddressError:
        judged = ()
    assert list(judged) == expected


def forms(address: IPv4Address) -> list[str]:
    """Write an address in every way that somebody reads."""
    number = int(address)
    a, b, c, d = address.packed
    return [
        str(address),
        f"{address}.",
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{number & 0xFFFFFF}",
        f"{a}.{b}.{number & 0xFFFF}",
        f"{a:#x}.{b:#x}.{c:#X}.{d:#x}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        "".join(f"%{ord(letter):02x}" for letter in str(address)),
        wide(str(address)),
        f"[::ffff:{address}]",
        f"[::ffff:{a:02x}{b:02x}:{c:02X}{d:02X}]",
    ]


@given(address=st.ip_addresses(v=4), form=st.integers(0, 12))
async def test_every_form_of_an_address_is_judged_by_the_address(address: IPv4Address, form: int) -> None:
    host = forms(address)[form]
    if address.is_loopback:
        assert await judge(host) == [str(address)]
    else:
        with pytest.raises(ForbiddenAddressError):
            await judge(host)
        assert await judge(host, str(address)) == [str(address)]


@given(text=st.one_of(st.text(max_size=30), st.from_regex(r"[\[\]a-f0-9:.%x]{1,30}", fullmatch=True)))
def test_a_host_is_read_in_one_way_or_not_at_all(text: str) -> None:
    try:
        host = normal_host(text)
    except HostError:
        return
    assert host.isascii()
    assert host == host.strip()
    assume(":" not in host and "%" not in text)
    assert normal_host(host) == host
    assert normal_host(f"{host}.") == host


def test_an_address_is_read_in_its_usual_form_only() -> None:
    assert read_address("10.0.0.1") == IPv4Address("10.0.0.1")
    assert read_address("::ffff:10.0.0.1") == IPv4Address("10.0.0.1")
    assert read_address("fd00::1") == IPv6Address("fd00::1")
    assert read_address("010.0.0.1") is None
    assert read_address("167772161") is None
