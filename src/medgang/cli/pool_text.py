"""A pooled answer as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from medgang.charts.forest import finding, shown, spread
from medgang.charts.voice import Voice
from medgang.content.sentences import say
from medgang.core.synthesis.kinds import Scale
from medgang.core.synthesis.results import Interval, PooledResult

if TYPE_CHECKING:
    from medgang.cli.pool import Answer

Plain = dict[str, Any]


def lines(answer: Answer, lang: str) -> Iterator[str]:
    """Every part of `answer`, one after the other."""
    from medgang.cli.pool import voice

    speak: Voice = voice(lang)
    for title, part in answer.blocks:
        if title:
            yield say(title, lang) if title.startswith("synthesis.") else title
        yield from _pooled(part, speak)
    if answer.pooled is None:
        return
    scale, values = answer.pooled.scale, answer.values
    for name, make in (
        ("meta_regression", _regression),
        ("subgroups", _between),
        ("three_level", _levels),
        ("imputed_r", lambda found, s, v: _refits("synthesis.line_imputed", found, s, v)),
        ("leave_one_out", lambda found, s, v: _refits("synthesis.line_without", found, s, v)),
        ("cumulative", lambda found, s, v: _refits("synthesis.line_up_to", found, s, v)),
        ("influence", _influence),
        ("funnel_tests", _funnel),
        ("trim_and_fill", _trimmed),
        ("direction", _direction),
    ):
        if values.get(name) is not None:
            yield from make(values[name], scale, speak)
    sets = values.get("analysis_sets")
    yield from (f"· {say(code, lang)}" for code in (sets["note_codes"] if sets else ()))


def _pooled(part: PooledResult, speak: Voice) -> Iterator[str]:
    for study in part.studies:
        text = shown(study.yi, study.ci, part.scale, speak, 2)
        yield f"  {study.label:<40.40} {text:<28} {speak.number(study.weight, 1):>6} %"
    yield finding(part, speak)
    told = spread(part, speak)
    if told:
        yield told
    for one in part.prediction:
        name = speak.say("synthesis.forest_prediction", method=one.method)
        low, high = (speak.number(part.scale.natural(end)) for end in (one.low, one.high))
        yield f"{name}: {low} – {high}"
    if part.other_ci is not None and part.estimate is not None:
        other = speak.say("synthesis.forest_other", test=speak.say(f"synthesis.test_{part.other_ci.method}"))
        yield f"{other} {shown(part.estimate, part.other_ci, part.scale, speak, 2)}"
    rule = (part.zero_rule,) if part.zero_rule else ()
    yield from (f"· {speak.say(code)}" for code in dict.fromkeys((*part.notes, *rule)))


def _text(found: Plain, scale: Scale, speak: Voice) -> str:
    return shown(found["estimate"], Interval(found["ci_low"], found["ci_high"], ""), scale, speak, 2)


def _p(value: float, speak: Voice) -> str:
    return f"< {speak.number(0.001, 3)}" if value < 0.001 else speak.number(value, 3)


def _refits(code: str, found: list[Plain], scale: Scale, speak: Voice) -> Iterator[str]:
    for one in found:
        yield speak.say(code, label=one["label"], answer=_text(one, scale, speak))


def _influence(found: list[Plain], _: Scale, speak: Voice) -> Iterator[str]:
    marked = [one for one in found if one["stands_out"]]
    for one in marked:
        yield speak.say(
            "synthesis.line_stands_out",
            label=one["label"],
            rstudent=speak.number(one["rstudent"]),
            cook=speak.number(one["cook"]),
        )
    if not marked:
        yield speak.say("synthesis.line_nobody_stands_out")


def _funnel(found: Plain, _: Scale, speak: Voice) -> Iterator[str]:
    tests = [*found["tests"], *([found["begg"]] if found["begg"] else [])]
    for one in tests:
        yield speak.say(
            "synthesis.line_funnel",
            test=one["test"],
            k=one["k"],
            slope=speak.number(one["slope"]),
            p=_p(one["p"], speak),
        )
    if found["why_none"]:
        yield "· " + speak.say(found["why_none"], k="", needed=10)


def _trimmed(found: Plain, scale: Scale, speak: Voice) -> Iterator[str]:
    yield speak.say("synthesis.line_trim", answer=_text(found, scale, speak), added=found["added"])
    yield "· " + speak.say("synthesis.trim_and_fill_line")


def _regression(found: Plain, _: Scale, speak: Voice) -> Iterator[str]:
    for one in found["coefficients"]:
        answer = _text(one, Scale.IDENTITY, speak)
        yield speak.say("synthesis.line_term", name=one["name"], answer=answer)
    if found["r2"] is not None:
        yield speak.say("synthesis.line_explained", r2=speak.number(found["r2"], 0))
    yield from (f"· {speak.say(code)}" for code in found["notes"])


def _between(found: Plain, _: Scale, speak: Voice) -> Iterator[str]:
    if found["q_between"] is not None:
        q = speak.number(found["q_between"])
        yield speak.say("synthesis.line_between", q=q, df=found["df"], p=_p(found["p"], speak))
    yield from (f"· {speak.say(code)}" for code in found["note_codes"])


def _levels(found: Plain, scale: Scale, speak: Voice) -> Iterator[str]:
    first = found["robust"][0]
    yield speak.say(
        "synthesis.line_levels",
        answer=_text(first, scale, speak),
        df=speak.number(first["df"], 1),
        between=speak.number(found["tau2_between"], 3),
        within=speak.number(found["tau2_within"], 3),
    )
    yield from (f"· {speak.say(code)}" for code in found["note_codes"])


def _direction(found: Plain, _: Scale, speak: Voice) -> Iterator[str]:
    yield speak.say(
        "synthesis.line_direction",
        benefit=found["benefit"],
        n=found["benefit"] + found["harm"],
        low=speak.number(100 * found["ci"]["low"], 0),
        high=speak.number(100 * found["ci"]["high"], 0),
    )
    yield from (f"· {speak.say(code)}" for code in found["limits"])
