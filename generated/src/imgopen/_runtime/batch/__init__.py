"""Many tasks at once: a bounded number of them, no faster than wanted, and none submitted twice."""

from .outcome import AsyncOutcome, Outcome
from .progress import BatchProgress

__all__ = ["AsyncOutcome", "BatchProgress", "Outcome"]
