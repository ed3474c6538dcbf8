"""The grade of an event as a clinician recorded it, with the version it is told by.

It is kept as recorded, whatever the version; grades of counts are made in `toxicity`.
"""

from dle_desktop.domain.case import Event


def recorded_grade(event: Event) -> str:
    """Return the grade with its version, "" without a grade."""
    if event.grade is None:
        return ""
    return f"grade {event.grade} ({event.grade_version or 'version not reported'})"
