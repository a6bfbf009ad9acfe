"""The end of the workflow: the text that was read goes online, and no other."""

from typing import Any


def publish_what_was_read(workflow_state: Any, user: Any = None) -> None:
    """Publish the version of the last task (WAGTAIL_FINISH_WORKFLOW_ACTION).

    Wagtail takes the newest version; somebody may have saved one in the meantime. Wagtail imports
    this module with its own models, so it imports none.
    """
    workflow_state.current_task_state.revision.publish(user=user)
