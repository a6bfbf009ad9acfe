"""Our lists beside those of others: OnderwijsBegrippenKader and the vocabularies of NL LOM.

The numbers come from the mapping that Kennisnet publishes (github.com/kennisnet/edurep-files,
mapping_vdex_classification_educationallevel_czp_20071115). What is not in it stays a term of our
own: VSO and youth care have no number there, and none is invented.
"""

from dataclasses import dataclass

OBK = "http://purl.edustandaard.nl/begrippenkader"
EDUSTANDAARD = "http://purl.edustandaard.nl/"


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of the OnderwijsBegrippenKader; `context` is its value in NL LOM's 5.6."""

    id: str
    label: str
    context: str = ""

    @property
    def url(self) -> str:
        """The address of the concept."""
        return f"{OBK}/{self.id}"


SECTORS = {
    "vve": Concept(
        "15d693b8-fbe1-4112-8135-4a20aba5101c", "Voor- en vroegschoolse educatie", "VVE"
    ),
    "po": Concept("512e4729-03a4-43a2-95ba-758071d1b725", "Primair onderwijs", "PO"),
    "sbo": Concept("e05b5eb1-6a65-4f45-9556-79b25cd91da8", "Speciaal basisonderwijs", "SBaO"),
    "so": Concept("e7f1c08f-08fb-48ab-be8e-c131b1bce54a", "Speciaal onderwijs", "SO"),
    "vo": Concept("2a1401e9-c223-493b-9b86-78f6993b1a8d", "Voortgezet onderwijs", "VO"),
    "pro": Concept("d6f1bbf7-c1a6-4431-bcbd-f33126d851ef", "Praktijkonderwijs", "VO"),
    "mbo": Concept("f3ac3fbb-5eae-49e0-8494-0a44855fff25", "MBO", "BVE"),
}
"""Sector -> level of education."""

CONTEXT_ONLY = {"vso": "SO"}
"""Sectors that NL LOM has no level for, but a context."""

CLUSTERS = {
    "cluster-1": Concept("6f847b13-4720-4640-85f0-670eb1b55bd8", "Visuele beperkingen"),
    "cluster-2": Concept("42937580-e88f-4784-9020-c60e5090e7ad", "Auditieve beperkingen"),
    "cluster-3": Concept(
        "3eac1ee7-e31c-4f54-ba0a-5da17e1e3ad0", "Motorische/verstandelijke beperkingen"
    ),
    "cluster-4": Concept("443a8d94-6845-465f-ac92-7697ee42a304", "Ontwikkelingsachterstand"),
}
"""Cluster -> the concept that Kennisnet files it under ('accessibility restrictions')."""


def source(name: str) -> str:
    """Return the address of one of NL LOM's vocabularies."""
    return f"{EDUSTANDAARD}{name}"


AGGREGATION = source("vdex_aggregationlevel_czp_20060628.xml")
RESOURCE_TYPE = source("vdex_learningresourcetype_czp_20060628.xml")
END_USER = source("vdex_intendedenduserrole_lomv1p0_20060628.xml")
CONTEXT = source("vdex_context_czp_20060628.xml")
COST = source("vdex_cost_lomv1p0_20060628.xml")
COPYRIGHT = source("copyrightsandotherrestrictions_nllom_20131202")
PURPOSE = source("vdex_classification_purpose_czp_20060628.xml")
STATUS = source("vdex_status_lomv1p0_20060628.xml")
CONTRIBUTE = source("vdex_lifecycle_contribute_role_lomv1p0_20060628.xml")
META_CONTRIBUTE = source("vdex_metametadata_contribute_role_lomv1p0_20060628.xml")
RELATION = source("vdex_relation_kind_lomv1p0_20060628.xml")

RESOURCE_TYPES = {
    "toolkit": "handleiding",
    "werkinstructie": "handleiding",
    "praktijkverhaal": "informatiebron",
}
"""Type of item -> value of NL LOM's 5.2; all of it is for who works with pupils."""
FOR_PROFESSIONALS = "professionaliseringsmateriaal"
TEACHER = "teacher"
"""The one word that Edurep's index knows for our readers."""
