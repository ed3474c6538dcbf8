"""What the program itself puts on the clipboard: a case in words or as a picture, and no history.

Programs that keep what was copied are asked not to: the data is a patient's, and goes when the
program ends. The hints are those password managers give; each system reads its own and ignores the
others'. What a person copies out of a field with the field's own keys goes past here.
"""

import os

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

SVG, PNG = "image/svg+xml", "image/png"
HINTS = {
    "x-kde-passwordManagerHint": b"secret",  # Klipper, and other keepers on Linux
    # Windows: no history, no other devices. The last two are numbers of four bytes.
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
}
_OURS = "application/x-dle-desktop"  # with the process: another window's copy is not ours


def copy_text(text: str) -> None:
    """Put a text on the clipboard."""
    data = QMimeData()
    data.setText(text)
    _copy(data)


def copy_picture(svg: bytes, png: bytes) -> bool:
    """Put a picture on the clipboard in two forms; return whether the second can be read."""
    image = QImage.fromData(png)
    if image.isNull():
        return False
    data = QMimeData()
    data.setData(SVG, svg)
    data.setData(PNG, png)
    data.setImageData(image)
    _copy(data)
    return True


def _copy(data: QMimeData) -> None:
    for name, value in HINTS.items():
        data.setData(name, value)
    data.setData(_OURS, str(os.getpid()).encode())
    QGuiApplication.clipboard().setMimeData(data)


def forget() -> None:
    """Take away what was put on the clipboard here, unless something else is on it by now."""
    board = QGuiApplication.clipboard()
    data = board.mimeData()
    if data is not None and data.data(_OURS).data() == str(os.getpid()).encode():
        board.clear()
