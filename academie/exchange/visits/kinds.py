"""Kinds of mail about wishes, as the outbox knows them."""

CONFIRM, KNOWN, KEPT = "bezoekwens", "bezoekwens-bekend", "bezoekwens-bewaard"
TOGETHER = "bezoekwens-koppeling"

ASKED = (CONFIRM, KNOWN)
"""Mails that somebody can have sent by typing an address."""

ALL = (*ASKED, KEPT, TOGETHER)
