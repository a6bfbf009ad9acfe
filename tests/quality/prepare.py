"""A database with the vocabularies and the demo content: `python -m tests.quality.prepare`."""

import os

import django
from django.core.management import call_command


def main() -> None:
    """Make it in DATA_DIR."""
    django.setup()
    with open(os.devnull, "w") as nothing:
        call_command("migrate", verbosity=0)
        for name in ("load_vocabulary", "ensure_tree", "load_demo"):
            call_command(name, stdout=nothing)


if __name__ == "__main__":
    main()
