"""What a client is made of, free of OpenAPI and of Python text."""

from generator.ir.build import build_api
from generator.ir.model import Api

__all__ = ["Api", "build_api"]
