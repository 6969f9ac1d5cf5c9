"""Parts that templates include: pictures, pages of a long list, states, empty pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from medgang.charts import Figure, FigureTable, svg_document


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    with translation.override("nb"):
        yield


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def picture(svg: str = "", table: FigureTable | None = None) -> Figure:
    return Figure(
        title="Pulsen gikk ned <b>",
        description="Puls ved samme fart.",
        svg=svg or svg_document(width=400, height=200, title="t", description="d", parts=[], key="k"),
        table=table or FigureTable(("Uke", "Puls"), (("1", "140"), ("2", "132"))),
    )


class TestFigure:
    def test_finding_picture_words_and_table(self) -> None:
        html = drawn("{% figure figure 2 %}", figure=picture())
        assert "<h2" in html
        assert "Pulsen gikk ned &lt;b&gt;" in html
        assert "<p>Puls ved samme fart.</p>" in html
        assert "Vis tallene som tabell" in html
        assert '<th scope="col">Uke</th><th scope="col">Puls</th>' in html
        assert '<th scope="row">1</th><td>140</td>' in html

    def test_it_gets_its_own_size_unless_it_has_one(self) -> None:
        assert '<svg width="400" height="200" xmlns' in drawn("{% figure figure %}", figure=picture())
        sized = '<svg width="99" viewBox="0 0 10 10"><title>t</title><desc>d</desc></svg>'
        assert sized in drawn("{% figure figure %}", figure=picture(sized))
        unboxed = "<svg><title>t</title><desc>d</desc></svg>"
        assert unboxed in drawn("{% figure figure %}", figure=picture(unboxed))

    def test_two_of_the_same_on_a_page_have_headings_of_their_own(self) -> None:
        import re

        html = drawn("{% figure figure %}{% figure figure %}", figure=picture())
        ids = re.findall(r'id="(fig-[^"]+)"', html)
        assert len(set(ids)) == 2

    def test_without_numbers_there_is_no_table(self) -> None:
        html = drawn("{% figure figure %}", figure=picture(table=FigureTable(("Uke",), ())))
        assert "<table" not in html


class TestPagination:
    def test_the_rest_of_the_address_is_kept(self) -> None:
        request = RequestFactory().get("/?side=2&rolle=nurse&rolle=physician")
        html = drawn("{% pagination page %}", page=Paginator(range(60), 20).get_page(2), request=request)
        assert "?rolle=nurse&amp;rolle=physician&amp;side=1" in html
        assert "?rolle=nurse&amp;rolle=physician&amp;side=3" in html
        assert "Side 2 av 3" in html
        assert 'aria-label="Sider"' in html

    def test_the_ends_and_a_single_page(self) -> None:
        first = drawn("{% pagination page 'Treff' %}", page=Paginator(range(60), 20).get_page(1))
        assert "Forrige" not in first
        assert 'href="?side=2"' in first
        assert 'aria-label="Treff"' in first
        assert "<nav" not in drawn("{% pagination page %}", page=Paginator(range(5), 20).get_page(1))


def test_a_state_is_words_and_a_mark_that_is_not_read_aloud() -> None:
    html = drawn("{% status text 'stop' %}", text="Ikke <i> dag")
    assert "Ikke &lt;i&gt; dag" in html
    assert 'data-kind="stop"' in html
    assert 'aria-hidden="true"' in html


def test_a_zone_has_its_number_and_words() -> None:
    assert "Sone 4" in drawn("{% zone 4 %}")
    assert "hardt" in drawn("{% zone 4 'hardt' %}")


@pytest.mark.parametrize(
    "name", ["plus", "check", "clock", "warning", "print", "search", "person", "arrow", "close", "ukjent"]
)
def test_an_icon_is_never_read_aloud(name: str) -> None:
    assert 'aria-hidden="true"' in drawn(f"{{% icon '{name}' %}}")


def test_an_empty_page_offers_the_first_step_only_where_there_is_one() -> None:
    source = "{% include 'design/empty.html' with heading='Ingen mål ennå' text='Her kommer målene.' %}"
    assert "<a " not in drawn(source)
    assert "<h2" in drawn(source)
    linked = source.replace(" %}", " url='/ny/' action='Lag et mål' level=3 %}")
    assert '<a class="ds-button" data-variant="secondary" href="/ny/">Lag et mål</a>' in drawn(linked)
    assert "<h3" in drawn(linked)


def test_a_fold_keeps_its_paragraphs_and_escapes() -> None:
    html = drawn("{% include 'design/fold.html' with summary='Mer' text=text %}", text="en\n\nto <b>")
    assert html.count("<p>") == 2
    assert "&lt;b&gt;" in html
