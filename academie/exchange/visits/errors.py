"""What cannot be done with a visit or a wish."""

from academie.exchange.capacity.errors import NotPossible


class VisitNotPossible(NotPossible):
    """A step that a visit or a match does not allow now. Nothing was changed.

    `sentence` is Dutch, for who asked: what is wrong and what she can do.
    """
