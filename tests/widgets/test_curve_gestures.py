"""Response lines, grade bands, the full scale and laboratory plots, from menu and keys."""

import pytest
from PySide6.QtGui import QAction

from dle_desktop.app.program import Program
from dle_desktop.services.layouts import view_from
from dle_desktop.widgets.actions import LABS


def drawn(program: Program) -> list[str]:
    figure = program.workspace.timeline.figure
    assert figure is not None
    shown = [plot for plot in figure.plots[2:] if plot.key not in figure.options.hidden]
    return [plot.title for plot in shown]


def offered(program: Program) -> dict[str, QAction]:
    menu = program.actions.menu(LABS)
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if action.isCheckable()}


@pytest.mark.parametrize("name", ["response_lines", "grade_bands", "full_scale"])
def test_a_switch_changes_the_picture_is_ticked_and_remembered(program: Program, name: str) -> None:
    timeline, action = program.workspace.timeline, program.actions.action(name)
    before = timeline.figure
    action.trigger()
    assert timeline.figure != before
    assert action.isChecked()
    program._layouts.remember()
    assert getattr(view_from(program.settings.values.view), name)
    action.trigger()
    assert timeline.figure == before
    assert not action.isChecked()


def test_a_layout_ticks_what_it_turns_on(program: Program) -> None:
    program.actions.action("response_lines").trigger()
    with_lines = program.workspace.timeline.options
    program.actions.action("response_lines").trigger()
    program._layouts.choose(with_lines)
    assert program.actions.action("response_lines").isChecked()


def test_laboratory_plots_are_drawn_in_the_order_they_are_ticked(program: Program) -> None:
    assert [name for name, one in offered(program).items() if one.isChecked()] == ["neutrophils"]
    offered(program)["platelets"].trigger()
    offered(program)["haemoglobin"].trigger()
    assert drawn(program) == ["neutrophils", "platelets", "haemoglobin"]
    assert offered(program)["platelets"].isChecked()
    offered(program)["neutrophils"].trigger()
    assert drawn(program) == ["platelets", "haemoglobin"]


def test_the_key_steps_the_first_plot_and_leaves_the_others(program: Program) -> None:
    offered(program)["platelets"].trigger()
    seen = []
    for _ in range(4):
        program.actions.action("next_lab").trigger()
        seen.append(drawn(program))
    assert {names[1] for names in seen} == {"platelets"}
    assert "platelets" not in {names[0] for names in seen}
    assert len({names[0] for names in seen}) == len(offered(program)) - 1


def test_without_a_case_there_is_nothing_to_choose(program: Program) -> None:
    for case in program.session.cases:
        program.session.open_case(case.id)
        program.actions.action("delete_case").trigger()
    assert offered(program) == {}
