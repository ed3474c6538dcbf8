"""The resources of a FHIR file, and how one refers to another.

Relative, absolute, `urn:uuid` and contained references, each of which may lead nowhere. It does not
know what a resource means.
"""

from collections.abc import Iterable

from msgspec import Struct

from dle_desktop.exchange.fhir_values import Node, node, nodes, text_of


class Resource(Struct, frozen=True):
    """One resource: its place in the file, its number there, and its content."""

    number: int  # from 1
    path: str
    kind: str
    body: Node
    id: str | None = None
    url: str | None = None  # the entry's fullUrl

    @property
    def source(self) -> str:
        """What a person finds it by: kind and id, else its place."""
        return f"{self.kind}/{self.id}" if self.id else f"{self.kind}/(no id) {self.path}"


def resource_of(body: Node, number: int, path: str, url: object = None) -> Resource:
    """Return a resource; the kind is empty where it names none."""
    kind = text_of(body.get("resourceType"), 60) or ""
    return Resource(number, path, kind, body, text_of(body.get("id"), 120), text_of(url))


class Pile:
    """All resources of a file, found by what refers to them."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.resources = tuple(resources)
        self._named: dict[str, list[Resource]] = {}
        for resource in self.resources:
            names = {f"{resource.kind}/{resource.id}", f"urn:uuid:{resource.id}", resource.url}
            for name in names - {None, f"{resource.kind}/None", "urn:uuid:None"}:
                self._named.setdefault(str(name), []).append(resource)

    def find(self, reference: str, asking: Resource) -> Resource | None:
        """Return the resource a reference means, None if it is not in the file or not certain."""
        plain = reference.partition("/_history/")[0]
        base = (asking.url or "").rpartition(f"/{asking.kind}/")[0]
        for name in (f"{base}/{plain}", plain, short(plain)):
            found = self._named.get(name, [])
            if len(found) == 1:
                return found[0]
        return None


def short(reference: str) -> str:
    """Return the end of a reference that says kind and id: "Patient/17"."""
    return "/".join(reference.split("/")[-2:])


def contained(body: Node, reference: str) -> Node | None:
    """Return the resource inside another that `#id` means."""
    wanted = reference.removeprefix("#")
    return next((one for one in nodes(body.get("contained")) if one.get("id") == wanted), None)


def reference_of(value: object) -> str | None:
    """Return the text of a Reference."""
    return text_of(node(value).get("reference"))
