"""What the OpenAPI document says, read from the JSON of its bundle alone."""

from imgopen_contract.document.delivery import DeliveryRule
from imgopen_contract.document.document import Credential, Document, DocumentError, Envelope, load_document
from imgopen_contract.document.operation import Callback, Link, Operation, Parameter

__all__ = [
    "Callback",
    "Credential",
    "DeliveryRule",
    "Document",
    "DocumentError",
    "Envelope",
    "Link",
    "Operation",
    "Parameter",
    "load_document",
]
