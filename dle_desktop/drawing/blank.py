"""The quiet field that stands where nothing is recorded, and says so."""

from PySide6.QtCore import QRectF

from dle_desktop.drawing.canvas import BODY, Canvas


def paint_blank(canvas: Canvas, box: QRectF, words: str, invite: str) -> None:
    """Paint the field; without words it is the ground of something else."""
    corners = [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]
    canvas.area(corners, canvas.palette.color("ink", 0.03))
    if words:
        said = f"{words}: {invite}" if canvas.invites else words
        canvas.text(
            box.center().x(), box.center().y() + canvas.px(4), said, BODY,
            canvas.palette.color("muted"), align="center",
        )  # fmt: skip
