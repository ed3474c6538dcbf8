"""What a person does with the view: theme, parts, next case, help."""

from collections.abc import Callable, Mapping
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from dle_desktop import __version__
from dle_desktop.domain.case import Case
from dle_desktop.drawing.time_axis import TimeAxis
from dle_desktop.drawing.view_options import DoseScale, ViewOptions
from dle_desktop.services.session import Session
from dle_desktop.services.settings import SettingsFile
from dle_desktop.widgets.actions import Actions
from dle_desktop.widgets.prompts import Prompts
from dle_desktop.widgets.theme import Theme, ThemeName
from dle_desktop.widgets.time_gestures import TimeGestures
from dle_desktop.widgets.workspace import Workspace

_THEMES: tuple[ThemeName, ...] = ("system", "light", "dark")
_SCALES: tuple[DoseScale, ...] = ("own", "common", "root")


class ViewGestures(QObject):
    """Handlers for the view, the records in front and help."""

    def __init__(
        self,
        workspace: Workspace,
        session: Session,
        settings: SettingsFile,
        theme: Theme,
        prompts: Prompts,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._session = session
        self._settings = settings
        self._theme = theme
        self._prompts = prompts
        self._window = window
        self._actions: Actions | None = None
        self._time = TimeGestures(workspace, session, settings)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        work = self._workspace
        return {
            **self._time.handlers(),
            **{f"add_{name}": partial(work.side.add, name) for name in work.side.panels},
            **{f"theme_{name}": partial(self.choose_theme, name) for name in _THEMES},
            "clasi_sheet": work.side.open_clasi_sheet,
            "page_a4": partial(self.choose_page, "a4"),
            "page_letter": partial(self.choose_page, "letter"),
            "grey": self.turn_grey,
            "edit_record": self._edit_record,
            "remove_record": self._remove_record,
            "change_at_cursor": work.picture.ask_at_cursor,
            "find_case": self.find_case,
            "previous_case": partial(work.cases.step, -1),
            "next_case": partial(work.cases.step, 1),
            **{f"scale_{scale}": partial(self.choose_scale, scale) for scale in _SCALES},
            "snap": self.turn_snap,
            "track_table": work.timeline.pointing.ask_table,
            "copy_read_out": work.side.read_out.copy,
            "why": work.explain,
            "show_cases": self.turn_cases,
            "show_records": self.turn_records,
            "guide": partial(self._read, self.tr("Guide"), "help/guide.md"),
            "changes": partial(self._read, self.tr("What changed"), "help/changes.md"),
            "shortcuts": self._show_shortcuts,
            "about": self._about,
            "quit": self._window.close,
        }

    def start(self, actions: Actions) -> None:
        """Show the choices of the last time."""
        self._actions = actions
        self._time.start(actions)
        self.show_choices()
        actions.set_palette(self._theme.palette)
        self._workspace.set_palette(self._theme.palette)
        self._workspace.restore_splits(
            self._settings.values.outer_split, self._settings.values.inner_split
        )
        self._theme.palette_changed.connect(self._workspace.set_palette)
        self._theme.palette_changed.connect(actions.set_palette)
        self._workspace.state_changed.connect(self.enable)
        self._session.undo_stack.indexChanged.connect(self.enable)
        self._workspace.timeline.figure_changed.connect(self._tick_options)
        self._tick_options()
        self.enable()

    def enable(self) -> None:
        """Enable what can be done now."""
        if self._actions is None:
            return
        may_write, stack = not self._session.read_only, self._session.undo_stack
        panel = self._workspace.side.current_panel()
        self._actions.enable(
            has_case=self._session.case is not None,
            may_write=may_write,
            has_record=panel is not None and panel.has_selection,
        )
        self._time.enable()
        self._actions.name_steps(stack.undoText(), stack.redoText(), may_write=may_write)

    def choose_theme(self, name: ThemeName) -> None:
        """Follow the system's colours, or stay light or dark."""
        self._settings.change(theme=name)
        self._theme.choose(name)
        self.show_choices()

    def turn_snap(self) -> None:
        """Let the cursor snap to what is near it, or follow the pointer freely."""
        self._settings.change(snap=not self._settings.values.snap)
        self.show_choices()

    def choose_scale(self, scale: DoseScale) -> None:
        """Draw each drug on its own scale, all on one, or each by the square root."""
        timeline = self._workspace.timeline
        timeline.set_options(replace(timeline.options, dose_scale=scale))
        self._tick_options()

    def _tick_options(self) -> None:
        """Tick how doses are drawn, whoever chose it."""
        if self._actions is not None:
            for scale in _SCALES:
                chosen = self._workspace.timeline.options.dose_scale
                self._actions.tick(f"scale_{scale}", chosen == scale)

    def view_options(self) -> ViewOptions:
        """Return what is shown and how, so that paper shows the same."""
        return self._workspace.timeline.options

    def shown_cases(self) -> list[Case]:
        """Return the cases the list shows: all, or those the search finds."""
        model = self._workspace.cases.model
        return [model.case(row) for row in range(model.rowCount())]

    def days(self) -> tuple[float, float] | None:
        """Return the days on the screen, None where they are the whole case."""
        timeline = self._workspace.timeline
        return None if timeline.shows_all() else timeline.visible()

    def time(self) -> TimeAxis:
        """Return how time is told, so that paper tells it the same way."""
        return self._time.time()

    def turn_cases(self) -> None:
        """Show or hide the list of cases."""
        self._settings.change(case_list_shown=not self._settings.values.case_list_shown)
        self.show_choices()

    def turn_records(self) -> None:
        """Show or hide the records."""
        self._settings.change(records_shown=not self._settings.values.records_shown)
        self.show_choices()

    def find_case(self) -> None:
        """Put the cursor into the search."""
        if not self._settings.values.case_list_shown:
            self.turn_cases()
        self._workspace.cases.search.setFocus()
        self._workspace.cases.search.selectAll()

    def choose_page(self, page: str) -> None:
        """Print on A4 or on Letter from now on."""
        self._settings.change(page=page)
        self.show_choices()

    def turn_grey(self) -> None:
        """Print in colour or in grey from now on."""
        grey = self._settings.values.palette == "grey"
        self._settings.change(palette="colour" if grey else "grey")
        self.show_choices()

    def remember(self) -> None:
        """Keep where the parts meet."""
        outer, inner = self._workspace.splits()
        self._settings.change(outer_split=outer, inner_split=inner)

    def show_choices(self) -> None:
        """Show and tick what is chosen, whoever chose it."""
        chosen = self._settings.values
        self._workspace.timeline.pointing.snapping = chosen.snap
        self._workspace.show_parts(cases=chosen.case_list_shown, records=chosen.records_shown)
        if self._actions is not None:
            self._actions.tick("snap", chosen.snap)
            self._actions.tick("show_cases", chosen.case_list_shown)
            self._actions.tick("show_records", chosen.records_shown)
            for page in ("a4", "letter"):
                self._actions.tick(f"page_{page}", chosen.page == page)
            self._actions.tick("grey", chosen.palette == "grey")
            for name in _THEMES:
                self._actions.tick(f"theme_{name}", chosen.theme == name)

    def _edit_record(self) -> None:
        panel = self._workspace.side.current_panel()
        if panel is not None:
            panel.edit()

    def _remove_record(self) -> None:
        panel = self._workspace.side.current_panel()
        if panel is not None:
            panel.remove()

    def _read(self, title: str, name: str) -> None:
        from dle_desktop.widgets.help_dialog import ReadingDialog  # noqa: PLC0415 - rarely asked

        ReadingDialog(title, name, self._window).open()

    def _show_shortcuts(self) -> None:
        from dle_desktop.widgets.help_dialog import ShortcutsDialog  # noqa: PLC0415

        if self._actions is not None:
            ShortcutsDialog(self._actions.shortcuts(), self._window).open()

    def _about(self) -> None:
        text = self.tr(
            "DLE Desktop {version}\n\nReview cases of discoid lupus erythematosus treated with "
            "lenalidomide, offline. Nothing leaves this computer unless you export or print it.\n\n"
            "It shows what is recorded; it is not a medical device and gives no advice."
        ).format(version=__version__)
        self._prompts.choose(self.tr("About DLE Desktop"), text, (self.tr("Close"),))
