"""Drugs by name: the group a drug belongs to, and the order groups are read in.

The table holds the drugs of `clinical.md` 6.1 and a few brand names. A drug it does not know is
in the group "other"; a course may say its own group. Doses are the business of `dosing`.
"""

from dle_desktop.domain.case import Case, Course, DrugGroup

# In reading order; within a group the order fixes the member's shade.
_TABLE: dict[DrugGroup, tuple[str, ...]] = {
    "index": ("lenalidomide", "thalidomide", "pomalidomide"),
    "steroid": (
        "prednisone", "prednisolone", "methylprednisolone", "dexamethasone", "hydrocortisone",
        "betamethasone", "deflazacort", "cortisone",
    ),
    "antimalarial": ("hydroxychloroquine", "chloroquine", "quinacrine"),
    "immunosuppressant": (
        "methotrexate", "mycophenolate mofetil", "azathioprine", "dapsone", "ciclosporin",
        "mycophenolate sodium", "mycophenolic acid", "cyclophosphamide",
    ),
    "retinoid": ("acitretin", "isotretinoin"),
    "biologic": ("belimumab", "anifrolumab", "rituximab", "immunoglobulin", "litifilimab"),
    "topical": ("clobetasol", "triamcinolone", "tacrolimus", "pimecrolimus", "sunscreen"),
}  # fmt: skip
_ALIASES = {
    "revlimid": "lenalidomide",
    "plaquenil": "hydroxychloroquine",
    "mepacrine": "quinacrine",
    "cyclosporine": "ciclosporin",
    "cellcept": "mycophenolate mofetil",
    "ivig": "immunoglobulin",
    "temovate": "clobetasol",
}
GROUP_ORDER: tuple[DrugGroup, ...] = (*_TABLE, "other")
KNOWN_DRUGS: tuple[str, ...] = tuple(name for names in _TABLE.values() for name in names)
# Routes that put a drug on the skin or elsewhere than into the body's circulation.
_LOCAL_ROUTES = ("topical", "transdermal", "intralesional", "ophthalmic", "nasal", "inhal")


def generic_name(drug: str) -> str:
    """Return the drug's generic name in small letters, brand names translated where known."""
    name = " ".join(drug.casefold().split())
    return _ALIASES.get(name, name)


def group_of(course: Course) -> DrugGroup:
    """Return the group of a course: its own word, else by drug name and route."""
    if course.group is not None:
        return course.group
    if course.route and any(word in course.route.casefold() for word in _LOCAL_ROUTES):
        return "topical"
    return group_of_drug(course.drug)


def group_of_drug(drug: str) -> DrugGroup:
    """Return the group of a drug name, "other" where the table does not know it."""
    name = generic_name(drug)
    for group, names in _TABLE.items():
        if name in names:
            return group
    return "other"


def place_in_group(group: DrugGroup, drug: str) -> int:
    """Return the member's place in its group's table; unknown names get a stable place."""
    name = generic_name(drug)
    names = _TABLE.get(group, ())
    return names.index(name) if name in names else sum(name.encode()) % 8


def in_reading_order(case: Case) -> tuple[Course, ...]:
    """Return the courses as they are read: index drug, then by group, then as entered."""
    index = generic_name(case.index_drug or "")

    def key(course: Course) -> tuple[int, int]:
        return int(generic_name(course.drug) != index), GROUP_ORDER.index(group_of(course))

    return tuple(sorted(case.courses, key=key))
