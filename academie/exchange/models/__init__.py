"""Models of trainings, exchanges, signing up for them and what comes of them."""

from academie.exchange.models.agenda import AgendaIndexPage
from academie.exchange.models.certificate import Certificate
from academie.exchange.models.evaluation import Answers
from academie.exchange.models.export import ExportLog
from academie.exchange.models.reminders import Reminder
from academie.exchange.models.seating import Seating
from academie.exchange.models.session import TrainingSession
from academie.exchange.models.sign_up import SignUp, SignUpChange
from academie.exchange.models.training import TrainingEventPage
from academie.exchange.models.visits import Match, MatchedWish, Visit, VisitChange, Wish

__all__ = [
    "AgendaIndexPage",
    "Answers",
    "Certificate",
    "ExportLog",
    "Match",
    "MatchedWish",
    "Reminder",
    "Seating",
    "SignUp",
    "SignUpChange",
    "TrainingEventPage",
    "TrainingSession",
    "Visit",
    "VisitChange",
    "Wish",
]
