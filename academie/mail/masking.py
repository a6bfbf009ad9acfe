"""An address as somebody may see it who only has to recognise it."""


def masked(address: str) -> str:
    """Return 'j…@school.nl' for 'jan@school.nl', and '' for an address that is gone."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if local else ""
