"""manage.py serve: the site as in production, on one machine."""

import socket
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from wagtail.models import Site

from academie.core.serving import Supervisor, web_command, worker_command
from home.overview import overview
from home.tree import address_site


class Command(BaseCommand):
    """Prints what is there, then runs the web server with the worker beside it."""

    help = "Start de site zoals in productie, met het werkproces ernaast."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the options."""
        parser.add_argument("--host", default="127.0.0.1", help="Adres om op te luisteren.")
        parser.add_argument("--port", type=int, default=8000, help="Poort om op te luisteren.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until Ctrl+C or SIGTERM; exit with the server's code when it ends by itself."""
        host, port = options["host"], options["port"]
        self._check_port(host, port)
        if Site._meta.db_table not in connection.introspection.table_names():
            raise CommandError("Hier staat nog geen site. Doe eerst: make setup")
        address_site(f"http://{host}:{port}")
        for line in overview(f"http://{host}:{port}"):
            self.stdout.write(line)
        self.stdout.flush()
        code = Supervisor(web_command(host, port), worker_command(), self.stdout.write).run()
        if code:
            raise CommandError(f"De webserver stopte met code {code}.", returncode=code)
        self.stdout.write("De site is gestopt.")

    def _check_port(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except (OSError, OverflowError) as error:
                raise CommandError(
                    f"Poort {port} op {host} is bezet of mag niet. Kies een andere poort, "
                    f"bijvoorbeeld: make serve PORT={port + 1}"
                ) from error
