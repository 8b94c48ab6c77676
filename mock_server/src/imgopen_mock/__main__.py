"""Lets `python -m imgopen_mock` do what the command `imgopen-mock` does."""

from imgopen_mock.cli import main

if __name__ == "__main__":
    main()
