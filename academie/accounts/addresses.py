"""One written form of a mail address, by which two accounts are known to be of one person."""

from academie.mail.checks import clean_address


def email_key(address: str) -> str:
    """Return the address as it is compared: without spaces around it, in lower case.

    '' for none; what is no good address (typed on the server long ago) is compared as it stands.
    """
    try:
        return clean_address(address)
    except ValueError:
        return address.strip().lower()
