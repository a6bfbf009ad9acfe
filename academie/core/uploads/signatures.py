"""Known bad content, found while a file is read."""

from django.core.exceptions import ValidationError

from academie.core.uploads import messages

# The harmless test file that every virus scanner must refuse (eicar.org), cut in two so that a
# scanner does not take this module for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class VirusScan:
    """Looks for signatures in a stream of chunks, also across their borders."""

    def __init__(self) -> None:
        self._tail = b""

    def feed(self, chunk: bytes) -> None:
        """Take the next chunk; raises ``ValidationError`` as soon as a signature is complete."""
        window = self._tail + chunk
        if EICAR in window:
            raise ValidationError(messages.VIRUS, code="virus")
        self._tail = window[-(len(EICAR) - 1) :]
