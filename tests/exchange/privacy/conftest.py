"""Rows as they stand long after, and mail in files."""

import pytest


@pytest.fixture
def mail_folder(settings, tmp_path):
    """Mail goes to files, as in the demo."""
    settings.MAIL_BACKEND = "academie.mail.backends.FileBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"
