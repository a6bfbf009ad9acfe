"""The ways in which a request can be wrong (section 3.6 of the protocol).

Every item has a format, so `noMetadataFormats` is never answered.
"""


class OaiError(Exception):
    """A request that is answered by an error; `code` is one of the protocol."""

    code = ""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadVerb(OaiError):
    """The verb is missing, unknown or given twice."""

    code = "badVerb"


class BadArgument(OaiError):
    """An argument is missing, unknown, given twice or badly written."""

    code = "badArgument"


class BadResumptionToken(OaiError):
    """The token is not ours, is too old, or belongs to another verb."""

    code = "badResumptionToken"


class CannotDisseminateFormat(OaiError):
    """There is no such format, or not of this item."""

    code = "cannotDisseminateFormat"


class IdDoesNotExist(OaiError):
    """Nothing with this identifier was ever offered."""

    code = "idDoesNotExist"


class NoRecordsMatch(OaiError):
    """Nothing fits this combination of dates, set and format."""

    code = "noRecordsMatch"
