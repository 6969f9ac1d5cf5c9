"""What comes out: the flow, the exports, pooled answers, and studies read with a checklist."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medgang.charts.forest import ForestBlock, forest, spread
from medgang.charts.prisma import prisma
from medgang.content.schemas.appraisal import forms as checklists
from medgang.content.sentences import say
from medgang.core.errors import MedgangError, NotAllowed
from medgang.core.literature.flow import State, contradictions
from medgang.core.literature.importing.text import as_utf8, decode
from medgang.core.synthesis.kinds import Measure, Method
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.evidence import exporting, forms, presenters, selectors, words
from medgang.web.evidence.pages import review_of, show
from medgang.web.evidence.services import results as services

LARGEST_TABLE = 5 * 1024 * 1024
_WAITING = (State.IDENTIFIED, State.SOUGHT, State.ASSESSED)


@require_safe
def flow(request: HttpRequest, review: UUID) -> HttpResponse:
    """PRISMA 2020 counted from the records, never typed."""
    found = review_of(request, review)
    counted, states = selectors.flow(found)
    waiting = sum(states[state] for state in _WAITING)
    return show(
        request,
        "flow",
        found,
        "flow",
        {
            "figure": prisma(counted, words.voice()),
            "waiting": waiting,
            # before all is decided the boxes cannot add up, and that is no fault
            "contradictions": [] if waiting else presenters.contradiction_lines(contradictions(counted)),
        },
    )


@require_safe
def export(request: HttpRequest, review: UUID, export: str) -> HttpResponse:
    """The records as a file, with every screener's answer for those who may see them."""
    found = review_of(request, review)
    person_id = actor_of(request).person_id
    assert person_id is not None  # noqa: S101 - a signed-in person
    seen = selectors.may_see_decisions(found, person_id)
    if export == "ris":
        body, kind = exporting.as_ris(found, with_decisions=seen), "application/x-research-info-systems"
    elif export == "csv":
        body, kind = exporting.as_csv(found, with_decisions=seen), "text/csv"
    elif export == "flyt":
        body, kind, export = prisma(selectors.flow(found)[0], words.voice()).svg, "image/svg+xml", "svg"
    else:
        raise Http404
    return HttpResponse(
        body,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="review.{export}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pooling(request: HttpRequest, review: UUID) -> HttpResponseBase:
    """What was pooled, and a new table."""
    found = review_of(request, review)
    bound = request.method == "POST"
    form = forms.PoolingForm(request.POST if bound else None, request.FILES if bound else None)
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload is not None and upload.size > LARGEST_TABLE:
            form.add_error("file", say("synthesis.file_too_large", words.lang(), megabytes=5))
        else:
            table = decode(as_utf8(upload.read())) if upload else form.cleaned_data["table"]
            try:
                made = services.pool_table(
                    review=found,
                    outcome=form.cleaned_data["outcome"],
                    table=table,
                    measure=Measure(form.cleaned_data["measure"]),
                    method=Method(form.cleaned_data["method"]),
                    by=actor_of(request),
                    now=now_of(request),
                )
            except NotAllowed:
                raise
            except MedgangError as error:
                form.add_error("table", say(error, words.lang()))
            else:
                return redirect("evidence:pooled", review=found.uid, table=made.uid)
    return show(request, "pooling", found, "pooling", {"form": form, "tables": selectors.tables(found)})


@require_safe
def pooled(request: HttpRequest, review: UUID, table: UUID) -> HttpResponse:
    """One pooled answer: forest plot, spread, and what it must be read together with."""
    found = review_of(request, review)
    stored = selectors.table(found, table)
    if stored is None:
        raise Http404
    computed = services.compute(stored.table, Measure(stored.measure), Method(stored.method))
    voice = words.voice()
    blocks = [
        ForestBlock(say(name, words.lang()) if name else "", result) for name, result in computed.blocks
    ]
    notes = {note: None for _name, result in computed.blocks for note in result.notes}
    return show(
        request,
        "pooled",
        found,
        "pooling",
        {
            "table": stored,
            "figure": forest(blocks, voice),
            "spread": [(block.title, spread(block.pooled, voice)) for block in blocks],
            "notes": [say(note, words.lang()) for note in notes],
            "left_out": [
                (one.line, one.label, say(one.code, words.lang(), **dict(one.values)))
                for one in computed.left_out
            ],
        },
    )


@require_safe
def appraisals(request: HttpRequest, review: UUID) -> HttpResponse:
    """The studies taken in, and who has read them with which checklist."""
    found = review_of(request, review)
    known = checklists()
    lang = words.lang()
    done: dict[int, list[tuple[str, str, int, bool]]] = {}
    for row in selectors.appraisals(found):
        reading = services.reading(row)
        done.setdefault(row.record_id, []).append(
            (
                known[row.checklist].title.in_(lang),
                row.appraiser.full_name,
                len(reading.unanswered),
                reading.without_reason,
            )
        )
    return show(
        request,
        "appraisals",
        found,
        "appraisals",
        {
            "studies": [(row, done.get(row.pk, [])) for row in selectors.included(found)],
            "checklists": [(name, one.title.in_(lang)) for name, one in known.items()],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def appraise(request: HttpRequest, review: UUID, record: UUID, checklist: str) -> HttpResponseBase:
    """One study read with one checklist."""
    found = review_of(request, review)
    row = selectors.record(found, record)
    worded = checklists().get(checklist)
    person_id = actor_of(request).person_id
    if row is None or worded is None or person_id is None:
        raise Http404
    lang = words.lang()
    items = [(one.id, worded.texts[one.id].in_(lang), one.free_text) for one in worded.form.items]
    before = selectors.own_appraisal(row, person_id, checklist)
    initial: dict[str, str] = {}
    for place, (item, _text, _free) in enumerate(items):
        given = before.given.get(item) if before else None
        if given:
            initial |= {f"a{place}": given["answer"], f"n{place}": given["note"]}
    form = forms.AppraisalForm(
        request.POST if request.method == "POST" else None, items=items, initial=initial
    )
    if form.is_bound and form.is_valid():
        services.appraise(
            record=row, checklist=checklist, given=form.given(), by=actor_of(request), now=now_of(request)
        )
        messages.success(request, _("Vurderingen er lagret."))
        return redirect("evidence:appraisals", review=found.uid)
    return show(
        request,
        "appraise",
        found,
        "appraisals",
        {"form": form, "row": row, "title": worded.title.in_(lang), "link": worded.form.link},
    )
