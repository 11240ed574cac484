"""`python -m ops.cli` is the command `newsfold`."""

from ops.cli import main

main()
