"""The part that really sends callbacks: to allowed addresses only, within limits, many at a time.

    sender = Sender(AddressPolicy(("10.0.0.0/8",)))
    await Courier(ladder, clock, sender.send).run()

`Sender` is imported from `imgopen_mock.courier.sender`, so that the rest does without httpx.

The modules point in one direction: `hosts`, `targets` and `addresses` say where a callback goes, `failures` says
what went wrong, `sender` makes one exchange, `courier` makes all that are due.
"""

from __future__ import annotations

from imgopen_mock.courier.addresses import AddressPolicy
from imgopen_mock.courier.courier import Courier, Ladder, drive

__all__ = ["AddressPolicy", "Courier", "Ladder", "drive"]
