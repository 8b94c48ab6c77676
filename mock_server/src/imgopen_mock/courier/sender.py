"""Sends one callback: to an address that was judged, and in limited time."""

from __future__ import annotations

import ssl

import anyio

from imgopen_mock.core.exchange.callbacks import CallbackRequest, NoReply, Outcome
from imgopen_mock.courier.addresses import AddressError, AddressPolicy, ForbiddenAddressError
from imgopen_mock.courier.failures import describe
from imgopen_mock.courier.hosts import Address
from imgopen_mock.courier.targets import SchemeError, Target, TargetError, authority
from imgopen_mock.courier.wire import ANY_FAILURE, UNCONNECTED, Wire


class Sender:
    """Sends callbacks; may be used for any number at once.

    Args:
        policy: Where callbacks may go.
        timeout: Seconds for all of it, from finding the address to the last byte of the answer.
        tls: Which certificates are trusted; by default those that the system trusts, and those in the file that
            the variable SSL_CERT_FILE names. They are verified on loopback too, as the service would.
    """

    def __init__(
        self, policy: AddressPolicy, *, timeout: float = 10.0, tls: ssl.SSLContext | None = None
    ) -> None:
        if not timeout > 0:
            raise ValueError(f"a callback cannot take {timeout} seconds")
        self._policy = policy
        self._timeout = timeout
        self._wire = Wire(tls)

    async def send(self, request: CallbackRequest) -> Outcome:
        """Send a callback, and return what came of it; nothing that a URL or a receiver does raises an error."""
        try:
            target = Target.parse(request.url)
        except TargetError as error:
            return NoReply(str(error), refused=isinstance(error, SchemeError))
        with anyio.move_on_after(self._timeout):
            try:
                addresses = await self._policy.judge(target.host)
            except AddressError as error:
                return NoReply(str(error), refused=isinstance(error, ForbiddenAddressError))
            return await self._deliver(request, target, addresses)
        return NoReply(f"no answer within {self._timeout:g} s")

    async def _deliver(
        self, request: CallbackRequest, target: Target, addresses: tuple[Address, ...]
    ) -> Outcome:
        """Send to the first address that takes a connection; none may use up the time of the others."""
        share = self._timeout / len(addresses) if len(addresses) > 1 else None
        outcome = NoReply(f"{target.host} has no address")
        for address in addresses:
            try:
                return await self._wire.exchange(request, target, address, connect_within=share)
            except ANY_FAILURE as error:
                outcome = NoReply(describe(error, authority(str(address), target.port)))
                if not isinstance(error, UNCONNECTED):
                    break
        return outcome
