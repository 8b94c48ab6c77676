"""Every rule that the document has for requests, one by one."""

from imgopen_contract.rules.constraint import BODY, Constraint, Way, way_text
from imgopen_contract.rules.walk import constraints_of

__all__ = ["BODY", "Constraint", "Way", "constraints_of", "way_text"]
