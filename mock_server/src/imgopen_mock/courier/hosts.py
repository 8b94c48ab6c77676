"""Hosts as they stand in URLs and options: brought into one form, and read as addresses."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TypeAlias
from urllib.parse import unquote

Address: TypeAlias = IPv4Address | IPv6Address

_LONGEST_NAME = 253
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_BRACKETED = re.compile(r"\[[0-9A-Fa-f:.]+(?:%[0-9A-Za-z._-]+)?\]")


class HostError(ValueError):
    """The text is no host; the message says why, in a few words."""


def normal_host(text: str) -> str:
    """Bring a host into one form: decoded, in lower case and ASCII, without brackets or a dot at the end.

    What looks like a name may still be an address in one of its other forms, such as `127.1` or `2130706433`.
    """
    try:
        host = unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise HostError("its host is not UTF-8") from None
    if host.startswith("["):
        return _normal_address(host)
    if len(host) > _LONGEST_NAME + 1:
        raise HostError("its host is too long")
    if not host.isascii():
        import idna  # its tables take a while to load, and hardly any host needs them

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except UnicodeError:
            raise HostError("its host cannot be the name of one") from None
    host = host.lower().removesuffix(".")
    if not host:
        raise HostError("it has no host")
    if not _NAME.fullmatch(host) or len(host) > _LONGEST_NAME:
        raise HostError("its host cannot be the name of one")
    return host


def _normal_address(host: str) -> str:
    if _BRACKETED.fullmatch(host) and ":" in host and read_address(host[1:-1]):
        return host[1:-1]
    raise HostError("its host is not an IPv6 address")


def read_address(text: str) -> Address | None:
    """Read an address in its usual form; None if it is none.

    An IPv4 address inside an IPv6 address (`::ffff:10.0.0.1`) is taken out, because it is where packets go.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address
