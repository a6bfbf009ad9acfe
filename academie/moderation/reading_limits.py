"""How often a reader without an account may answer, and an author may ask somebody to read."""

from datetime import timedelta

from django.http import HttpRequest

from academie.core.limits import Counted, Limit, TooManyError, from_connection, take

__all__ = ["BUSY", "TooManyError", "take_answer", "take_question"]

BUSY = "Er kwam in korte tijd te veel binnen. Probeer het over een uur nog eens."

_HOUR = timedelta(hours=1)

ANSWER_TO = Limit("meelezen-antwoord", 10, _HOUR)
"""Answers with one link: each takes the place of the one before."""

ANSWER_FROM = Limit("meelezen-van", 60, _HOUR)
"""Answers from one connection: a team at a school that reads together."""

QUESTION_BY = Limit("meelezen-vraag", 30, timedelta(days=1))
"""Links that one account makes in a day: each may be a mail to an address that was typed."""


def take_answer(request: HttpRequest, link_id: int) -> None:
    """Count an answer. Raises ``TooManyError`` when there were as many as may be."""
    take([Counted(ANSWER_TO, str(link_id)), *from_connection(ANSWER_FROM, request)])


def take_question(user_id: int) -> None:
    """Count a link that somebody makes. Raises ``TooManyError``."""
    take([Counted(QUESTION_BY, str(user_id))])
