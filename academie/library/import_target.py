"""Records that become toolkits, werkinstructies and praktijkverhalen."""

from academie.core.enums import ContentType
from academie.core.import_targets import ImportTarget, register_target
from academie.library.importing.build import (
    fill_praktijkverhaal,
    fill_toolkit,
    fill_werkinstructie,
    vouch_praktijkverhaal,
)
from academie.library.models import (
    Praktijkverhaal,
    PraktijkverhaalIndexPage,
    Toolkit,
    ToolkitIndexPage,
    Werkinstructie,
    WerkinstructieIndexPage,
)

register_target(ImportTarget(ContentType.TOOLKIT, Toolkit, ToolkitIndexPage, fill_toolkit))
register_target(
    ImportTarget(
        ContentType.WERKINSTRUCTIE, Werkinstructie, WerkinstructieIndexPage, fill_werkinstructie
    )
)
register_target(
    ImportTarget(
        ContentType.PRAKTIJKVERHAAL,
        Praktijkverhaal,
        PraktijkverhaalIndexPage,
        fill_praktijkverhaal,
        vouch_praktijkverhaal,
    )
)
