"""How a field is drawn: label, help, why, error, and what a screen reader is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django import forms as django_forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation

from medgang.web.design import forms
from medgang.web.design.forms.base import problems


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    with translation.override("nb"):
        yield


class Talk(forms.DesignForm):
    key = forms.IdempotencyKeyField()
    name = forms.TextField(label="Navn", help_text="Det du kalles <til daglig>")
    speed = forms.NumberField(label="Fart", unit="km/t", required=False, why="For å finne din egen fart.")
    level = forms.RadioField(label="Hvor hardt?", choices=[("a", "Lett"), ("b", "Hardt")])
    together = forms.CheckboxField(label="Sammen", required=False)

    def clean(self) -> None:
        if self.cleaned_data.get("together") and self.cleaned_data.get("name") == "Alene":
            raise django_forms.ValidationError("Alene og sammen passer ikke.")


def field(form: django_forms.Form, name: str) -> str:
    return re.sub(r"\s+", " ", str(form[name].as_field_group())).replace(" </", "</")


def test_label_help_and_field_belong_together() -> None:
    html = field(Talk(), "name")
    assert '<label class="ds-label" for="id_name">Navn</label>' in html
    assert 'id="id_name_helptext">Det du kalles &lt;til daglig&gt;</div>' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert 'class="ds-input"' in html
    assert " required" not in html, "the browser's own bubbles stay off"


def test_what_may_be_left_out_says_so_and_why_we_ask_is_folded() -> None:
    html = field(Talk(), "speed")
    assert "(valgfritt)" in html
    assert '<details class="mg-fold mg-why"><summary>Hvorfor spør vi?</summary>' in html
    assert "For å finne din egen fart." in html
    assert '<span class="ds-sr-only"> (km/t)</span>' in html
    assert '<span class="ds-field-affix" aria-hidden="true">km/t</span>' in html

    class AllOptional(Talk):
        all_optional = True

    assert "(valgfritt)" not in field(AllOptional(), "speed")


def test_an_error_stands_at_its_field_and_is_tied_to_it() -> None:
    form = Talk(QueryDict("name=&speed=fort&level="))
    html = field(form, "speed")
    assert 'id="id_speed_error"' in html
    assert 'aria-invalid="true"' in html
    assert re.search(r'aria-describedby="[^"]*id_speed_error', html)
    assert 'value="fort"' in html, "nothing typed is lost"
    radios = field(form, "level")
    assert re.search(r'<fieldset [^>]*aria-describedby="[^"]*id_level_error', radios)


def test_the_summary_links_to_each_field_in_order() -> None:
    form = Talk(QueryDict("name=&speed=fort&level="))
    found = problems(form)
    assert [problem.href for problem in found] == ["#id_key", "#id_name", "#id_speed", "#id_level_0"]
    assert found[1].message == "Navn: Fyll ut dette feltet."
    assert found[3].message == "Hvor hardt? Velg ett av alternativene."
    html = render_to_string("design/forms/error_summary.html", {"problems": found})
    assert '<a href="#id_level_0">Hvor hardt? Velg ett av alternativene.</a>' in html
    assert 'tabindex="-1"' in html
    assert form.problems == found


def test_a_fault_of_the_whole_form_comes_first_and_is_no_link() -> None:
    key = "key=8a7bc0f6-6a0f-4a0b-8b62-0a8a6ce6a9ef"
    form = Talk(QueryDict(f"{key}&name=Alene&speed=&level=a&together=on"))
    assert problems(form)[0].href == ""
    html = render_to_string("design/forms/error_summary.html", {"problems": form.problems})
    assert "<li>Alene og sammen passer ikke.</li>" in html


def test_no_fault_no_summary() -> None:
    assert render_to_string("design/forms/error_summary.html", {"problems": []}).strip() == ""


def test_a_box_has_its_label_after_it() -> None:
    html = field(Talk(), "together")
    assert html.index("<input") < html.index("<label")


def test_a_foreign_form_looks_like_ours() -> None:
    class Foreign(django_forms.Form):
        login = django_forms.CharField(help_text="hjelp")
        hidden = django_forms.CharField(widget=django_forms.HiddenInput)

    form = Foreign()
    html = str(form)
    assert 'class="ds-input"' in html
    assert html.count('type="hidden"') == 1
    assert "ds-input" not in str(form["hidden"].as_field_group())


def test_a_whole_form_shows_its_summary_and_its_hidden_fields() -> None:
    html = str(Talk(QueryDict("name=Kari")))
    assert "Dette må rettes før det kan lagres" in html
    assert "data-idempotency-key" in html
