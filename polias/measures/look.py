"""How charts of figures look, wherever they are drawn: one set of letters, lines and colours."""

from __future__ import annotations

from typing import Any

FONT = "Noto Sans, Arial, Liberation Sans, DejaVu Sans, sans-serif"
INK, MUTED, BAND = "#0b0c0c", "#505a5f", "#dfe6ea"
HIGH, LOW = "#c75000", "#1d70b8"


def as_svg(chart: Any, *, width: int, height: int) -> str:
    """A layered Altair chart as a whole SVG document of this size, in pixels."""
    import vl_convert

    dressed = (
        chart.properties(width=width, height=height, background="white")
        .configure(font=FONT)
        .configure_axis(labelFontSize=12, labelColor=INK, titleFontSize=12, titleColor=INK, gridColor="#eceff1",
                        domainColor=MUTED, tickColor=MUTED)
        .configure_view(stroke=None)
    )  # fmt: skip
    return str(vl_convert.vegalite_to_svg(dressed.to_dict()))
