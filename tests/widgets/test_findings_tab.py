"""The tab of findings: every sentence can be read to its end."""

from PySide6.QtCore import Qt

from dle_desktop.app.program import Program
from dle_desktop.domain.case import Case, LabResult
from dle_desktop.domain.moments import Moment


def test_a_row_is_as_high_as_its_sentence(program: Program) -> None:
    labs = tuple(
        LabResult(id=f"l{number}", moment=Moment(offset=f"P{number}D"), analyte="ANC", value=1.4,
                  unit="furlongs"[:number])
        for number in range(1, 9)
    )  # fmt: skip
    tab = program.workspace.side.findings
    program.workspace.side.tabs.setCurrentWidget(tab)
    tab.show_case(Case(id="11111111-1111-4111-8111-111111111111", label="Case", labs=labs))
    shown = tab.list
    beside, above = 44, 10  # the icon, the padding of the style sheet and the spacing
    for row in range(shown.count()):
        item = shown.item(row)
        room = shown.viewport().width() - beside
        text = shown.fontMetrics().boundingRect(
            0, 0, room, 900, Qt.TextFlag.TextWordWrap, item.text()
        )
        assert shown.visualItemRect(item).height() >= text.height() + above
