"""The actions: everything a person can ask for, in one table.

Menus, shortcuts and the list of shortcuts are made from the table. What an action does is the
business of whoever hands in the handlers, by the action's name.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from dle_desktop.drawing.palette import Palette
from dle_desktop.widgets import icons
from dle_desktop.widgets.plain_text import tr


class Spec(NamedTuple):
    """One action: its name, menu, text with mnemonic, keys and icon, and what it needs.

    The menu of a menu is written behind a stroke: "&View/Time ran&ge".
    """

    name: str
    menu: str
    text: str
    keys: str = ""
    icon: str = ""
    needs: str = ""  # "case": an open case; "edit": one, and a library that may be written;
    # "write": a library that may be written; "record": a selected one that may be changed;
    # "selected": a selected record
    group: str = ""  # one of a group is ticked
    tick: bool = False


MENUS = ("&File", "&Edit", "&Case", "&Timeline", "&View", "&Help")
_FILE, _EDIT, _CASE, _TIME, _VIEW, _HELP = MENUS
_RANGE, _UNIT, COUNT_FROM, _SCALE = (
    f"{_TIME}/{part}" for part in ("Time ran&ge", "Count i&n", "Count fro&m", "Dose &scale")
)
LABS = f"{_TIME}/L&aboratory plots"

TABLE: tuple[Spec, ...] = (
    Spec("new_case", _FILE, "&New case", "Ctrl+N", "new-case", "write"),
    Spec("open_library", _FILE, "&Open library…", "Ctrl+O", "open"),
    Spec("", _FILE, ""),
    Spec("import_files", _FILE, "&Import…", "Ctrl+I", "import", "write"),
    Spec("export_case", _FILE, "&Export case…", "Ctrl+E", "export", "case"),
    Spec("export_all", _FILE, "Export &all cases…", "Ctrl+Shift+E", "export", "case"),
    Spec("export_reduced", _FILE, "Export with &reduced identifiers…", "Ctrl+Alt+E", "", "case"),
    Spec("", _FILE, ""),
    Spec("backups", _FILE, "&Backups…", "Ctrl+Alt+B"),
    Spec("passphrase", _FILE, "Passp&hrase…", "Ctrl+Alt+L"),
    Spec("check_library", _FILE, "Chec&k library", "Ctrl+Alt+K"),
    Spec("snapshot", _FILE, "Export &snapshot…", "Ctrl+Shift+S", "snapshot", "case"),
    Spec("several", _FILE, "Snapshots of several &cases…", "Ctrl+Alt+S", "", "case"),
    Spec("preview", _FILE, "Print pre&view…", "Ctrl+Shift+P", "preview", "case"),
    Spec("print", _FILE, "&Print…", "Ctrl+P", "print", "case"),
    Spec("", _FILE, ""),
    Spec("page_a4", _FILE, "Paper A&4", group="page"),
    Spec("page_letter", _FILE, "Paper &Letter", group="page"),
    Spec("grey", _FILE, "Print in &grey", tick=True),
    Spec("", _FILE, ""),
    Spec("quit", _FILE, "&Quit", "Ctrl+Q"),
    Spec("undo", _EDIT, "&Undo", "Ctrl+Z", "undo", "write"),
    Spec("redo", _EDIT, "&Redo", "Ctrl+Shift+Z", "redo", "write"),
    Spec("", _EDIT, ""),
    Spec("add_dose", _EDIT, "Add &dose", "Ctrl+D", "add", "edit"),
    Spec("add_assessment", _EDIT, "Add &CLASI", "Ctrl+K", "add", "edit"),
    Spec("clasi_sheet", _EDIT, "CLASI &sheet…", "Ctrl+Shift+K", "", "edit"),
    Spec("add_lab", _EDIT, "Add &lab", "Ctrl+L", "add", "edit"),
    Spec("add_event", _EDIT, "Add &event", "Ctrl+T", "add", "edit"),
    Spec("", _EDIT, ""),
    Spec("edit_record", _EDIT, "Edit record", "Ctrl+Return", "edit", "record"),
    Spec("remove_record", _EDIT, "Delete record", "Ctrl+Del", "delete", "record"),
    Spec("change_at_cursor", _EDIT, "Change &at the cursor…", "", "", "edit"),
    Spec("", _EDIT, ""),
    Spec("copy_picture", _EDIT, "Copy &picture", "Ctrl+Shift+C", "copy", "case"),
    Spec("copy_values", _EDIT, "Copy &values", "Ctrl+Alt+C", "", "case"),
    Spec("copy_read_out", _EDIT, "Cop&y read-out", "Ctrl+Alt+R", "", "case"),
    Spec("", _EDIT, ""),
    Spec("find_case", _EDIT, "&Find case", "Ctrl+F", "search"),
    Spec("case_rules", _CASE, "&Rules of this case…", "Ctrl+Shift+R", "", "case"),
    Spec("", _CASE, ""),
    Spec("duplicate_case", _CASE, "&Duplicate case", "Ctrl+Shift+D", "duplicate", "edit"),
    Spec("delete_case", _CASE, "De&lete case", "Ctrl+Shift+Del", "trash", "edit"),
    Spec("history", _CASE, "&History…", "Ctrl+H", "", "case"),
    Spec("printed", _CASE, "Printed snapsh&ots…", "Ctrl+Alt+P", "", "case"),
    Spec("trash", _CASE, "&Trash…", "", "restore"),
    Spec("", _CASE, ""),
    Spec("previous_case", _CASE, "&Previous case", "Ctrl+Up", "previous"),
    Spec("next_case", _CASE, "&Next case", "Ctrl+Down", "next"),
    Spec("calendar", _TIME, "&Calendar axis", "R", "axis", "case", tick=True),
    Spec("unit_auto", _UNIT, "What &fits", "", "", "case", group="unit"),
    Spec("unit_day", _UNIT, "&Days", "", "", "case", group="unit"),
    Spec("unit_week", _UNIT, "&Weeks", "", "", "case", group="unit"),
    Spec("unit_month", _UNIT, "&Months", "", "", "case", group="unit"),
    Spec("count_day_zero", COUNT_FROM, "&Day 0", "", "", "case", group="origin"),
    Spec("fold_empty", _TIME, "&Fold empty time", "", "", "case", tick=True),
    Spec("scale_own", _SCALE, "Each drug on its &own scale", "", "", "case", group="scale"),
    Spec("scale_common", _SCALE, "&All drugs on one scale", "", "", "case", group="scale"),
    Spec("scale_root", _SCALE, "Each drug by the s&quare root", "", "", "case", group="scale"),
    Spec("next_lab", LABS, "&Another in the first plot", "L", "", "case"),
    Spec("response_lines", _TIME, "Response &lines", "B", "", "case", tick=True),
    Spec("grade_bands", _TIME, "Grade &bands", "G", "", "case", tick=True),
    Spec("full_scale", _TIME, "F&ull scale of scores", "F", "", "case", tick=True),
    Spec("snap", _TIME, "Sna&p to visits, labs and events", "S", "", "case", tick=True),
    Spec("track_table", _TIME, "&Table of this track", "T", "", "case"),
    Spec("why", _TIME, "W&hy?", "W", "", "case"),
    Spec("zoom_in", _TIME, "Zoom &in", "Ctrl++", "zoom-in", "case"),
    Spec("zoom_out", _TIME, "Zoom &out", "Ctrl+-", "zoom-out", "case"),
    Spec("zoom_all", _TIME, "&Whole case", "Ctrl+0", "zoom-all", "case"),
    Spec("on_drug", _RANGE, "On the &index drug", "Ctrl+1", "", "case"),
    Spec("last_months", _RANGE, "Last 6 &months", "Ctrl+2", "", "case"),
    Spec("around_record", _RANGE, "&Around the selected record", "Ctrl+3", "", "selected"),
    Spec("type_range", _RANGE, "&Type a range…", "Ctrl+G", "", "case"),
    Spec("", _RANGE, ""),
    Spec("back", _RANGE, "&Back", "Alt+Left", "", "case"),
    Spec("forward", _RANGE, "&Forward", "Alt+Right", "", "case"),
    Spec("earlier", _RANGE, "&Earlier by a screen", "PgUp", "", "case"),
    Spec("later", _RANGE, "&Later by a screen", "PgDown", "", "case"),
    Spec("save_layout", _VIEW, "Sa&ve layout…", needs="case"),
    Spec("tracks", _VIEW, "&Tracks…", "F7", needs="case"),
    Spec("", _VIEW, ""),
    Spec("theme_system", _VIEW, "Colours of the s&ystem", group="theme"),
    Spec("theme_light", _VIEW, "&Light", group="theme"),
    Spec("theme_dark", _VIEW, "&Dark", group="theme"),
    Spec("", _VIEW, ""),
    Spec("new_window", _VIEW, "&New window", "Ctrl+Shift+N", "", "case"),
    Spec("reading", _VIEW, "Readin&g on the full screen", "F11", "", "case"),
    Spec("", _VIEW, ""),
    Spec("lock", _VIEW, "Loc&k", "Ctrl+Shift+L"),
    Spec("", _VIEW, ""),
    Spec("show_cases", _VIEW, "Show ca&ses", "F8", tick=True),
    Spec("show_records", _VIEW, "Show &records", "F9", tick=True),
    Spec("guide", _HELP, "&Guide", "F1", "help"),
    Spec("changes", _HELP, "What &changed"),
    Spec("shortcuts", _HELP, "&Keyboard shortcuts", "Ctrl+/"),
    Spec("", _HELP, ""),
    Spec("about", _HELP, "&About DLE Desktop"),
)
# Second keys for what people expect elsewhere; "Ctrl+=" is "+" without Shift.
MORE_KEYS = {"redo": ("Ctrl+Y",), "zoom_in": ("Ctrl+=",)}


class Actions(QObject):
    """The actions of the window, by name."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._unpainted: set[str] = set()
        window.menuBar().setNativeMenuBar(True)
        self._colours: Palette | None = None
        for title in MENUS:
            self._menus[title] = window.menuBar().addMenu(tr(title))
            self._menus[title].aboutToShow.connect(partial(self._paint_icons, title))
        for spec in TABLE:
            if spec.name:
                self._add(spec, handlers[spec.name])
            else:
                self.menu(spec.menu).addSeparator()

    def action(self, name: str) -> QAction:
        """Return the action of a name."""
        return self._actions[name]

    def menu(self, title: str) -> QMenu:
        """Return the menu of a title; a menu of a menu is made where it first occurs."""
        if title not in self._menus:
            above, _, own = title.rpartition("/")
            self._menus[title] = self._menus[above].addMenu(tr(own))
        return self._menus[title]

    def submenu(self, text: str, before: str) -> QMenu:
        """Add a menu within a menu, above the action of a name."""
        menu = QMenu(text, self._window)
        place = next(spec.menu for spec in TABLE if spec.name == before)
        self._menus[place].insertMenu(self._actions[before], menu)
        return menu

    def enable(self, *, has_case: bool, may_write: bool, has_record: bool) -> None:
        """Enable what can be done now."""
        met = {
            "": True,
            "case": has_case,
            "write": may_write,
            "edit": has_case and may_write,
            "record": has_record and may_write,
            "selected": has_record,
        }
        for spec in TABLE:
            if spec.name:
                self._actions[spec.name].setEnabled(met[spec.needs])

    def tick(self, name: str, ticked: bool) -> None:
        """Show an action as ticked or not, without doing it."""
        blocker = QSignalBlocker(self._actions[name])
        self._actions[name].setChecked(ticked)
        blocker.unblock()

    def name_steps(self, undo: str, redo: str, *, may_write: bool) -> None:
        """Say in the menu what Undo and Redo would do."""
        words = {"undo": (tr("&Undo {step}"), undo), "redo": (tr("&Redo {step}"), redo)}
        for name, (pattern, step) in words.items():
            step_words = step[:1].lower() + step[1:] if step[1:2].islower() else step
            self._actions[name].setText(pattern.format(step=step_words).strip())
            self._actions[name].setEnabled(bool(step) and may_write)

    def set_palette(self, colours: Palette) -> None:
        """Paint the icons in these colours from now on."""
        self._colours = colours
        self._unpainted = set(MENUS)

    def _paint_icons(self, menu: str) -> None:
        """Paint a menu's icons when it is first opened: the start is quicker without."""
        if self._colours is None or menu not in self._unpainted:
            return
        self._unpainted.discard(menu)
        for spec in TABLE:
            if spec.icon and spec.menu == menu:
                self._actions[spec.name].setIcon(icons.icon(spec.icon, self._colours))

    def shortcuts(self) -> tuple[tuple[str, str, str], ...]:
        """Return menu, words and keys of every action that has keys."""
        rows = []
        for spec in TABLE:
            keys = (spec.keys, *MORE_KEYS.get(spec.name, ()))
            if spec.keys:
                native = QKeySequence.SequenceFormat.NativeText
                shown = ", ".join(QKeySequence(one).toString(native) for one in keys)
                menu = " > ".join(_bare(tr(part)) for part in spec.menu.split("/"))
                rows.append((menu, _bare(tr(spec.text)), shown))
        return tuple(rows)

    def _add(self, spec: Spec, handler: Callable[[], object]) -> None:
        action = QAction(tr(spec.text), self._window)
        action.setObjectName(spec.name)
        keys = [key for key in (spec.keys, *MORE_KEYS.get(spec.name, ())) if key]
        action.setShortcuts([QKeySequence(key) for key in keys])
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(self))
            group.addAction(action)
        action.setCheckable(spec.tick or bool(spec.group))
        if spec.name == "quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        elif spec.name == "about":
            action.setMenuRole(QAction.MenuRole.AboutRole)
        action.triggered.connect(_Call(handler, action).go)
        self._actions[spec.name] = action
        self.menu(spec.menu).addAction(action)


class _Call(QObject):
    """Drops the tick that `triggered` carries: handlers take nothing."""

    def __init__(self, handler: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._handler = handler

    def go(self) -> None:
        self._handler()


def _bare(text: str) -> str:
    return text.replace("&", "").rstrip("…")
