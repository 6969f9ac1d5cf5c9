"""What a picture is: it says its finding, can be read without being seen, and runs nothing."""

from __future__ import annotations

import pytest

from medgang.charts import Figure, FigureTable, svg_document

TABLE = FigureTable(("Drag", "Puls"), (("1", "165"),))
SVG = svg_document(
    width=100, height=50, title="Fire < fem", description="To & to", parts=['<path d="M0 0"/>'], key="k1"
)


def test_a_figure_is_named_for_a_screen_reader() -> None:
    figure = Figure("Fire < fem", "To & to", SVG, TABLE)
    assert figure.svg.startswith("<svg")
    assert '<title id="k1-title">Fire &lt; fem</title>' in SVG
    assert '<desc id="k1-desc">To &amp; to</desc>' in SVG
    assert 'aria-labelledby="k1-title k1-desc"' in SVG


@pytest.mark.parametrize(
    "svg",
    [
        "<div></div>",
        SVG.replace("<path", "<script>x</script><path"),
        SVG.replace("<path", '<path style="fill:red"'),
        SVG.replace("<title", "<text"),
        SVG.replace("<desc", "<text"),
    ],
)
def test_a_figure_runs_nothing_and_hides_nothing(svg: str) -> None:
    with pytest.raises(ValueError, match="figure"):
        Figure("t", "d", svg, TABLE)


def test_the_table_has_a_cell_per_column() -> None:
    with pytest.raises(ValueError, match="one cell per column"):
        FigureTable(("a", "b"), (("1",),))
