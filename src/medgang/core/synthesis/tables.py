"""Pooling 2 × 2 tables directly: Mantel-Haenszel and Peto, with the rule for zeros stated."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from medgang.core.errors import InvalidValue
from medgang.core.synthesis.effects import Effect, effect_of
from medgang.core.synthesis.kinds import Measure
from medgang.core.synthesis.results import TwoByTwo

MH_ZERO_RULE = "synthesis.zero_rule_mh"
PETO_ZERO_RULE = "synthesis.zero_rule_peto"
CORRECTED_ZERO_RULE = "synthesis.zero_rule_corrected"


@dataclass(frozen=True, slots=True)
class TablesPooled:
    """A pooled ratio or difference on its pooled scale; Q on `q_df` df; each study with its effect and weight."""

    estimate: float
    se: float
    q: float
    q_df: int
    effects: tuple[Effect, ...]
    weights: tuple[float, ...]
    used: tuple[bool, ...]


def mantel_haenszel(measure: Measure, tables: Sequence[TwoByTwo]) -> TablesPooled:
    """The Mantel-Haenszel estimate without any correction of its own.

    Studies where nobody or everybody had the event in both groups say nothing of a ratio and are left out of it, and
    of Q for every measure; the half that is added to a zero cell enters only the single studies' effects and Q.
    Variance of the log odds ratio: Robins, Breslow, Greenland 1986, doi 10.2307/2531052; of the log risk ratio:
    Greenland, Robins 1985, doi 10.2307/2530643; of the risk difference: Sato, Greenland, Robins, Biometrics
    1989;45:1323-4.
    """
    ratio = measure in {Measure.OR, Measure.RR}
    informative = tuple(not table.double_zero for table in tables)
    used = informative if ratio else (True,) * len(tables)
    kept = [table for table, use in zip(tables, used, strict=True) if use]
    if not kept:
        raise InvalidValue("synthesis.no_events")
    match measure:
        case Measure.OR:
            estimate, se, raw = _mh_or(kept)
        case Measure.RR:
            estimate, se, raw = _mh_rr(kept)
        case Measure.RD:
            estimate, se, raw = _mh_rd(kept)
        case _:
            raise InvalidValue("synthesis.method_needs_counts", method="mh", measure=measure.value)
    effects = tuple(effect_of(measure, table) for table in tables)
    q = sum(
        (effect.yi - estimate) ** 2 / effect.vi
        for effect, count in zip(effects, informative, strict=True)
        if count
    )
    return TablesPooled(estimate, se, q, sum(informative) - 1, effects, _spread(raw, used), used)


def _spread(raw: Sequence[float], used: Sequence[bool]) -> tuple[float, ...]:
    """Weights in percent over all studies, 0 for those left out."""
    total, left = sum(raw), iter(raw)
    return tuple(100 * next(left) / total if use else 0.0 for use in used)


def _mh_or(tables: Sequence[TwoByTwo]) -> tuple[float, float, list[float]]:
    r = s = pr = qs = cross = 0.0
    weights = []
    for table in tables:
        a, b, c, d = table.cells
        n = a + b + c + d
        ri, si, pi, qi = a * d / n, b * c / n, (a + d) / n, (b + c) / n
        r, s = r + ri, s + si
        pr, qs, cross = pr + pi * ri, qs + qi * si, cross + pi * si + qi * ri
        weights.append(si)
    if r == 0 or s == 0:
        raise InvalidValue("synthesis.no_events")
    variance = 0.5 * (pr / r**2 + cross / (r * s) + qs / s**2)
    return math.log(r / s), math.sqrt(variance), weights


def _mh_rr(tables: Sequence[TwoByTwo]) -> tuple[float, float, list[float]]:
    r = s = t = 0.0
    weights = []
    for table in tables:
        n = table.n1i + table.n2i
        ri, si = table.ai * table.n2i / n, table.ci * table.n1i / n
        r, s = r + ri, s + si
        t += table.n1i * table.n2i * (table.ai + table.ci) / n**2 - table.ai * table.ci / n
        weights.append(si)
    if r == 0 or s == 0:
        raise InvalidValue("synthesis.no_events")
    return math.log(r / s), math.sqrt(t / (r * s)), weights


def _mh_rd(tables: Sequence[TwoByTwo]) -> tuple[float, float, list[float]]:
    weights = [table.n1i * table.n2i / (table.n1i + table.n2i) for table in tables]
    difference = sum(
        (table.ai * table.n2i - table.ci * table.n1i) / (table.n1i + table.n2i) for table in tables
    ) / sum(weights)
    spread = 0.0
    for table in tables:
        a, b, c, d = table.cells
        n1, n2 = table.n1i, table.n2i
        n = n1 + n2
        spread += difference * (c * (n1 / n) ** 2 - a * (n2 / n) ** 2 + n1 / n * (n2 / n) * (n2 - n1) / 2)
        spread += (a * d / n + c * b / n) / 2
    if spread <= 0:
        raise InvalidValue("synthesis.no_events")
    return difference, math.sqrt(spread) / sum(weights), weights


def peto(tables: Sequence[TwoByTwo]) -> TablesPooled:
    """Peto's one-step log odds ratio. Good for rare events in groups of like size, biased elsewhere.

    A study without any event, or with nothing but events, has no variance and is left out; no cell is corrected.
    Source: Yusuf S et al. Prog Cardiovasc Dis 1985;27:335-71, PMID 2858114.
    """
    effects, weights, used = [], [], []
    for table in tables:
        n1, n2 = table.n1i, table.n2i
        n, events = n1 + n2, table.ai + table.ci
        variance = events * (n - events) * n1 * n2 / (n**2 * (n - 1)) if n > 1 else 0.0
        used.append(variance > 0)
        if variance > 0:
            effects.append(Effect((table.ai - events * n1 / n) / variance, 1 / variance))
            weights.append(variance)
        else:
            effects.append(effect_of(Measure.OR, table))
    if not weights:
        raise InvalidValue("synthesis.no_events")
    kept = [effect for effect, use in zip(effects, used, strict=True) if use]
    estimate = sum(effect.yi / effect.vi for effect in kept) / sum(weights)
    q = sum((effect.yi - estimate) ** 2 / effect.vi for effect in kept)
    return TablesPooled(
        estimate,
        1 / math.sqrt(sum(weights)),
        q,
        len(kept) - 1,
        tuple(effects),
        _spread(weights, used),
        tuple(used),
    )
