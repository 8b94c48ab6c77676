"""The rule of delivery as a contract: what the log of any sender of callbacks has to look like.

from imgopen_contract.delivery import Sent, judge

violations = judge([Sent(0, 0.2, None, body), Sent(3, 3.1, answer, body)], rule, task_ended=0)
"""

from imgopen_contract.delivery.answers import is_acknowledged, json_of
from imgopen_contract.delivery.judge import judge
from imgopen_contract.delivery.log import Defect, Sent, Violation

__all__ = ["Defect", "Sent", "Violation", "is_acknowledged", "json_of", "judge"]
