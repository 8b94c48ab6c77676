"""Builds one package again and again, each time no more of it than has to be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.lint import RuleSet
from generator.memory import WarmMemory
from generator.steps import Http, Package, build


@dataclass(frozen=True)
class Order:
    """What is to be built from what: the options of `generate`."""

    spec: Path
    package: str
    rules: RuleSet = RuleSet.house
    http: Http = Http.httpx
    templates: Path | None = None


class WarmBuilder:
    """Remembers of the last builds what the next one may need; gives what `generate` gives, byte for byte."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._memory = WarmMemory()

    def build(self) -> Package:
        """Return the package for the spec as it is now.

        Raises:
            SpecError: the spec or a template is not as it has to be.
        """
        order = self._order
        built = build(
            order.spec, order.package, order.rules, order.http, templates=order.templates, memory=self._memory
        )
        self._memory.turn()
        return built
