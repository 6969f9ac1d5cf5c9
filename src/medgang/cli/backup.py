"""`medgang backup` and `medgang restore`: a sealed copy of everything while the site runs, and back again."""

from __future__ import annotations

import os
from pathlib import Path

import click

from medgang.cli.options import Refused, lang_option, refusals, words
from medgang.cli.site import database, done, refuse_unmigrated, start_django

SHORTEST = 20
"""Characters of a key: it may be tried by who has the file, as often as they like."""

key_option = click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fil med nøkkelen (minst 20 tegn). Uten den spørres det.",
)


def _key(key_file: Path | None, lang: str, *, new: bool) -> bytes:
    _ = words(lang)
    if key_file is not None:
        found = key_file.read_bytes().strip()
    else:
        found = click.prompt(_("Nøkkel"), hide_input=True, confirmation_prompt=new, err=True).encode()
    if new and len(found) < SHORTEST:
        raise Refused(_("Nøkkelen må ha minst %(n)s tegn.") % {"n": SHORTEST})
    return bytes(found)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@key_option
@lang_option
def backup(file: Path, key_file: Path | None, lang: str) -> None:
    """Lag en kryptert kopi av database og filer, mens nettstedet går."""
    _ = words(lang)
    start_django(lang)
    refuse_unmigrated(lang)
    from django.utils import timezone

    from medgang.web.accounts import access_log
    from medgang.web.accounts.actors import SYSTEM, Purpose
    from medgang.web.config.backup import content
    from medgang.web.config.backup.sealed import SealedWriter

    key = _key(key_file, lang, new=True)
    part = file.with_name(f"{file.name}.part")
    with database(lang):
        now = timezone.now()
        access_log.log_read(by=SYSTEM, now=now, what="backup:write", purpose=Purpose.SYSTEM)
        try:
            with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as target:
                with SealedWriter(target, key) as sealed:
                    found = content.write(sealed, now=now)
                target.flush()
                os.fsync(target.fileno())
            # Only a whole copy gets the name.
            part.replace(file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise Refused(_("Kan ikke skrive filen: %(what)s") % {"what": error.strerror}) from None
    done(
        _("%(rows)s rader og %(files)s filer er kopiert. Siste segl: %(number)s.")
        % {"rows": found.rows, "files": found.files, "number": found.sealed}
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@key_option
@lang_option
def restore(file: Path, key_file: Path | None, lang: str) -> None:
    """Legg en kopi tilbake i en tom database, og prøv at innsynsloggen er hel."""
    _ = words(lang)
    start_django(lang)
    from django.conf import settings
    from django.utils import timezone

    from medgang.web.accounts import access_log
    from medgang.web.accounts.actors import SYSTEM, Purpose
    from medgang.web.config.backup import content
    from medgang.web.config.backup.sealed import SealedReader

    Path(settings.DATA_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    key = _key(key_file, lang, new=False)
    with database(lang), refusals(lang), file.open("rb") as source:
        found = content.read(SealedReader(source, key))
        access_log.log_write(
            by=SYSTEM,
            now=timezone.now(),
            what="backup:restore",
            purpose=Purpose.SYSTEM,
            details={"made": found.made},
        )
    done(
        _("%(rows)s rader og %(files)s filer er lagt tilbake, slik det var %(made)s.")
        % {"rows": found.rows, "files": found.files, "made": found.made}
    )
    if not found.whole:
        raise Refused(_("Innsynsloggen i kopien er ikke hel. Kjør «medgang audit verify»."))
    done(_("Innsynsloggen er hel (%(n)s segl).") % {"n": found.sealed})
