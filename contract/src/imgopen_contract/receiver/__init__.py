"""Tells whether a receiver of callbacks acknowledges what it should, and only that.

    from imgopen_contract.receiver import check_receiver

    report = check_receiver("http://127.0.0.1:8000/callbacks")
    print(report)
    assert report.ok

In a test suite, each check by itself:

    @pytest.fixture(scope="session")
    def endpoint():
        with Endpoint(app, url="/callbacks") as endpoint:
            yield endpoint

    @pytest.mark.parametrize("check", receiver_checks(), ids=str)
    def test_callbacks(check, endpoint):
        check.run(endpoint)
"""

from imgopen_contract.receiver.check import BrokenReceiverError, Check, ReceiverWarning, Result
from imgopen_contract.receiver.endpoint import Endpoint
from imgopen_contract.receiver.errors import ReceiverError, UnreachableError
from imgopen_contract.receiver.report import Report
from imgopen_contract.receiver.suite import check_receiver, receiver_checks
from imgopen_contract.receiver.trial import Exchange, Grade

__all__ = [
    "BrokenReceiverError",
    "Check",
    "Endpoint",
    "Exchange",
    "Grade",
    "ReceiverError",
    "ReceiverWarning",
    "Report",
    "Result",
    "UnreachableError",
    "check_receiver",
    "receiver_checks",
]
