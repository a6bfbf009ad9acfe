"""Records that become trainings and exchanges."""

from academie.core.enums import ContentType
from academie.core.import_targets import ImportRecord, ImportTarget, register_target
from academie.core.prose import plain_paragraphs
from academie.exchange.models import AgendaIndexPage, TrainingEventPage, TrainingSession

ONLINE_WORDS = ("online", "teams", "zoom", "webinar")


def fill_training(page: TrainingEventPage, record: ImportRecord) -> None:
    """The text becomes 'waar gaat het over', the moment becomes the first session.

    Sessions that an editor added stay, and the first keeps its number: people may be signed up.
    """
    if record.body:
        page.about = plain_paragraphs(record.body)
    if record.start is None or record.end is None:
        return
    held = sorted(page.sessions.all(), key=lambda session: session.start)
    session = held[0] if held else TrainingSession()
    session.start, session.end = record.start, record.end
    session.location = record.location or session.location
    session.online = session.location.casefold().startswith(ONLINE_WORDS)
    kept = session.kept_education + session.kept_care
    # Fewer places than are kept for one side would contradict itself.
    session.capacity = max(record.capacity, kept)
    page.sessions = [session, *held[1:]]


register_target(
    ImportTarget(ContentType.TRAINING, TrainingEventPage, AgendaIndexPage, fill_training)
)
