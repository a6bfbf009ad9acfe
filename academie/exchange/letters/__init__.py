"""The mails of the exchange."""


def listen() -> None:
    """Called once, when the app is ready."""
    from academie.exchange.capacity import changes
    from academie.exchange.letters import post, reminding

    changes.on_change(post.tell_person)
    changes.on_change(post.tell_host)
    changes.on_change(reminding.follow)
    changes.on_session(post.tell_host_of_session)
