"""The kinds of mail that somebody has sent by typing an address on these pages."""

LINK = "aanmelding-link"
ADDRESS = "aanmelding-adres"

ASKED = (LINK, ADDRESS)
