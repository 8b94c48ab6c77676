"""`python -m imgopen_contract`."""

from imgopen_contract.cli import main

main()
