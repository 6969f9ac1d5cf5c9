"""`medgang audit …`: prove that the access log is whole, seal what is new, and hand it to an outside keeper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from medgang.cli.options import Refused, json_option, lang_option, print_json, words
from medgang.cli.site import database, done, refuse_unmigrated, start_django
from medgang.content.catalogue import N_

if TYPE_CHECKING:
    from medgang.web.accounts.seal import Finding, Verdict

SENTENCES = {
    "changed": N_("Rad %(entry)s er endret etter at den ble forseglet (segl %(number)s)."),
    "removed": N_("Rad %(entry)s er fjernet (segl %(number)s står igjen)."),
    "inserted": N_("Rad %(entry)s er satt inn i ettertid: tiden i den er eldre enn forrige forsegling."),
    "broken": N_("Segl %(number)s passer ikke til seglet før (rad %(entry)s)."),
    "missing_seal": N_("Segl %(number)s mangler."),
    "otherwise_outside": N_("Segl %(number)s er et annet enn det som er levert ut av huset."),
    "unguarded": N_("Tabellen %(table)s mangler utløserne som nekter endring. Kjør «medgang migrate»."),
}


@click.group()
def audit() -> None:
    """Innsynsloggen: bevis at den er hel, forsegl det nye, lever den ut av huset."""


def _lines(file: Path, lang: str) -> Iterator[dict[str, Any]]:
    """The lines an outside keeper has. A last line that was cut off when the machine stopped is left out."""
    _ = words(lang)
    text = file.read_text(encoding="utf-8")
    for line in text[: text.rfind("\n") + 1].splitlines():
        try:
            found = json.loads(line)
            int(found["number"]), str(found["row"]), str(found["chain"])
        except (ValueError, KeyError, TypeError):
            raise Refused(_("Filen er ikke en uttrekksfil fra «medgang audit export».")) from None
        yield found


def _said(finding: Finding, lang: str) -> str:
    return words(lang)(SENTENCES[finding.fault.value]) % {
        "entry": finding.entry,
        "number": finding.number,
        "table": finding.table,
    }


def _as_json(verdict: Verdict) -> dict[str, object]:
    return {
        "whole": verdict.whole,
        "sealed": verdict.sealed,
        "chain": verdict.chain,
        "unsealed": verdict.unsealed,
        "oldest_unsealed": verdict.oldest_unsealed.isoformat() if verdict.oldest_unsealed else None,
        "compared": verdict.compared,
        "findings": [
            {"fault": one.fault.value, "number": one.number, "entry": one.entry, "table": one.table or None}
            for one in verdict.findings
        ],
    }


@audit.command()
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="En uttrekksfil som er oppbevart utenfor huset.",
)
@json_option
@lang_option
def verify(against: Path | None, as_json: bool, lang: str) -> None:
    """Gå gjennom hele kjeden. Utgang 0: hel. Utgang 1: noe er endret, fjernet eller satt inn."""
    _ = words(lang)
    start_django(lang)
    refuse_unmigrated(lang)
    from medgang.web.accounts import seal

    with database(lang):
        verdict = seal.verify(_lines(against, lang) if against else ())
    if as_json:
        print_json(_as_json(verdict))
    else:
        for finding in verdict.findings:
            done(_said(finding, lang))
        done(
            _("%(sealed)s rader er forseglet, %(unsealed)s venter på segl.")
            % {"sealed": verdict.sealed, "unsealed": verdict.unsealed}
        )
        if against:
            done(_("%(n)s segl er holdt mot filen.") % {"n": verdict.compared})
        done(_("Loggen er hel.") if verdict.whole else _("Loggen er ikke hel. Se docs/security.md."))
    if not verdict.whole:
        raise SystemExit(1)


@audit.command("seal")
@lang_option
def seal_(lang: str) -> None:
    """Forsegl nå det som venter (arbeideren gjør det ellers hvert halve minutt)."""
    _ = words(lang)
    start_django(lang)
    refuse_unmigrated(lang)
    from django.utils import timezone

    from medgang.web.accounts import seal

    with database(lang):
        sealed = seal.seal(now=timezone.now(), everything=True)
    done(_("%(n)s rader ble forseglet.") % {"n": sealed})


@audit.command()
@click.option("--after", type=click.IntRange(0), default=0, help="Begynn etter dette seglet.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Legg til i denne filen, etter det siste seglet i den.",
)
@lang_option
def export(after: int, out: Path | None, lang: str) -> None:
    """Skriv den forseglede loggen som JSON-linjer, til den som oppbevarer den utenfor huset."""
    _ = words(lang)
    start_django(lang)
    refuse_unmigrated(lang)
    from django.utils import timezone

    from medgang.web.accounts import access_log, seal
    from medgang.web.accounts.actors import SYSTEM, Purpose

    if out is not None and out.exists():
        after = max([after, *(int(line["number"]) for line in _lines(out, lang))])
        whole = out.read_bytes()
        if not whole.endswith(b"\n"):  # what was cut off when the machine stopped is written anew
            out.write_bytes(whole[: whole.rfind(b"\n") + 1])
    with database(lang):
        access_log.log_read(
            by=SYSTEM,
            now=timezone.now(),
            what="audit:export",
            purpose=Purpose.INTERNAL_CONTROL,
            details={"after": after},
        )
        rows = (json.dumps(row, ensure_ascii=False, sort_keys=True) for row in seal.export(after))
        if out is None:
            for row in rows:
                done(row)
            return
        try:
            with out.open("a", encoding="utf-8") as file:
                written = sum(bool(file.write(f"{row}\n")) for row in rows)
        except OSError as error:
            raise Refused(_("Kan ikke skrive filen: %(what)s") % {"what": error.strerror}) from None
    done(_("%(n)s rader er skrevet etter segl %(after)s.") % {"n": written, "after": after})
