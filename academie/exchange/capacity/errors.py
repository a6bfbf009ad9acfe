"""What a visitor or an organiser asks and cannot have."""


class NotPossible(Exception):
    """Something that the rules of places do not allow. Nothing was changed.

    `sentence` is Dutch, for the person who asked: what is wrong and what she can do.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
