"""The questions afterwards: the same five for both sides, and one after six weeks."""

FIVE = (
    "Ik leerde iets dat ik kan gebruiken.",
    "Ik begrijp de andere kant nu beter.",
    "Ik weet wie ik kan bellen.",
    "Het was de tijd waard.",
    "Ik raad het een collega aan.",
)
LATE = ("Gebruikt u in uw werk wat u leerde?",)

AGREE = (
    (5, "Helemaal mee eens"),
    (4, "Mee eens"),
    (3, "Niet eens, niet oneens"),
    (2, "Niet mee eens"),
    (1, "Helemaal niet mee eens"),
)
OFTEN = ((5, "Heel vaak"), (4, "Vaak"), (3, "Soms"), (2, "Bijna nooit"), (1, "Nooit"))

Scale = tuple[tuple[int, str], ...]


def questions(*, late: bool) -> tuple[str, ...]:
    """Return the questions of one of the two forms, in the order of the stored answers."""
    return LATE if late else FIVE


def scale(*, late: bool) -> Scale:
    """Return the answers that may be chosen, best first, each with its number."""
    return OFTEN if late else AGREE
