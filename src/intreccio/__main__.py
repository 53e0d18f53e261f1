"""`python -m intreccio` is the `intreccio` command."""

from intreccio.cli import main

main()
