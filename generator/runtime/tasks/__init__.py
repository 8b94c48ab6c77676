"""Submitted tasks: their ids, how they are followed, and what comes of them."""
