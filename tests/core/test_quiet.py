"""Commands that do much say little; what is wrong is still said."""

import logging

from academie.core.quiet import quiet


def test_only_the_named_loggers_are_quiet_and_only_meanwhile(caplog):
    loud, named = logging.getLogger("oza.loud"), logging.getLogger("oza.named")
    with caplog.at_level(logging.INFO):
        with quiet("oza.named"):
            loud.info("een")
            named.getChild("below").info("twee")
            named.warning("drie")
        named.info("vier")
    assert [record.message for record in caplog.records] == ["een", "drie", "vier"]
