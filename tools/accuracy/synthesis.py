"""Pooling beside an independent implementation: results of metafor 3.8-1 on 17 published data sets.

    python -m tools.accuracy.synthesis folder

Every number that both compute is compared. The limit is 1e-6 of the larger of the number and 1, and 1e-5 relative for
τ². Where they differ, the cause is looked for and written down, not averaged away.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from medgang.core.synthesis.diagnostics import cumulative, influence, leave_one_out, problem_of
from medgang.core.synthesis.effects import effect_of
from medgang.core.synthesis.kinds import CiTest, Measure, Method
from medgang.core.synthesis.linear import fit
from medgang.core.synthesis.multilevel import three_level
from medgang.core.synthesis.pooling import Study, pool
from medgang.core.synthesis.regression import meta_regression
from medgang.core.synthesis.results import Given, StudyData, TwoByTwo, TwoGroups
from medgang.core.synthesis.small_study import begg, egger, egger_mixed, trim_and_fill

METHODS = {
    "EE": Method.COMMON,
    "DL": Method.DL,
    "SJ": Method.SJ,
    "ML": Method.ML,
    "REML": Method.REML,
    "EB": Method.EB,
    "PM": Method.PM,
    "HS": Method.HS,
}
TESTS = {"": CiTest.Z, "_knha": CiTest.HKSJ, "_adhoc": CiTest.HKSJ_ADHOC}
MEANS = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")


@dataclass(slots=True)
class Tally:
    """How many numbers of a kind agree, and the worst difference as a part of the limit."""

    compared: int = 0
    outside: int = 0
    worst: float = 0.0
    worst_at: str = ""
    beyond: list[str] = field(default_factory=list)


class Comparison:
    """Collects differences by kind of result."""

    def __init__(self) -> None:
        self.kinds: dict[str, Tally] = {}

    def add(
        self, kind: str, place: str, ours: float | None, theirs: float | None, *, tau2: bool = False
    ) -> None:
        """Compare one number; those the other side does not have are passed over."""
        if theirs is None or ours is None:
            return
        limit = 1e-5 * max(abs(theirs), 1e-12) if tau2 else 1e-6 * max(1.0, abs(theirs))
        tally = self.kinds.setdefault(kind, Tally())
        share = abs(ours - theirs) / limit
        tally.compared += 1
        if share > tally.worst:
            tally.worst, tally.worst_at = share, place
        if share > 1:
            tally.outside += 1
            tally.beyond.append(f"{place}: {ours:.10g} v {theirs:.10g}")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _studies(rows: Sequence[dict[str, str]]) -> list[Study]:
    return [Study(str(i), Given(float(row["yi"]), float(row["vi"]))) for i, row in enumerate(rows)]


def _models(to: Comparison, name: str, studies: list[Study], theirs: dict[str, Any]) -> None:
    for their_method, method in METHODS.items():
        for suffix, test in TESTS.items():
            want = theirs.get(their_method + suffix)
            if want is None:
                continue
            got = pool(studies, Measure.GIVEN, method, test)
            assert got.ci is not None  # noqa: S101 - every set has at least three studies
            kind = f"{method.value}, {test.value}"
            place = f"{name} {their_method}{suffix}"
            for key, ours in (
                ("b", got.estimate), ("se", got.se), ("ci_lb", got.ci.low), ("ci_ub", got.ci.high), ("p", got.p),
                ("se_tau2", got.tau2_se), ("I2", got.i2), ("H2", got.h2), ("QE", got.q), ("QEp", got.q_p),
            ):  # fmt: skip
                to.add(kind, f"{place} {key}", ours, want.get(key))
            to.add(kind, f"{place} tau2", got.tau2, want["tau2"], tau2=True)
            if got.prediction:
                first, second = got.prediction
                to.add(f"prediction t, k-2 ({method.value})", place, first.low, want.get("piHTS_lb"))
                to.add(f"prediction t, k-2 ({method.value})", place, first.high, want.get("piHTS_ub"))
                if suffix == "_knha":
                    to.add(f"prediction t, k-1 ({method.value})", place, second.low, want.get("pi_lb"))
                    to.add(f"prediction t, k-1 ({method.value})", place, second.high, want.get("pi_ub"))
    profile, got = theirs["REML_confint_QP"], pool(studies, Measure.GIVEN)
    assert got.tau2_ci is not None and got.i2_ci is not None  # noqa: S101, PT018 - as above
    for i, end in ((1, "low"), (2, "high")):
        to.add("Q-profile, τ²", f"{name} {end}", getattr(got.tau2_ci, end), profile["tau2"][i], tau2=True)
        to.add("Q-profile, I²", f"{name} {end}", getattr(got.i2_ci, end), profile["I2"][i])


def _diagnostics(to: Comparison, name: str, studies: list[Study], theirs: dict[str, Any]) -> None:
    given = Measure.GIVEN
    if "leave1out_REML" in theirs:
        want = theirs["leave1out_REML"]
        for i, one in enumerate(leave_one_out(studies, given, Method.REML, CiTest.Z)):
            for key, ours in (("b", one.estimate), ("se", one.se), ("I2", one.i2)):
                to.add("leave-one-out", f"{name} {i}", ours, want[key][i])
            to.add("leave-one-out", f"{name} {i} tau2", one.tau2, want["tau2"][i], tau2=True)
        want = theirs["cumul_REML"]
        for i, one in enumerate(cumulative(studies, given, Method.REML, CiTest.Z)):
            for key, ours in (("b", one.estimate), ("se", one.se)):
                to.add("cumulative", f"{name} {i}", ours, want[key][i])
        want = theirs["influence_REML"]
        for i, case in enumerate(influence(studies, given)):
            for key, ours in (
                ("rstudent", case.rstudent), ("dffits", case.dffits), ("cook", case.cook), ("hat", case.hat),
            ):  # fmt: skip
                to.add("influence", f"{name} {i} {key}", ours, want[key][i])
    for kind, key, found, statistic in (
        ("Egger, mixed model", "egger_rma", egger_mixed(studies, given), "z"),
        ("Egger, weighted line", "egger_lm", egger(studies, given), "t"),
    ):
        want = theirs[key]
        to.add(kind, name, found.statistic, want[statistic])
        to.add(kind, name, found.p, want["p"])
        to.add(kind, name, found.limit, want["est"])
        to.add(kind, name, found.limit_ci.low if found.limit_ci else None, want["ci_lb"])
    rank = begg(studies, given)
    to.add("Begg", name, rank.slope, theirs["begg"]["tau"])
    to.add("Begg", name, rank.p, theirs["begg"]["p"])
    for key, method, estimator in (
        ("L0_REML", Method.REML, "L0"), ("R0_REML", Method.REML, "R0"), ("L0_EE", Method.COMMON, "L0"),
    ):  # fmt: skip
        want = theirs[f"trimfill_{key}"]
        line = trim_and_fill(studies, given, method, CiTest.Z, "L0" if estimator == "L0" else "R0")
        kind = f"trim-and-fill, {key.replace('_', ', ')}"
        to.add(f"{kind}: studies added", name, float(line.added), float(want["k0"]))
        for label, ours in (("b", line.estimate), ("se", line.se), ("I2", line.i2)):
            to.add(kind, f"{name} {label}", ours, want[label])
        to.add(kind, f"{name} tau2", line.tau2, want["tau2"], tau2=True)


def _moderators(to: Comparison, name: str, rows: list[dict[str, str]], theirs: dict[str, Any]) -> None:
    studies = _studies(rows)
    several = {"ablat_year": ["ablat", "year"], "grade_meta": ["grade", "meta"]}

    def value(row: dict[str, str], column: str) -> float | str | None:
        text = row[column]
        if text in {"NA", ""}:
            return None
        if column == "grade":  # a factor in the other implementation
            return f"level {text}"
        try:
            return float(text)
        except ValueError:
            return text

    for key, want in theirs.items():
        if not key.startswith("mods_"):
            continue
        plain, _, _hksj = key.removeprefix("mods_").partition("_knha")
        hksj_asked = key.endswith("_knha")
        named, _, method = plain.rpartition("_")
        columns = several.get(named, [named])
        got = meta_regression(
            studies,
            {column: [value(row, column) for row in rows] for column in columns},
            Measure.GIVEN,
            Method(method.lower()),
            CiTest.HKSJ if hksj_asked else CiTest.Z,
        )
        kind = f"meta-regression, {method.lower()}{', hksj' if hksj_asked else ''}"
        for i, one in enumerate(got.coefficients):
            for label, ours in (("b", one.estimate), ("se", one.se), ("p", one.p), ("ci_lb", one.ci.low)):
                to.add(kind, f"{name} {key} {label}", ours, want[label][i])
        for label, number in (
            ("I2", got.i2), ("H2", got.h2), ("R2", got.r2), ("QE", got.qe), ("QM", got.qm), ("QMp", got.qm_p),
        ):  # fmt: skip
            to.add(kind, f"{name} {key} {label}", number, want.get(label))
        to.add(kind, f"{name} {key} tau2", got.tau2, want["tau2"], tau2=True)


def _raw_numbers(to: Comparison, folder: Path, name: str, theirs: dict[str, Any]) -> None:
    counts, means = folder / f"{name}_2x2.csv", folder / f"{name}_cont.csv"
    tables: list[TwoByTwo] = []
    if counts.exists():
        for row in _rows(counts):
            a, b, c, d = (float(row[cell]) for cell in ("ai", "bi", "ci", "di"))
            tables.append(TwoByTwo(a, a + b, c, c + d))
        for measure in (Measure.OR, Measure.RR, Measure.RD):
            _effects(to, name, measure, tables, theirs)
            want = theirs[f"MH_{measure.value.upper()}"]
            _table_method(to, name, pool(_named(tables), measure, Method.MH), want)
        _table_method(to, name, pool(_named(tables), Measure.OR, Method.PETO), theirs["PETO"])
    if means.exists():
        groups = []
        for row in _rows(means):
            m1, sd1, n1, m2, sd2, n2 = (float(row[cell]) for cell in MEANS)
            groups.append(TwoGroups(m1, sd1, int(n1), m2, sd2, int(n2)))
        for measure in (Measure.MD, Measure.SMD):
            _effects(to, name, measure, groups, theirs)


def _named(tables: Sequence[TwoByTwo]) -> list[Study]:
    return [Study(str(i), table) for i, table in enumerate(tables)]


def _effects(
    to: Comparison, name: str, measure: Measure, data: Sequence[StudyData], theirs: dict[str, Any]
) -> None:
    want = theirs[f"escalc_{measure.value.upper()}"]
    for i, one in enumerate(data):
        effect = effect_of(measure, one)
        to.add(f"effect size {measure.value}", f"{name} {i}", effect.yi, want["yi"][i])
        to.add(f"effect size {measure.value}", f"{name} {i}", effect.vi, want["vi"][i])


def _table_method(to: Comparison, name: str, got: Any, want: dict[str, Any]) -> None:
    kind = f"{got.method.value} {got.measure.value}"
    for key, ours in (
        ("b", got.estimate),
        ("se", got.se),
        ("p", got.p),
        ("ci_lb", got.ci.low),
        ("QE", got.q),
    ):
        to.add(kind, f"{name} {key}", ours, want.get(key))
    if got.method is Method.MH:
        to.add(kind, f"{name} I2", got.i2, want["I2"])


def _levels(to: Comparison, rows: list[dict[str, str]], theirs: dict[str, Any]) -> None:
    yi, vi = [float(row["yi"]) for row in rows], [float(row["vi"]) for row in rows]
    districts = [row["district"] for row in rows]
    for key, restricted in (("threelevel_REML", True), ("threelevel_ML", False)):
        got, want = three_level(yi, vi, districts, restricted=restricted), theirs[key]
        for label, ours in (
            ("b", got.estimate), ("se", got.se), ("p", got.p), ("ci_lb", got.ci[0].low), ("QE", got.q),
            ("loglik", got.log_likelihood),
        ):  # fmt: skip
            to.add("three-level", f"{key} {label}", ours, want[label])
        for i, ours in enumerate((got.tau2_between, got.tau2_within)):
            to.add("three-level", f"{key} sigma2 {i}", ours, want["sigma2"][i], tau2=True)
    got = three_level(yi, vi, districts)
    to.add("three-level", "t interval", got.ci[1].low, theirs["threelevel_REML_t"]["ci_lb"])
    to.add("three-level", "prediction", got.prediction[2].low, theirs["threelevel_REML_pi"]["lb"])
    robust, want = got.robust[1], theirs["robust_CR1"]
    for label, ours in (("se", robust.se), ("p", robust.p), ("ci_lb", robust.ci.low)):
        to.add("robust CR1", label, ours, want[label])
    years = [float(row["year"]) for row in rows]
    mean = sum(years) / len(years)
    got = three_level(yi, vi, districts, columns=[[year - mean for year in years]])
    want = theirs["threelevel_REML_year"]
    for i, (estimate, se) in enumerate(got.coefficients):
        to.add("three-level", f"year b{i}", estimate, want["b"][i])
        to.add("three-level", f"year se{i}", se, want["se"][i])


def compare(data: Path) -> Comparison:
    """Every comparison on the tables under `data`/evidence/meta."""
    folder = data / "evidence" / "meta"
    oracle = json.loads((folder / "oracle.json").read_text(encoding="utf-8"))
    to = Comparison()
    for name, theirs in oracle.items():
        if name == "meta":
            continue
        rows = _rows(folder / f"{name}.csv")
        _raw_numbers(to, folder, name, theirs)
        if "threelevel_REML" in theirs:
            _levels(to, rows, theirs)
            continue
        studies = _studies(rows)
        _models(to, name, studies, theirs)
        _diagnostics(to, name, studies, theirs)
        _moderators(to, name, rows, theirs)
        if name == "bcg":
            for group in ("random", "systematic"):
                members = [study for study, row in zip(studies, rows, strict=True) if row["alloc"] == group]
                got, want = (
                    pool(members, Measure.GIVEN, Method.REML, CiTest.Z),
                    theirs[f"subgroup_alloc_{group}_REML"],
                )
                to.add("subgroups", group, got.estimate, want["b"])
                to.add("subgroups", group, got.se, want["se"])
    return to


def _roots(data: Path) -> Iterator[tuple[str, float, float, int]]:
    """Generalised Q at our τ² and at theirs, which Paule and Mandel's estimator sets equal to k - 1."""
    folder = data / "evidence" / "meta"
    oracle = json.loads((folder / "oracle.json").read_text(encoding="utf-8"))
    for name, theirs in oracle.items():
        if "PM" not in theirs or theirs["PM"]["tau2"] == 0:
            continue
        problem = problem_of(_studies(_rows(folder / f"{name}.csv")), Measure.GIVEN)
        ours = pool(_studies(_rows(folder / f"{name}.csv")), Measure.GIVEN, Method.PM, CiTest.Z).tau2 or 0.0
        yield (
            name,
            fit(problem, ours).q - problem.df,
            fit(problem, theirs["PM"]["tau2"]).q - problem.df,
            problem.k,
        )


def main(data: Path) -> str:
    """The table, and what the differences come from."""
    found = compare(data)
    lines = [
        "| What | Numbers | Outside the limit | Worst, in limits | Where |",
        "|---|---:|---:|---:|---|",
    ]
    for kind, tally in found.kinds.items():
        worst = f"{tally.worst:.2g}" if tally.worst >= 0.01 else "< 0.01"
        where = tally.worst_at if tally.outside else ""
        lines.append(f"| {kind} | {tally.compared} | {tally.outside} | {worst} | {where} |")
    total = sum(tally.compared for tally in found.kinds.values())
    outside = sum(tally.outside for tally in found.kinds.values())
    lines.append(f"| **All** | **{total}** | **{outside}** | | |")
    lines += ["", "Paule–Mandel sets the generalised Q equal to k − 1. What is left of that difference:", ""]
    lines += ["| Data set | k | Here | The other implementation |", "|---|---:|---:|---:|"]
    lines += [f"| {name} | {k} | {ours:.1e} | {theirs:.1e} |" for name, ours, theirs, k in _roots(data)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
