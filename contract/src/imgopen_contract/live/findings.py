"""From what was seen to what it says about the document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from imgopen_contract.cases import Case
from imgopen_contract.live import provenance
from imgopen_contract.live.answers import Problem, Verdict
from imgopen_contract.live.observations import Observation, Record
from imgopen_contract.live.plan import is_plain
from imgopen_contract.live.sameness import spokesmen
from imgopen_contract.report import Evidence, Finding, Status
from imgopen_contract.report.text import shorten
from imgopen_contract.rules import Constraint

PLAIN = "plain request"
ANSWER = "answer"
WHOLE = "the operation"
_MOST_EVIDENCE = 5
_LONGEST_ANSWER = 300
_MOST_MESSAGES = 3
_LONGEST_MESSAGE = 80

Show = Callable[[Observation], str]
"""Writes a request down as a command."""


@dataclass(frozen=True)
class _Told:
    """What one case tells: `True` for agreement, `False` for a difference, None for nothing."""

    case: Case
    agrees: bool | None
    why: str
    seen: Observation | None


def findings_of(record: Record, cases: Sequence[Case], show: Show) -> tuple[Finding, ...]:
    """Judge everything that the document promises of one operation: first as a whole, then rule by rule."""
    rules: dict[Constraint, list[Case]] = {}
    for case in cases:
        rules.setdefault(case.rule, []).append(case)
    speaks = spokesmen(cases)
    return (
        _plain_request(record, show),
        _answers(record, show),
        *(
            _of_rule(record, rule, [_told_of(record, case, speaks[case]) for case in own], show)
            for rule, own in rules.items()
        ),
    )


def names_field(record: Record) -> tuple[int, int]:
    """Tell how many refusals of a single wrong field name it, and how many there are."""
    messages = [
        (name, reading.message.lower())
        for seen, reading in record.answers()
        for name in _wrong_fields(seen)
        if reading.verdict is Verdict.REFUSED
    ]
    return sum(name in message for name, message in messages), len(messages)


def _wrong_fields(seen: Observation) -> Iterator[str]:
    for case in seen.step.cases:
        names = [step for step in case.rule.way if isinstance(step, str)]
        if names and not case.accepted:
            yield names[-1].lower()


def _of_rule(record: Record, rule: Constraint, told: Sequence[_Told], show: Show) -> Finding:
    wrong = [one for one in told if one.agrees is False]
    right = [one for one in told if one.agrees]
    open_ = [one for one in told if one.agrees is None]
    sure = provenance.of_rule(rule)
    if wrong:
        status = Status.DISCOVERY if sure.is_supposed else Status.DIFFERS
        summary = _difference(wrong)
    elif right:
        status, summary = Status.AGREES, _agreement(right, open_)
    else:
        status, summary = Status.UNKNOWN, _most_common(one.why for one in open_)
    return Finding(
        rule.field,
        rule.name,
        "/" + "/".join(token.replace("~", "~0").replace("/", "~1") for token in rule.pointer),
        status,
        summary,
        proved=bool(right) and not wrong and _is_proved(record, right),
        tried=len(right) + len(wrong),
        cases=len(told),
        evidence=tuple(_evidence(one, show) for one in (wrong or ([] if right else open_))[:_MOST_EVIDENCE]),
        provenance=sure,
    )


def _told_of(record: Record, case: Case, spokesman: Case) -> _Told:
    """Say what a case tells; of a difference, only the case that was sent tells it."""
    told = _tell(record, spokesman)
    if case is spokesman:
        return told
    if told.agrees is False:
        return _Told(case, None, f"counted for the same request of {spokesman.rule.name}", told.seen)
    return _Told(case, told.agrees, told.why, told.seen)


def _tell(record: Record, case: Case) -> _Told:
    seen = record.of(case) or (record.plain() if case.accepted and is_plain(case) else None)
    if seen is None:
        return _Told(case, None, record.skipped.get(case) or record.closed or "it was not its turn", None)
    if seen.verdict not in (Verdict.ACCEPTED, Verdict.REFUSED):
        return _Told(case, None, f"it could not be tried: {seen.text}", seen)
    if record.closed and seen.verdict is Verdict.REFUSED:
        return _Told(case, None, record.closed, seen)
    if (seen.verdict is Verdict.ACCEPTED) is case.accepted:
        return _Told(case, True, "", seen)
    if not case.accepted:
        return _Told(case, False, "", seen)
    if len(seen.step.cases) > 1:
        return _Told(case, None, record.skipped.get(case, "it was refused together with others"), seen)
    if record.operation.role == "query" and not seen.knows_task:
        return _Told(case, None, "it was refused, as a request for an unknown task may be", seen)
    plain = record.plain()
    if plain is None or plain.verdict is not Verdict.ACCEPTED:
        return _Told(case, None, "it was refused, but so may the plain request be", seen)
    if record.turned and seen in record.late_refusals():
        return _Told(case, None, "it was refused, but by now so is the plain request", seen)
    return _Told(case, False, "", seen)


def _is_proved(record: Record, right: Iterable[_Told]) -> bool:
    return any(one.case.accepted for one in right) or record.has_accepted


def _difference(wrong: Sequence[_Told]) -> str:
    laxer = [one for one in wrong if not one.case.accepted]
    stricter = [one for one in wrong if one.case.accepted]
    parts = []
    if laxer:
        parts.append(f"accepted what must be refused: {_values(laxer)}")
    if stricter:
        parts.append(f"refused what must be accepted: {_values(stricter)}")
    return "the service " + ", and ".join(parts)


def _agreement(right: Sequence[_Told], open_: Sequence[_Told]) -> str:
    parts = []
    for accepted in (True, False):
        values = [one for one in right if one.case.accepted is accepted]
        if values:
            parts.append(f"{'accepted' if accepted else 'refused'} {_values(values)}")
    text = "; ".join(parts)
    if open_:
        text += f"; {len(open_)} not tried: {_most_common(one.why for one in open_)}"
    return text


def _values(told: Sequence[_Told]) -> str:
    shown = list(dict.fromkeys(one.case.shown for one in told))
    more = len(shown) - _MOST_EVIDENCE
    return ", ".join(shown[:_MOST_EVIDENCE]) + (f" and {more} more" if more > 0 else "")


def _most_common(reasons: Iterable[str]) -> str:
    counted = Counter(reasons)
    return counted.most_common(1)[0][0] if counted else "nothing to try"


def _evidence(told: _Told, show: Show) -> Evidence:
    got = told.why if told.seen is None else told.seen.text
    command = "" if told.seen is None else show(told.seen)
    return Evidence(told.case.shown, told.case.verdict, shorten(got, _LONGEST_ANSWER), command)


def _plain_request(record: Record, show: Show) -> Finding:
    seen, operation = record.plain(), record.operation
    sure = provenance.of_plain_request(operation)
    expected = "accepted"
    if seen is None:
        reason = record.closed or "an accepted request may cost something, and was not sent"
        status, summary = Status.UNKNOWN, reason
    elif seen.verdict is Verdict.ACCEPTED:
        status, summary = Status.AGREES, "accepted: what the document requires is all that is required"
    elif seen.verdict is not Verdict.REFUSED or record.closed:
        status, summary = Status.UNKNOWN, record.closed or f"it could not be tried: {seen.text}"
    elif operation.role == "query" and not seen.knows_task:
        expected = "accepted or refused"
        status, summary = Status.AGREES, f"asked for a task that nobody submitted, it {seen.text}"
    else:
        status = Status.DISCOVERY if sure.is_supposed else Status.DIFFERS
        summary = f"the service {seen.text}, so that nothing can be said of what else must be accepted"
    told = seen is not None and status is not Status.UNKNOWN
    shows = seen is not None and status is not Status.AGREES
    return Finding(
        WHOLE,
        PLAIN,
        "",
        status,
        shorten(summary, _LONGEST_ANSWER),
        proved=status is Status.AGREES,
        tried=int(told),
        cases=1,
        evidence=(Evidence(PLAIN, expected, shorten(seen.text, _LONGEST_ANSWER), show(seen)),)
        if seen and shows
        else (),
        provenance=sure,
    )


def _answers(record: Record, show: Show) -> Finding:
    """Judge the form of all answers, whatever they say."""
    problems: dict[Problem, Observation] = {}
    kinds: Counter[str] = Counter()
    for seen, reading in record.answers():
        kinds[reading.verdict.value] += 1
        about_path = any(case.rule.place == "path" for case in seen.step.cases)
        for problem in () if about_path and reading.verdict is Verdict.NO_PATH else reading.problems:
            problems.setdefault(problem, seen)
    operation = record.operation
    sure = next((one.provenance for one in problems if not one.provenance.is_supposed), None)
    sure = sure or next((one.provenance for one in problems), provenance.of_answers(operation))
    if operation.is_inferred and (record.closed or not kinds):
        status = Status.UNKNOWN
        summary = (
            f"{record.closed or 'nothing was answered'}; that the operation is there is no more than supposed"
        )
        problems = {}
    elif operation.is_inferred:
        status, summary = Status.DISCOVERY, f"the operation is there: {_learnt(record, kinds)}"
    elif problems:
        status = Status.DISCOVERY if sure.is_supposed else Status.DIFFERS
        summary = "; ".join(shorten(one.text, _LONGEST_ANSWER) for one in list(problems)[:_MOST_EVIDENCE])
    elif kinds:
        status = Status.AGREES
        summary = ", ".join(f"{count} {kind}" for kind, count in kinds.items()) + ": all as documented"
    else:
        status, summary = Status.UNKNOWN, record.closed or "nothing was answered"
    return Finding(
        WHOLE,
        ANSWER,
        "",
        status,
        summary,
        proved=status is Status.AGREES and bool(kinds[Verdict.ACCEPTED.value]),
        tried=sum(kinds.values()),
        cases=sum(kinds.values()),
        evidence=tuple(
            Evidence(_sent(seen), "the documented answer", shorten(one.text, _LONGEST_ANSWER), show(seen))
            for one, seen in list(problems.items())[:_MOST_EVIDENCE]
        ),
        provenance=sure,
    )


def _sent(seen: Observation) -> str:
    return seen.step.cases[0].id if seen.step.cases else PLAIN


def _learnt(record: Record, kinds: Counter[str]) -> str:
    """Say in a sentence what the first answers of an operation tell that nobody knew."""
    text = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    said = list(dict.fromkeys(_messages(record)))[:_MOST_MESSAGES]
    quoted = ", ".join(json.dumps(shorten(one, _LONGEST_MESSAGE), ensure_ascii=False) for one in said)
    return f"{text}; it says {quoted}" if quoted else text


def _messages(record: Record) -> list[str]:
    """Return why requests were refused, first those that tell most: what is required, and at last what all say."""
    refused = [
        (seen, reading.message)
        for seen, reading in record.answers()
        if reading.verdict is Verdict.REFUSED and reading.message
    ]
    return [message for _, message in sorted(refused, key=lambda one: _interest(one[0]))]


def _interest(seen: Observation) -> int:
    if any(case.rule.keyword == "security" for case in seen.step.cases):
        return 2
    return 0 if any(case.rule.keyword == "required" and case.rule.way for case in seen.step.cases) else 1
