"""`python -m tests.mutants`."""

from tests.mutants.cli import main

if __name__ == "__main__":
    main()
