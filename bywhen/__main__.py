"""`python -m bywhen`."""

from bywhen.cli import main

main()
