"""The format page: the case format for a person who writes or reads such files.

Made from the schema, a table per type. It knows no more than the schema does.
"""

import json
from collections.abc import Iterator

from dle_desktop.exchange.envelope import FORMAT, SYNTHETIC_NOTICE, VERSION
from dle_desktop.exchange.schema import Schema, case_schema

_OPENING = f"""\
# The case format: `{FORMAT}`, version {VERSION}

A case file is UTF-8 JSON (RFC 8259): one object with the fields of the envelope. The JSON Schema
beside this page, `case-{VERSION}.schema.json`, says the same for programs.

- **Unknown is left out** (or null), and is shown as "not reported". Zero is a value, not a gap.
- **All or nothing.** A file with one problem is refused as a whole; every problem is told with its
  path, such as `$.cases[0].labs[7].value`. An unknown field is a problem: nothing is dropped.
- **Identity.** `id` of a case is a UUID that stays with it. A file brought back in is compared
  case by case: new, identical, or changed; `revision`, `created` and `changed` are not compared.
- **Made-up values.** A case with `"synthetic": true` is shown as "{SYNTHETIC_NOTICE}"
  everywhere; a file with such a case says so in `synthetic_notice`.
- **Limits.** 64 MB; one object never gives a name twice; no NaN or infinity; no control characters
  (tabs and line breaks in notes only). A newer version is refused with its number.
- **Writing.** Fields in the order of this page, two spaces, line feeds; equal cases give equal
  bytes. Fields at their default are left out.

The smallest file:

```json
{{
  "format": "{FORMAT}",
  "version": {VERSION},
  "cases": [{{"id": "00000000-0000-4000-8000-000000000000", "label": "Case 1"}}]
}}
```
"""


def format_page() -> str:
    """Return the page as the text of `resources/schema/case-format.md`."""
    sections = [_OPENING]
    for name, definition in case_schema()["$defs"].items():
        sections.append("\n".join(_section(name, definition)) + "\n")
    return "\n".join(sections)


def _section(name: str, definition: Schema) -> Iterator[str]:
    yield f"## {name}\n"
    yield definition["description"] + "\n"
    yield "| field | value | meaning |"
    yield "|---|---|---|"
    for field, schema in definition["properties"].items():
        must = " (required)" if field in definition["required"] else ""
        yield f"| `{field}`{must} | {_value(schema)} | {schema['description']} |"


def _value(schema: Schema) -> str:
    given = schema["anyOf"][0] if "anyOf" in schema else schema
    default = schema.get("default")
    shown = "" if default in (None, [], False) else f"; default {json.dumps(default)}"
    return _kind(given) + shown


def _kind(schema: Schema) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return " · ".join(f"`{json.dumps(choice)}`" for choice in schema["enum"])
    if schema["type"] == "array":
        return f"list of {_kind(schema['items'])}"
    if schema["type"] == "string":
        longest = schema.get("maxLength")
        return f"text, at most {longest} characters" if longest else "text"
    if "minimum" in schema:
        kind = "whole number" if schema["type"] == "integer" else "number"
        return f"{kind}, {schema['minimum']:g} to {schema['maximum']:g}"
    return "true or false"
