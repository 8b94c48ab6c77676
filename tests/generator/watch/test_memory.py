"""A warm memory gives what was made before for the same key, and forgets what is no longer asked for."""

from __future__ import annotations

from collections.abc import Collection

from generator.memory import Memory, WarmMemory


class Maker:
    """Makes texts, and counts how often."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, names: Collection[str]) -> dict[str, str]:
        self.asked.append(list(names))
        return {name: f"{name} {len(self.asked)}" for name in names}


def test_a_memory_of_a_single_run_makes_everything_anew() -> None:
    memory, make = Memory(), Maker()
    for _ in range(2):
        memory.recall_each("step", {"a": 1, "b": 2}, make)
    assert make.asked == [["a", "b"], ["a", "b"]]
    letters = iter("xy")
    assert [memory.recall("step", 1, lambda: next(letters)) for _ in range(2)] == ["x", "y"]


def test_only_what_changed_is_made_again_and_the_order_stays() -> None:
    memory, make = WarmMemory(), Maker()
    memory.recall_each("step", {"a": 1, "b": 2, "c": 3}, make)
    found = memory.recall_each("step", {"c": 3, "b": 9, "a": 1}, make)
    assert make.asked == [["a", "b", "c"], ["b"]]
    assert list(found.items()) == [("c", "c 1"), ("b", "b 2"), ("a", "a 1")]
    memory.recall_each("step", {"a": 1}, make)
    assert len(make.asked) == 2


def test_steps_do_not_share_what_they_remember() -> None:
    memory = WarmMemory()
    assert memory.recall("one", 1, lambda: "one") == "one"
    assert memory.recall("other", 1, lambda: "other") == "other"


def test_an_edit_that_is_taken_back_is_known_and_older_ones_are_forgotten() -> None:
    memory, make = WarmMemory(), Maker()

    def run(key: int) -> None:
        memory.recall_each("step", {"a": key}, make)
        memory.turn()

    for key in (1, 2, 1, 2):
        run(key)
    assert len(make.asked) == 2
    run(3)
    run(4)
    run(2)
    assert len(make.asked) == 5


def test_a_run_that_failed_forgets_nothing() -> None:
    memory, make = WarmMemory(), Maker()
    memory.recall_each("step", {"a": 1}, make)
    memory.turn()
    for key in range(10, 20):
        memory.recall_each("early", {"a": key}, make)
    asked = len(make.asked)
    memory.recall_each("step", {"a": 1}, make)
    assert len(make.asked) == asked


def test_what_fails_is_not_remembered() -> None:
    memory = WarmMemory()
    results = iter([ValueError(), "well"])

    def make() -> str:
        found = next(results)
        if isinstance(found, ValueError):
            raise found
        return str(found)

    try:
        memory.recall("step", 1, make)
    except ValueError:
        assert memory.recall("step", 1, make) == "well"
    else:
        raise AssertionError("it did not fail")
