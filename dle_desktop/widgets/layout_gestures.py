"""What a person does with layouts: choose tracks, keep a layout under a name, go back to usual.

The settings keep the present view and the named ones; this reads them after the first frame and
writes them back. It does not know how a track is drawn.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.services import layouts
from dle_desktop.services.layouts import NamedLayout
from dle_desktop.services.messages import Messages, Remedy
from dle_desktop.services.sealed_names import sealed, unsealed
from dle_desktop.services.session import Session
from dle_desktop.services.settings import SettingsFile
from dle_desktop.widgets.actions import Actions
from dle_desktop.widgets.prompts import Prompts


class LayoutGestures(QObject):
    """Handlers for the tracks of the main timeline and for named layouts."""

    def __init__(
        self,
        timeline: TimelineView,
        session: Session,
        settings: SettingsFile,
        messages: Messages,
        prompts: Prompts,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._timeline = timeline
        self._session = session
        self._settings = settings
        self._messages = messages
        self._prompts = prompts
        self._window = window
        self._dialog: QWidget | None = None
        self._menu: QMenu | None = None
        self._group: QActionGroup | None = None
        self.named: tuple[NamedLayout, ...] = ()
        timeline.tracks_requested.connect(self.show_tracks)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        return {"tracks": self.show_tracks, "save_layout": self.save_layout}

    def start(self, actions: Actions) -> None:
        """Show the view of the last time and fill the menu of layouts."""
        kept = layouts.layouts_from(self._settings.values.layouts)
        self.named = tuple(NamedLayout(one.name, self._unsealed(one.view)) for one in kept)
        view = layouts.view_from(self._settings.values.view)
        self._timeline.set_options(self._unsealed(view))
        self._menu = actions.submenu(self.tr("Layo&ut"), "save_layout")
        self._menu.aboutToShow.connect(self.fill_menu)
        self.fill_menu()

    def remember(self) -> None:
        """Keep the present view for the next start."""
        self._settings.change(view=layouts.view_text(sealed(self._timeline.options)))

    def show_tracks(self) -> None:
        """Open the list of tracks, or bring it to the front."""
        from dle_desktop.widgets.tracks_dialog import TracksDialog  # noqa: PLC0415 - rarely asked

        if self._dialog is None:
            self._dialog = TracksDialog(self._timeline, self._window)
            self._dialog.destroyed.connect(self._on_dialog_gone)
            self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def save_layout(self) -> None:
        """Keep the present view under a name."""
        present = self._present()
        wanted = self._ask(self.tr("Save layout"), present.name if present else "")
        if not wanted:
            return
        if wanted in self._names() and not self._may_replace(wanted):
            return
        if wanted not in self._names() and len(self.named) >= layouts.MOST_LAYOUTS:
            self._messages.warn(self.tr("There are as many layouts as are kept: delete one first."))
            return
        self._keep(layouts.with_layout(self.named, wanted, self._timeline.options))
        self._messages.say(self.tr('The layout "{name}" is saved.').format(name=wanted))

    def choose(self, view: ViewOptions) -> None:
        """Show the tracks as a layout says."""
        self._timeline.set_options(view)

    def rename(self) -> None:
        """Give the layout in force another name."""
        present = self._present()
        wanted = self._ask(self.tr("Rename layout"), present.name) if present else ""
        if present is None or not wanted or wanted == present.name:
            return
        if wanted in self._names():
            text = self.tr('There is a layout "{name}" already.').format(name=wanted)
            self._messages.warn(text)
            return
        new = NamedLayout(wanted, present.view)
        self._keep(tuple(new if one is present else one for one in self.named))

    def delete(self) -> None:
        """Delete the layout in force; what is shown stays."""
        present, before = self._present(), self.named
        if present is None:
            return
        self._keep(tuple(one for one in self.named if one is not present))
        text = self.tr('The layout "{name}" is deleted.').format(name=present.name)
        self._messages.say(text, Remedy(self.tr("Bring it back"), partial(self._keep, before)))

    def fill_menu(self) -> None:
        """Show the layouts there are, the one in force ticked."""
        menu = self._menu
        if menu is None:
            return
        menu.clear()
        if self._group is not None:
            self._group.deleteLater()
        self._group = QActionGroup(menu)
        present = self._present()
        usual = NamedLayout(self.tr("As usual"), DEFAULT_VIEW)
        for layout in (usual, *self.named):
            action = self._add(layout.name.replace("&", "&&"), partial(self.choose, layout.view))
            self._group.addAction(action)
            action.setCheckable(True)
            as_usual = layout is usual and self._timeline.options == DEFAULT_VIEW
            action.setChecked(as_usual or layout is present)
            if layout is usual:
                menu.addSeparator()
        if self.named:
            menu.addSeparator()
        for words, call in ((self.tr("&Rename…"), self.rename), (self.tr("&Delete"), self.delete)):
            self._add(words, call).setEnabled(present is not None)

    def _add(self, words: str, call: Callable[[], object]) -> QAction:
        assert self._menu is not None  # noqa: S101 - made in `start`
        action = self._menu.addAction(words)
        action.triggered.connect(partial(_without_tick, call))
        return action

    def _present(self) -> NamedLayout | None:
        return next((one for one in self.named if one.view == self._timeline.options), None)

    def _names(self) -> set[str]:
        return {one.name for one in self.named}

    def _ask(self, title: str, name: str) -> str:
        asked = self._prompts.text(title, self.tr("Name of the layout"), name)
        return layouts.tidy_name(asked or "")

    def _may_replace(self, name: str) -> bool:
        text = self.tr('There is a layout "{name}" already.').format(name=name)
        return self._prompts.choose(self.tr("Save layout"), text, (self.tr("Replace"),)) == 0

    def _keep(self, named: tuple[NamedLayout, ...]) -> None:
        self.named = named
        kept = tuple(NamedLayout(one.name, sealed(one.view)) for one in named)
        self._settings.change(layouts=layouts.layouts_text(kept))
        self._settings.try_save()

    def _unsealed(self, view: ViewOptions) -> ViewOptions:
        return unsealed(view, self._cases)

    def _cases(self) -> tuple[Case, ...]:
        return self._session.cases

    def _on_dialog_gone(self) -> None:
        self._dialog = None


def _without_tick(call: Callable[[], object], *_: bool) -> None:
    call()
