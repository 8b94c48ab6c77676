"""The judge of senders: it passes whoever keeps the rule, and names every defect that is put into a log."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from imgopen_contract.delivery import Sent, is_acknowledged, json_of, judge
from imgopen_contract.document import DeliveryRule

from tests.contract.delivery.senders import BODY, MOMENT, NEVER, SAME_BODY, Story, rules, stories

shifts = st.integers(1, 1000).map(lambda count: count * MOMENT / 8)


def moved(sent: Sent, seconds: float) -> Sent:
    return replace(sent, at=sent.at + seconds, ended=None if sent.ended is None else sent.ended + seconds)


@given(story=stories(), data=st.data())
def test_a_sender_that_keeps_the_rule_passes_at_any_time(story: Story, data: st.DataObject) -> None:
    log = story.log()
    assert story.judged(log) == ()
    assert story.judged(log, until=None) == ()
    if len({sent.at for sent in log}) == len(log):
        assert story.judged(data.draw(st.permutations(log))) == ()
    seen = data.draw(st.integers(0, len(log) - 1))
    just_before = log[seen].at - MOMENT / 16
    if all(sent.at <= just_before for sent in log[:seen]):
        assert story.judged(log[:seen], until=just_before) == ()


@given(story=stories(), data=st.data())
def test_an_attempt_under_way_is_no_defect_and_nothing_is_missed_meanwhile(
    story: Story, data: st.DataObject
) -> None:
    log = story.log()[: data.draw(st.integers(1, story.made))]
    log[-1] = replace(log[-1], ended=None, answer=None)
    assert story.judged(log) == ()


@given(story=stories(), data=st.data())
def test_a_sender_that_stops_early_misses_the_next_attempt(story: Story, data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, story.made - 1))
    log = story.log()
    assert story.defects(log[:kept]) == {"missing": [kept + 1]}
    assert story.defects(log[:kept], until=log[kept].at) == {"missing": [kept + 1]}
    assert story.defects(log[:kept], until=None) == {}


@given(story=stories(), data=st.data(), patience=shifts)
def test_with_a_tolerance_an_attempt_is_missed_when_that_has_passed(
    story: Story, data: st.DataObject, patience: float
) -> None:
    kept = data.draw(st.integers(0, story.made - 1))
    log = story.log()
    latest = log[kept].at + patience
    assert story.defects(log[:kept], until=latest, tolerance=patience) == {"missing": [kept + 1]}
    before = latest - MOMENT / 1024
    if all(sent.at <= before for sent in log[:kept]):
        assert story.defects(log[:kept], until=before, tolerance=patience) == {}


@given(story=stories(), data=st.data(), by=shifts)
def test_an_early_attempt_is_named(story: Story, data: st.DataObject, by: float) -> None:
    log = story.log()
    index = data.draw(st.integers(0, len(log) - 1))
    assume(index == 0 or log[index].at - by >= (log[index - 1].ended or 0))
    due = story.task_ended + story.rule.due[index]
    assume(log[index].at == due)
    log[index] = moved(log[index], -by)
    found = story.defects(log)
    assert found.pop("early") == [index + 1]
    assert set(found) <= {"late"}  # what had waited for this one could have been made earlier
    assert index + 1 not in found.get("late", [])
    assert "early" not in story.defects(log, tolerance=by)
    assert "early" in story.defects(log, tolerance=by - MOMENT / 1024)


@given(story=stories(), data=st.data(), by=shifts)
def test_a_late_attempt_is_named_unless_the_sender_was_busy(
    story: Story, data: st.DataObject, by: float
) -> None:
    log = story.log()
    index = data.draw(st.integers(0, len(log) - 1))
    log[index] = moved(log[index], by)
    assume(index + 1 == len(log) or (log[index].ended or 0) <= log[index + 1].at)
    assert story.defects(log) == {"late": [index + 1]}
    assert story.defects(log, tolerance=by) == {}
    assert story.defects(log, tolerance=by - MOMENT / 1024) == {"late": [index + 1]}


@given(story=stories(heard=True), by=shifts, again=st.integers(1, 3), heard=st.booleans())
def test_attempts_after_an_acknowledgement_are_named(
    story: Story, by: float, again: int, heard: bool
) -> None:
    log = story.log()
    last = log[-1]
    assert last.ended is not None
    extra = [Sent(last.ended + by * count, None, None, BODY) for count in range(again)]
    extra = [replace(sent, ended=sent.at, answer=last.answer if heard else None) for sent in extra]
    numbers = list(range(len(log) + 1, len(log) + again + 1))
    assert story.defects([*log, *extra]) == {"after acknowledgement": numbers}


@given(story=stories(heard=False), again=st.integers(1, 3))
def test_more_attempts_than_documented_are_named(story: Story, again: int) -> None:
    log = story.log()
    more = story.other(retries=story.rule.retries + again)
    longer = replace(more, delays=(*story.delays, *[0.0] * again)).log()
    assert longer[: len(log)] == log
    assert story.defects(longer) == {"too many": list(range(len(log) + 1, len(longer) + 1))}


@given(story=stories(heard=False, slow=False), data=st.data())
def test_swapped_intervals_are_named(story: Story, data: st.DataObject) -> None:
    """The shorter interval comes first: everything from there to the second one is early or late."""
    intervals = list(story.rule.intervals)
    assume(len(set(intervals[: story.rule.retries])) > 1)
    first, second = data.draw(
        st.tuples(*[st.integers(0, min(len(intervals), story.rule.retries) - 1)] * 2).filter(
            lambda pair: pair[0] < pair[1] and intervals[pair[0]] != intervals[pair[1]]
        )
    )
    shorter = intervals[second] < intervals[first]
    intervals[first], intervals[second] = intervals[second], intervals[first]
    found = story.defects(story.other(intervals=tuple(intervals)).log())
    assert found.pop("early" if shorter else "late")[0] == first + 2
    assert set(found) <= {"early", "late"}


@given(story=stories(heard=False, slow=False))
def test_intervals_that_are_counted_from_the_end_of_the_attempt_before_are_named(story: Story) -> None:
    log = story.log()
    late = [moved(sent, index * MOMENT / 2) for index, sent in enumerate(log)]
    assert story.defects(late) == {"late": list(range(2, len(log) + 1))}


@given(story=stories(), data=st.data())
def test_attempts_that_overlap_are_named(story: Story, data: st.DataObject) -> None:
    log = story.log()
    assume(len(log) > 1)
    index = data.draw(st.integers(1, len(log) - 1))
    for ended in (None, log[index].at + MOMENT / 16):
        overlapping = [*log]
        overlapping[index - 1] = replace(log[index - 1], ended=ended)
        found = story.defects(overlapping)
        assert index + 1 in found.pop("overlap")
        assert index + 1 not in found.get("late", [])
        assert set(found) <= {"late"}


@given(story=stories(), data=st.data())
def test_a_body_that_changes_is_named_and_one_that_is_written_otherwise_is_not(
    story: Story, data: st.DataObject
) -> None:
    log = story.log()
    assume(len(log) > 1)
    index = data.draw(st.integers(1, len(log) - 1))
    log[index] = replace(log[index], body=SAME_BODY)
    assert story.defects(log) == {}
    other = data.draw(st.sampled_from([b"", BODY[:-1], b"\xff", b'{"task": {"id": 7.5}, "word": "done"}']))
    log[index] = replace(log[index], body=other)
    assert story.defects(log) == {"body changed": [index + 1]}
    log[index] = replace(log[index], body=BODY)
    log[0] = replace(log[0], body=other)
    assert story.defects(log) == {"body changed": list(range(2, len(log) + 1))}


@given(story=stories(heard=True), value=st.sampled_from([None, "no", 500, [200], {"code": "200"}]))
def test_who_stops_at_an_answer_that_does_not_acknowledge_misses_the_next_attempt(
    story: Story, value: Any
) -> None:
    assume(story.heard is not None and story.heard <= story.rule.retries)
    log = story.log()
    log[-1] = replace(log[-1], answer=json.dumps({story.rule.key: value}).encode())
    assert story.defects(log) == {"missing": [len(log) + 1]}


@given(rule=rules)
def test_every_value_of_the_rule_acknowledges_and_its_neighbours_do_not(rule: DeliveryRule) -> None:
    for value in rule.values:
        assert is_acknowledged(rule, json.dumps({"other": None, rule.key: value}).encode())
        assert is_acknowledged(rule, b" \n" + json.dumps({rule.key: value}, indent=2).encode())
        right = json.dumps({rule.key: value})
        for wrong in ("", right[:-1], f"[{right}]", json.dumps(value), "null", right + "x", right + right):
            assert not is_acknowledged(rule, wrong.encode())
        assert not is_acknowledged(rule, json.dumps({f"{rule.key}s": value}).encode())
    assert not is_acknowledged(rule, None)


@pytest.mark.parametrize(
    ("values", "near"),
    [
        ((200,), ['"200"', "true", "[200]", "200.5", "null", "2e3"]),
        ((1,), ["true", '"1"']),
        ((True,), ["1", '"true"']),
        ((0,), ["false", "null", '""']),
        (("200",), ["200", '"200 "', '"0200"', '["200"]']),
    ],
)
def test_a_value_of_another_type_does_not_acknowledge(values: tuple[Any, ...], near: list[str]) -> None:
    rule = DeliveryRule("code", values, (1.0,), 1)
    assert [text for text in near if is_acknowledged(rule, b'{"code": %s}' % text.encode())] == []


def test_json_is_read_as_json_is_defined() -> None:
    right = b'{"code": 200, "n": %s}'
    rule = DeliveryRule("code", (200,), (1.0,), 1)
    for number, expected in ((b"1" * 5000, True), (b"1e999", True), (b"NaN", False), (b"-Infinity", False)):
        assert is_acknowledged(rule, right % number) is expected
    assert not is_acknowledged(rule, '{"code": 200}'.encode("utf-16"))
    assert not is_acknowledged(rule, b'{"code": 200, "n": "\xff"}')
    assert not json_of(b"[" * 100_000)


def test_a_violation_says_what_was_due_and_what_came() -> None:
    rule = DeliveryRule("code", (200,), (3.0, 5.0), 2)
    acknowledging = b'{"code": 200}'
    log = [
        Sent(0.5, 4.25, None, b"a"),
        Sent(4.5, 5.0, acknowledging, b"a"),
        Sent(6.0, 6.0, None, b"b"),
    ]
    texts = [violation.text for violation in judge(log, rule, 1.0, until=10)]
    assert texts == [
        "attempt 1: made at 0.5 s; it was due at 1 s",
        "attempt 2: made at 4.5 s; it was due at 4 s, and the one before ended at 4.25 s",
        "attempt 3: made at 6 s; it says something else than the first one",
        "attempt 3: made at 6 s; attempt 2 was acknowledged at 5 s",
    ]
    (missing,) = judge(log[:1], rule, 0.5, until=10)
    assert missing.text == "attempt 2: was due at 4.25 s, and not made by 10 s"


@pytest.mark.parametrize(
    ("log", "options", "message"),
    [
        ([Sent(math.nan, None, None, b"")], {}, "attempt 1: at: nan is not a time"),
        ([Sent(1, 2, None, b""), Sent(3, 2, None, b"")], {}, "attempt 2: ended at 2 s, and was made at 3 s"),
        ([Sent(3, math.inf, None, b"")], {}, "attempt 1: ended: inf is not a time"),
        ([Sent(3, 4, None, b"")], {"until": 2}, "attempt 1: made at 3 s, later than until, 2 s"),
        ([], {"until": math.nan}, "until: nan is not a time"),
        ([], {"tolerance": -1}, "tolerance: -1 is negative"),
        ([], {"task_ended": math.inf}, "task_ended: inf is not a time"),
    ],
)
def test_a_log_that_cannot_be_is_refused(log: list[Sent], options: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        judge(log, DeliveryRule("code", (200,), (1.0,), 1), **{"task_ended": 0.0, **options})


def test_a_rule_without_retries_has_one_attempt() -> None:
    rule = DeliveryRule("code", (200,), (), 0)
    once = Sent(5, 6, None, b"")
    assert judge([once], rule, 5, until=NEVER) == ()
    assert [found.rule for found in judge([once, moved(once, 1)], rule, 5)] == ["too many"]
    assert [found.rule for found in judge([], rule, 5, until=5)] == ["missing"]
