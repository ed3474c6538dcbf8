"""`python -m dle_desktop`: the command line, nothing of its own."""

import sys

from dle_desktop.cli import main

sys.exit(main())
