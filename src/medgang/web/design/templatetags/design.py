"""What templates say: dates and numbers as people write them, sentences for codes, the parts of a page."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medgang.charts import Figure
from medgang.content.sentences import say
from medgang.core.errors import MedgangError
from medgang.web.design import dates
from medgang.web.design.forms.base import problems

register = template.Library()

_VIEW_BOX = re.compile(r'viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"')
_WIDTH = re.compile(r"<svg[^>]*\swidth=")


def _lang() -> str:
    return get_language() or "nb"


def _here(value: datetime) -> datetime:
    """An instant in the zone that is active for this page (the unit's)."""
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _date(value: date | datetime) -> date:
    return _here(value).date() if isinstance(value, datetime) else value


@register.filter
def day(value: date | datetime | None) -> str:
    """«fre. 20. nov.»"""
    return dates.day(_date(value), _lang()) if value else ""


@register.filter
def day_year(value: date | datetime | None) -> str:
    """«fre. 20. nov. 2026»"""
    return dates.day(_date(value), _lang(), with_year=True) if value else ""


@register.filter
def long_day(value: date | datetime | None) -> str:
    """«fredag 20. november»"""
    return dates.day(_date(value), _lang(), long=True) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """«fre. 20. nov. kl. 07.40», in the unit's zone."""
    return dates.moment(_here(value), _lang()) if value else ""


@register.filter
def moment_year(value: datetime | None) -> str:
    """«fre. 20. nov. 2026 kl. 07.40», in the unit's zone."""
    return dates.moment(_here(value), _lang(), with_year=True) if value else ""


@register.filter
def clock(value: datetime | time | None) -> str:
    """«07.40», in the unit's zone."""
    if value is None or value == "":
        return ""
    return dates.clock(_here(value) if isinstance(value, datetime) else value, _lang())


@register.filter
def iso(value: date | datetime | time | None) -> str:
    """The machine's form, for `<time datetime=…>`."""
    return value.isoformat() if value else ""


@register.filter
def figures(value: float | Decimal | None, decimals: int | None = None) -> str:
    """«7,5» · «12 400»: a number in the reader's language, tabular figures come from the stylesheet."""
    return "" if value is None or value == "" else dates.number(value, _lang(), decimals)


@register.filter
def sentence(what: MedgangError | str) -> str:
    """The sentence for an error or a code, in the reader's language."""
    return say(what, _lang())


@register.simple_tag
def unique(prefix: str = "id") -> str:
    """An id nobody else on the page has."""
    return f"{prefix}-{uuid.uuid4().hex[:8]}"


@register.filter
def styled(field: BoundField) -> SafeString:
    """The field's widget with the design system's class, for forms whose widgets are not ours (sign-in)."""
    attrs: dict[str, str | bool] = {} if field.is_hidden else {"class": "ds-input"}
    return field.as_widget(attrs=attrs)


@register.inclusion_tag("design/forms/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is wrong with a sent form, each line a link to its field; takes focus when the page arrives."""
    return {"problems": problems(form)}


@register.inclusion_tag("design/forms/draft.html")
def draft(form: BaseForm) -> dict[str, Any]:
    """Marks the form as one whose text is kept while it is written. Stands just inside the form."""
    return {"key": getattr(form, "draft_key", ""), "saved": getattr(form, "draft_saved", None)}


@register.inclusion_tag("design/figure.html")
def figure(picture: Figure, level: int = 3) -> dict[str, Any]:
    """A picture with its finding as heading (`level`), its description, and its table one press away."""
    svg = picture.svg
    box = _VIEW_BOX.search(svg)
    if box and not _WIDTH.match(svg):
        # Its own size where there is room, so that its letters are as large as the page's; smaller on a phone.
        svg = svg.replace("<svg", f'<svg width="{box[1]}" height="{box[2]}"', 1)
    # The figure's constructor refuses scripts and style attributes, and its texts are escaped when it is made.
    return {"figure": picture, "svg": mark_safe(svg), "level": level, "key": uuid.uuid4().hex[:8]}  # noqa: S308


@register.inclusion_tag("design/pagination.html", takes_context=True)
def pagination(context: Mapping[str, Any], page: Any, label: str = "") -> dict[str, Any]:
    """Earlier, later, and where we are; keeps the rest of the address's query."""
    request = context.get("request")
    query: QueryDict = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query.pop("side", None)
    kept = query.urlencode()
    return {"page": page, "prefix": f"?{kept}&side=" if kept else "?side=", "label": label or _("Sider")}


@register.inclusion_tag("design/status.html")
def status(text: str, kind: str = "neutral") -> dict[str, str]:
    """A short state in words beside a mark of its own shape: done, waiting, warning, stop, effort, rest, neutral."""
    return {"text": text, "kind": kind}


@register.inclusion_tag("design/icon.html")
def icon(name: str) -> dict[str, str]:
    """A small picture beside words; never alone."""
    return {"name": name}


@register.inclusion_tag("design/zone.html")
def zone(number: int, text: str = "") -> dict[str, Any]:
    """An intensity zone: its colour, its number, and words."""
    return {"number": number, "text": text or _("Sone %(number)s") % {"number": number}}
