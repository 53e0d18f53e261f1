"""`python -m intreccio` is the `intreccio` command."""

from intreccio.config.command import main

main()
