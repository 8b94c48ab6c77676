"""The contract suite against a service that runs, and that may cost money.

`Run` takes whatever sends a request, so that it needs no network itself. Before it stands the `plan`, after it what was
seen (`observations`) becomes `findings`; `command` puts them together, and `entry` is the command line.
"""

from imgopen_contract.live.answers import Answer, NoAnswerError, Send

__all__ = ["Answer", "NoAnswerError", "Send"]
