"""The parts of the client that no spec decides: requests, answers, errors, retries."""
