"""python -m joinedup."""

import sys

from joinedup.cli.main import main

sys.exit(main())
