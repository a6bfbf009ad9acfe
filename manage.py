#!/usr/bin/env python
"""Django's command line for this project; the development settings are the default."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academie.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # The sentence says what to do; where in our settings it was found helps nobody.
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
