"""``python -m evidence``."""

import sys

if __name__ == "__main__":
    try:
        from evidence.cli.main import main

        main()
    except KeyboardInterrupt:  # before main could answer for itself
        sys.exit(130)
