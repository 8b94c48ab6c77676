"""What can keep a receiver from being judged at all."""

from __future__ import annotations


class ReceiverError(Exception):
    """The receiver cannot be judged: something that was asked for cannot be."""


class UnreachableError(ReceiverError):
    """Nothing listens at the receiver's address."""
