"""`medgang decision` and `medgang agree`: evidence to decision and AGREE II from a terminal. No database."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from medgang.cli.options import (
    content_option,
    json_option,
    lang_option,
    number,
    print_json,
    refusals,
    words,
)
from medgang.content.schemas.decisions import Decision, Lang, agree_labels, decisions, verb_table
from medgang.content.sentences import say
from medgang.core.decisions.agree import ALL_ITEMS, Appraisal, Use, domain_scores, spread
from medgang.core.decisions.remarks import Remark
from medgang.core.errors import InvalidValue


@click.group("decision")
def command() -> None:
    """Fra kunnskap til beslutning: vis og sjekk tabellene."""


def _chosen(name: str, over: tuple[Path, ...], lang: str) -> Decision:
    found = decisions(lang, over)
    if name not in found:
        raise InvalidValue("decisions.unknown_table", name=name, names=", ".join(found))
    return found[name]


def _remarks(decision: Decision, over: tuple[Path, ...]) -> list[Remark]:
    """What a person should look at. The words are weighed in the language the recommendation was decided in."""
    spoken: Lang = decision.file.lang
    verbs = verb_table(spoken, over)
    found = list(decision.table.remarks())
    for one in decision.file.conclusion(spoken).recommendations:
        found += one.remarks(verbs)
    return found


def _said(remark: Remark, decision: Decision, lang: str) -> str:
    values = dict(remark.values)
    if "criterion" in values:
        values["criterion"] = decision.worded.criteria[str(values["criterion"])].in_(lang)
    for name in ("marked", "said"):
        if name in values:
            values[name] = say(f"decisions.force_{values[name]}", lang)
    if "mark" in values:
        values["mark"] = say(f"decisions.mark_{values['mark']}", lang)
    if "certainty" in values:
        values["certainty"] = say(f"decisions.certainty_{values['certainty']}", lang)
    return say(remark.code, lang, **values)


@command.command("show")
@click.argument("name", required=False)
@content_option
@lang_option
@json_option
def show(name: str | None, over: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Vis tabellen NAME, eller navnene på alle."""
    with refusals(lang):
        if name is None:
            found = decisions(lang, over)
            if as_json:
                print_json([{"name": one.name, "question": one.table.question} for one in found.values()])
            else:
                for one in found.values():
                    click.echo(f"{one.name}  {one.table.question}")
            return
        decision = _chosen(name, over, lang)
    if as_json:
        print_json(_as_json(decision, lang))
        return
    for line in _as_text(decision, lang):
        click.echo(line)


def _as_json(decision: Decision, lang: str) -> dict[str, Any]:
    table, worded, conclusion = decision.table, decision.worded, decision.conclusion
    rows = []
    for criterion in worded.framework.criteria:
        judged = table.judgement(criterion.key)
        answer = judged.answer if judged else None
        rows.append(
            {
                "criterion": criterion.key,
                "text": worded.criteria[criterion.key].in_(lang),
                "answer": answer,
                "answer_text": worded.answers[answer].in_(lang) if answer else None,
                "beside_the_scale": criterion.is_beside(answer) if answer else None,
                "votes": judged.votes_by_answer(criterion) if judged else {},
                "rests_on": [str(ref) for ref in judged.rests_on] if judged else [],
            }
        )
    adopted = table.adopted
    return {
        "name": decision.name,
        "version": table.version,
        "question": table.question,
        "intervention": table.intervention,
        "alternative": table.alternative,
        "framework": table.framework.key,
        "adopted": {"origin": adopted.origin, "unknown": list(adopted.unknown)} if adopted else None,
        "judgements": rows,
        "open": list(table.open),
        "recommendations": [
            {
                "id": one.id,
                "text": one.text,
                "mark": one.mark.value if one.mark else None,
                "mark_sure": one.mark_sure,
                "certainty": one.certainty.value if one.certainty else None,
            }
            for one in conclusion.recommendations
        ],
        "justification": conclusion.justification,
        "economy": conclusion.economy,
        "research_priorities": [
            {"id": one.id, "text": one.question} for one in conclusion.research_priorities
        ],
    }


def _as_text(decision: Decision, lang: str) -> list[str]:
    _ = words(lang)
    table, worded, conclusion = decision.table, decision.worded, decision.conclusion
    lines = [
        table.question,
        _("Tiltak: %(what)s") % {"what": table.intervention},
        _("Alternativ: %(what)s") % {"what": table.alternative},
    ]
    if table.adopted:
        lines.append(_("Overtatt: %(origin)s") % {"origin": table.adopted.origin})
    for criterion in worded.framework.criteria:
        judged = table.judgement(criterion.key)
        answer = worded.answers[judged.answer].in_(lang) if judged else "–"
        lines.append(f"  {worded.criteria[criterion.key].in_(lang)}: {answer}")
    for one in conclusion.recommendations:
        mark = say(f"decisions.mark_{one.mark.value}", lang) if one.mark else "–"
        lines.append(f"{one.text} [{mark}]")
    return lines


@command.command("check")
@click.argument("name")
@content_option
@lang_option
@json_option
def check(name: str, over: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Se hva en person bør avgjøre i tabellen NAME."""
    with refusals(lang):
        decision = _chosen(name, over, lang)
        found = _remarks(decision, over)
    said = [{"code": one.code, "text": _said(one, decision, lang)} for one in found]
    if as_json:
        print_json({"name": decision.name, "open": list(decision.table.open), "remarks": said})
        return
    for one in said:
        click.echo(one["text"])
    _ = words(lang)
    still_open = ", ".join(decision.worded.criteria[key].in_(lang) for key in decision.table.open)
    click.echo(_("Åpne kriterier: %(criteria)s") % {"criteria": still_open or "–"})


@click.group("agree")
def agree() -> None:
    """AGREE II: regn ut domeneskår fra flere vurderere."""


def _read(path: Path) -> list[Appraisal]:
    """A CSV with `appraiser`, the item numbers, and `overall` and `use` where they are answered."""
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidValue("decisions.unreadable", file=path.name) from error
    if not rows or "appraiser" not in rows[0]:
        raise InvalidValue("decisions.no_appraisers", file=path.name)
    found = []
    for line, row in enumerate(rows, start=2):
        given = {name: (row.get(name) or "").strip() for name in map(str, ALL_ITEMS)}
        overall, use = (row.get("overall") or "").strip(), (row.get("use") or "").strip()
        for text in (*given.values(), overall):
            if text and not text.isdecimal():
                raise InvalidValue("decisions.not_a_score", line=line, text=text)
        if use and use not in set(Use):
            raise InvalidValue("decisions.not_a_use", line=line, text=use)
        found.append(
            Appraisal(
                row["appraiser"] or "",
                {int(name): int(text) for name, text in given.items() if text},
                int(overall) if overall else None,
                Use(use) if use else None,
            )
        )
    return found


@agree.command("score")
@click.argument("data", type=click.Path(path_type=Path))
@click.option("--left-out", "left_out", type=int, multiple=True, help="Punkt gruppen utelot på forhånd.")
@content_option
@lang_option
@json_option
def score(data: Path, left_out: Sequence[int], over: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Domeneskår fra DATA (CSV: appraiser, 1 … 23, overall, use). De seks domenene legges aldri sammen."""
    with refusals(lang):
        labels = agree_labels(over)
        appraisals = _read(data)
        found = domain_scores(appraisals, frozenset(left_out))
    apart = spread(appraisals)
    if as_json:
        print_json(
            {
                "version": labels.version,
                "appraisers": len(appraisals),
                "domains": [
                    {
                        "domain": one.domain.value,
                        "title": labels.domains[one.domain].in_(lang),
                        "items": list(one.items),
                        "obtained": one.obtained,
                        "lowest": one.lowest,
                        "highest": one.highest,
                        "percent": one.percent,
                        "missing": [{"appraiser": who, "item": item} for who, item in one.missing],
                    }
                    for one in found
                ],
                "overall": [one.overall for one in appraisals],
                "use": [one.use.value if one.use else None for one in appraisals],
                "apart": [{"item": item, "lowest": low, "highest": high} for item, low, high in apart],
            }
        )
        return
    _ = words(lang)
    for one in found:
        title = labels.domains[one.domain].in_(lang)
        if not one.items:
            click.echo(_("%(domain)s: utelatt på forhånd") % {"domain": title})
        elif one.percent is None:
            click.echo(_("%(domain)s: mangler %(n)s svar") % {"domain": title, "n": len(one.missing)})
        else:
            percent = number(one.percent, lang, 0)
            click.echo(
                _("%(domain)s: %(percent)s %% (%(obtained)s av %(highest)s poeng, n = %(n)s)")
                % {
                    "domain": title,
                    "percent": percent,
                    "obtained": one.obtained,
                    "highest": one.highest,
                    "n": one.appraisers,
                }
            )
    for item, low, high in apart:
        label = labels.items[item - 1].in_(lang)
        click.echo(
            _("Vurdererne er uenige om punkt %(item)s (%(label)s): %(low)s til %(high)s")
            % {"item": item, "label": label, "low": low, "high": high}
        )
