"""What cannot be done, in a sentence that says what to do."""

from django.core.exceptions import PermissionDenied


class NotPossible(PermissionDenied):
    """A step that cannot be taken now; ``sentence`` tells the person why, in Dutch."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
