"""A migrated database with the vocabularies, and the static files: made once, copied per size.

Run as a process of its own: `python -m tests.bench.prepare`, with DATA_DIR in the environment.
"""

import django
from django.core.management import call_command


def main() -> None:
    """Make what every size begins with."""
    django.setup()
    with open("/dev/null", "w") as nothing:
        call_command("migrate", verbosity=0)
        call_command("load_vocabulary", stdout=nothing)
        call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
