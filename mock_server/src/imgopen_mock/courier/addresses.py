"""The addresses that callbacks may go to: loopback, and what was allowed besides."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TypeAlias

from imgopen_mock.courier.hosts import Address, HostError, normal_host, read_address

Network: TypeAlias = IPv4Network | IPv6Network

Resolver: TypeAlias = Callable[[str], Awaitable[Iterable[str]]]
"""Returns the addresses of a name, the preferred one first; raises OSError if there are none."""

_MAPPED = IPv6Network("::ffff:0:0/96")
_NUMERIC = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_MOST_SHOWN = 3


async def resolve(name: str) -> Iterable[str]:
    """Ask the system for the addresses of a name, in a thread, so that nothing else waits."""
    answers = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return dict.fromkeys(str(address[0]) for *_, address in answers)


class AddressError(Exception):
    """A callback cannot go to a host; the message says why, in one line for people."""


class ForbiddenAddressError(AddressError):
    """The host has addresses, but none that is allowed."""


class AddressPolicy:
    """Judges hosts by the addresses that they have at the moment; nothing is remembered from one time to the next.

    Args:
        allowed: What is allowed besides loopback: host names, IP addresses, networks such as `10.0.0.0/8`. A name
            stands for the addresses that it has when a host is judged.
        resolver: How the addresses of a name are found.

    Raises:
        ValueError: An entry is none of these.
    """

    def __init__(self, allowed: Iterable[str] = (), resolver: Resolver = resolve) -> None:
        entries = [_entry(text) for text in allowed]
        self._networks = tuple(entry for entry in entries if not isinstance(entry, str))
        self._names = tuple(dict.fromkeys(entry for entry in entries if isinstance(entry, str)))
        self._resolver = resolver
        self._text = (
            ", ".join(["loopback", *dict.fromkeys(map(_show, entries))]) if entries else "loopback only"
        )

    @property
    def text(self) -> str:
        """What is allowed, for people: `loopback only`, or `loopback, host.docker.internal, 10.0.0.0/8`."""
        return self._text

    async def judge(self, host: str) -> tuple[Address, ...]:
        """Return the addresses of a host that are allowed, the preferred one first; at least one.

        Connect to one of these and not to the host, which may have other addresses when it is asked again.

        Args:
            host: As `normal_host` returns it.

        Raises:
            ForbiddenAddressError: None of its addresses is allowed.
            AddressError: It has no addresses.
        """
        literal = read_address(host)
        addresses = (literal,) if literal else await self._find(host)
        allowed = {address for address in addresses if self._is_allowed(address)}
        if len(allowed) < len(addresses) and self._names:
            # A name with many addresses may tell others each time, so an allowed one is not asked twice.
            allowed.update(addresses if host in self._names else await self._named())
        judged = tuple(address for address in addresses if address in allowed)
        if not judged:
            raise ForbiddenAddressError(self._refusal(host, addresses))
        return judged

    def _is_allowed(self, address: Address) -> bool:
        return address.is_loopback or any(address in network for network in self._networks)

    async def _find(self, name: str) -> tuple[Address, ...]:
        try:
            answers = await self._resolver(name)
        except OSError as error:
            reason = error.strerror or "it has none"
            raise AddressError(f"the address of {name} cannot be found: {reason}") from None
        addresses = tuple(address for text in answers if (address := read_address(text)))
        if not addresses:
            raise AddressError(f"the address of {name} cannot be found: it has none")
        return addresses

    async def _named(self) -> set[Address]:
        """Return all addresses that the allowed names have now; a name without any allows nothing."""
        found = await asyncio.gather(*map(self._find_any, self._names))
        return {address for addresses in found for address in addresses}

    async def _find_any(self, name: str) -> tuple[Address, ...]:
        try:
            return await self._find(name)
        except AddressError:
            return ()

    def _refusal(self, host: str, addresses: tuple[Address, ...]) -> str:
        shown = ", ".join(map(str, addresses[:_MOST_SHOWN])) + (", ..." if addresses[_MOST_SHOWN:] else "")
        who = shown if read_address(host) else f"{host} ({shown})"
        return f"{who} is not an allowed address (callbacks go to {self._text}; see --callback-allow)"


def _entry(text: str) -> Network | str:
    """Read what is allowed: a network, an address as the network that holds nothing else, or a name."""
    if not text.strip():
        raise ValueError("an allowed callback address must not be empty")
    if "://" in text:
        raise ValueError(f"{text!r}: give the host alone, without scheme, port and path")
    try:
        return _unmapped(ip_network(text))
    except ValueError as error:
        if "/" in text:
            raise ValueError(f"{text!r} is not a network: {error}") from None
    try:
        name = normal_host(text)
    except HostError:
        name = ""
    if not name or "%" in text or ":" in text or _NUMERIC.fullmatch(name):
        raise ValueError(f"{text!r} is not a host name, an IP address or a network such as 10.0.0.0/8")
    return name


def _unmapped(network: Network) -> Network:
    if isinstance(network, IPv6Network) and network.subnet_of(_MAPPED):
        return IPv4Network((int(network.network_address) & 0xFFFFFFFF, network.prefixlen - 96))
    return network


def _show(entry: Network | str) -> str:
    if isinstance(entry, str) or entry.num_addresses > 1:
        return str(entry)
    return str(entry.network_address)
