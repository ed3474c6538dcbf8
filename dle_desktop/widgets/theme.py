"""How the program looks: Fusion in the palette's colours, Inter, one 4-pixel grid, light or dark.

The colours come from `drawing.palette`, shared with the plots. It follows the system's scheme or
the person's choice and tells when the palette changes. It does not know any single widget: widgets
name a role (`plain_text.set_role`), the sheet below says how roles look.
"""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from dle_desktop.drawing import fonts
from dle_desktop.drawing.palette import DARK, LIGHT, Palette
from dle_desktop.widgets.icons import sheet_file

ThemeName = Literal["system", "light", "dark"]
GRID = 4
TEXT, SMALL, LARGE, TITLE = 13, 11, 15, 19  # pixels

# The first rule: no label shows markup, not those either that Qt makes for message boxes, tooltips
# and the like. It holds from a label's polishing on, before its text is laid out. An event filter
# on the application could do the same for some 20 ms of each start.
_SHEET = """
QLabel, QToolTip {{ qproperty-textFormat: PlainText; }}
QMainWindow, QDialog {{ background: {surface}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolBar QComboBox, QToolBar QLineEdit {{ padding: 1px 4px; }}
QMenuBar {{ background: {side}; padding: 3px 8px; border: 0; }}
QMenuBar::item {{ background: transparent; padding: 4px 10px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {selection}; }}
QMenu {{ background: {field}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; color: {ink}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QSplitter::handle {{ background: {side}; }}
QLabel[role="title"] {{ font-size: 19px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: 13px; font-weight: 600; }}
QLabel[role="muted"] {{ font-size: 11px; color: {muted}; }}
QLabel[role="value"] {{ font-size: 15px; font-weight: 600; }}
QLabel[role="small"] {{ font-size: 11px; }}
QLabel[role="chosen"] {{ font-size: 11px; font-weight: 600; color: {ink}; }}
QLabel[role="empty"] {{ font-size: 13px; color: {muted}; }}
QLabel[role="warning"] {{ font-size: 11px; color: {warning}; }}
QLabel[role="error"] {{ font-size: 11px; color: {error}; }}
QLabel[role="cell-reason"] {{ font-size: 11px; color: {warning}; background: {field};
  border: 1px solid {warning}; border-radius: 4px; padding: 3px 6px; }}
QWidget[role="side"] {{ background: {side}; }}
QWidget[role="surface"] {{ background: {surface}; }}
QFrame[role="rule"] {{ background: {line}; border: 0; }}
QFrame[role="popover"] {{ background: {field}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="message-info"] {{ background: {selection}; }}
QFrame[role="message-warning"] {{ background: {tint}; }}
QFrame[role="message-error"] {{ background: {alarm}; }}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{
  background: {field}; color: {ink}; border: 1px solid {line}; border-radius: 6px;
  padding: 4px 8px; selection-background-color: {accent}; selection-color: {surface}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
  border: 1px solid {accent}; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] {{
  border: 1px solid {warning}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {side}; }}
QTableView QLineEdit {{ border-radius: 0; padding: 0 2px; font-size: 12px; }}
QTableView QComboBox {{ border-radius: 0; padding: 0 2px; font-size: 12px; }}
QComboBox::drop-down {{ border: 0; width: 20px; }}
QComboBox::down-arrow {{ image: url({arrow}); width: 12px; height: 12px; }}
QPushButton {{
  background: {field}; border: 1px solid {line}; border-radius: 6px; padding: 5px 12px; }}
QPushButton:hover {{ background: {selection}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:default {{ background: {accent}; color: {surface}; border-color: {accent}; }}
QPushButton:default:disabled, QPushButton:disabled {{
  background: {side}; color: {muted}; border-color: {line}; }}
QPushButton[role="link"] {{
  background: transparent; border: 1px solid transparent; color: {accent}; font-weight: 600;
  padding: 4px 4px; border-radius: 4px; }}
QPushButton[role="link"]:hover {{ background: {selection}; }}
QPushButton[role="link"]:focus {{ border-color: {accent}; }}
QPushButton[role="link"]:disabled {{ color: {muted}; background: transparent; }}
QPushButton[role="record"] {{
  background: transparent; border: 1px solid transparent; color: {accent}; font-size: 11px;
  padding: 1px 3px; border-radius: 4px; text-align: left; }}
QPushButton[role="record"]:hover {{ background: {selection}; }}
QPushButton[role="record"]:focus {{ border-color: {accent}; }}
QTabWidget::pane {{ border: 0; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{
  background: transparent; color: {muted}; border: 0; border-bottom: 2px solid transparent;
  padding: 4px 1px 5px 1px; margin-right: 6px; font-size: 12px; }}
QTabBar::tab:hover {{ color: {ink}; }}
QTabBar::tab:selected {{ color: {ink}; font-weight: 600; border-bottom: 2px solid {accent}; }}
QTabBar::tab:focus {{ color: {accent}; background: {selection}; border-radius: 4px; }}
QTableView, QListView, QTreeView {{
  background: transparent; border: 0; outline: 0;
  selection-background-color: {selection}; selection-color: {ink}; }}
QTableView {{ font-size: 12px; }}
QTableView::item {{ border-bottom: 1px solid {line}; }}
QTableView::item:selected {{ background: {selection}; color: {ink}; }}
QTableView::item:focus {{ border: 1px solid {accent}; }}
QListWidget::item {{ padding: 5px 4px; border-radius: 4px; }}
QListWidget::item:selected {{ background: {selection}; color: {ink}; }}
QListWidget::indicator {{ width: 14px; height: 14px; border: 1px solid {muted};
  border-radius: 3px; background: {field}; }}
QListWidget::indicator:checked {{ image: url({check}); }}
QHeaderView, QHeaderView::section {{
  background: transparent; color: {muted}; border: 0; font-size: 11px; font-weight: 400; }}
QTableCornerButton::section {{ background: transparent; border: 0; }}
QHeaderView::section {{ padding: 4px; border-bottom: 1px solid {line}; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 2px; min-height: 24px;
  min-width: 24px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {field}; color: {ink}; border: 1px solid {line}; padding: 4px; }}
QTextBrowser {{ background: {surface}; border: 0; }}
"""


def qt_palette(colours: Palette) -> QPalette:
    """Return Qt's palette in our colours."""
    palette = QPalette()
    role = QPalette.ColorRole
    table = {
        role.Window: colours.surface,
        role.WindowText: colours.ink,
        role.Base: colours.field,
        role.AlternateBase: colours.side,
        role.Text: colours.ink,
        role.Button: colours.side,
        role.ButtonText: colours.ink,
        role.BrightText: colours.error,
        role.Highlight: colours.selection,
        role.HighlightedText: colours.ink,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.field,
        role.ToolTipText: colours.ink,
        role.PlaceholderText: colours.muted,
        role.Mid: colours.line,
        role.Accent: colours.accent,
    }
    for name, colour in table.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.muted))
    return palette


def mixed(colour: str, ground: str, share: float) -> str:
    """Return a colour laid over a ground at a share of 0 to 1, as opaque text."""
    top, bottom = QColor(colour), QColor(ground)
    parts = (
        round(getattr(top, name)() * share + getattr(bottom, name)() * (1 - share))
        for name in ("red", "green", "blue")
    )
    return "#" + "".join(f"{part:02X}" for part in parts)


def style_sheet(colours: Palette) -> str:
    """Return the style sheet in our colours."""
    names = ("surface", "side", "field", "ink", "muted", "line", "selection", "accent",
             "warning", "error")  # fmt: skip
    return _SHEET.format(
        tint=mixed(colours.warning, colours.surface, 0.14),
        alarm=mixed(colours.error, colours.surface, 0.14),
        arrow=sheet_file("arrow-down"),
        check=sheet_file("check"),
        **{name: getattr(colours, name) for name in names},
    )


class Theme(QObject):
    """The palette in force; follows the system's scheme unless the person chose one."""

    palette_changed = Signal(object)  # drawing.palette.Palette

    def __init__(self, application: QApplication, name: ThemeName = "system") -> None:
        super().__init__(application)
        self._application = application
        self.name: ThemeName = name
        self.palette = self._wanted()
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def apply(self) -> None:
        """Give the application its typeface and colours: all that follows is measured in them."""
        self._application.setFont(fonts.font(TEXT))
        self._application.setPalette(qt_palette(self.palette))

    def dress(self) -> None:
        """Lay the style sheet over what is built: laid before, it would style each step of it."""
        sheet = style_sheet(self.palette)
        if sheet != self._application.styleSheet():
            self._application.setStyleSheet(sheet)

    def choose(self, name: ThemeName) -> None:
        """Follow the system, or stay light or dark."""
        self.name = name
        self._on_scheme_changed()

    def _wanted(self) -> Palette:
        if self.name == "system":
            dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self.name == "dark" else LIGHT

    def _on_scheme_changed(self) -> None:
        wanted = self._wanted()
        if wanted is not self.palette:
            self.palette = wanted
            self._application.setPalette(qt_palette(wanted))
            self.dress()
            self.palette_changed.emit(wanted)
