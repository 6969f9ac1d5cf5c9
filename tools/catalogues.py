"""The message catalogue: many small .po files, one compiled file per language.

    python tools/catalogues.py compile               merges locale/<lang>/*.po into LC_MESSAGES/django.mo
    python tools/catalogues.py check [area-prefix]   lists what is missing, unused or untrue; exit 1 when anything is
    python tools/catalogues.py extract [area-prefix] adds an empty entry for each message without a translation

The message id is the bokmål text. A nynorsk text that is equal to it is easily a forgotten one, so an equal text
carries the comment `#. same` (with a reason after it where it needs one).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # run as a file, the project's folder is not on the path
    sys.path.insert(0, str(ROOT))

from tools import messages  # noqa: E402

PACKAGE = ROOT / "src" / "medgang"
TRANSLATED = ("nn", "en")
SAME = "same"
_PLACEHOLDER = re.compile(r"%(?:\((?P<name>[^)]+)\))?(?P<kind>[-+ #0]*\d*(?:\.\d+)?[a-zA-Z%])")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One translation, and the small file it stands in."""

    area: str
    po: polib.POEntry

    @property
    def key(self) -> Key:
        """What the catalogue looks it up by."""
        return (self.po.msgctxt, self.po.msgid)

    @property
    def texts(self) -> tuple[str, ...]:
        """The translation: one text, or one for each plural form."""
        if self.po.msgid_plural:
            return tuple(str(text) for _, text in sorted(self.po.msgstr_plural.items()))
        return (str(self.po.msgstr),)

    @property
    def usable(self) -> bool:
        """Whether it may be shown to anybody."""
        return not self.po.fuzzy and all(self.texts)


def entries(locale: Path, lang: str) -> list[Entry]:
    """Every translation of `lang`, from all its small files."""
    found: list[Entry] = []
    for path in sorted((locale / lang).glob("*.po")):
        file = polib.pofile(str(path), encoding="utf-8")
        found += [Entry(path.stem, entry) for entry in file if not entry.obsolete]
    return found


def disagreements(found: list[Entry], lang: str) -> list[str]:
    """Messages that two areas translate differently, or one file holds twice."""
    first: dict[Key, Entry] = {}
    wrong: list[str] = []
    for entry in found:
        other = first.setdefault(entry.key, entry)
        if other is entry:
            continue
        if other.area == entry.area:
            wrong.append(f"{lang}/{entry.area}.po: «{entry.po.msgid}» stands twice")
        elif other.usable and entry.usable and other.texts != entry.texts:
            wrong.append(
                f"{lang}/{other.area}.po and {lang}/{entry.area}.po disagree about «{entry.po.msgid}»"
            )
    return wrong


def compile_all(locale: Path) -> list[str]:
    """Write the compiled catalogue of every language; returns what stands in the way."""
    wrong: list[str] = []
    for lang in ("nb", *TRANSLATED):
        found = entries(locale, lang)
        wrong += disagreements(found, lang)
        merged = polib.POFile(encoding="utf-8")
        merged.metadata = _metadata(lang)
        merged += {entry.key: entry.po for entry in reversed(found) if entry.usable}.values()
        target = locale / lang / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        # A server that runs meanwhile must never read half a file.
        half = target.with_suffix(".tmp")
        merged.save_as_mofile(str(half))
        half.replace(target)
    return wrong


def _metadata(lang: str) -> dict[str, str]:
    return {
        "Language": lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }


def check(package: Path, prefix: str = "") -> list[str]:
    """What is wrong with the catalogue, in the areas whose name begins with `prefix`."""
    wanted = messages.find(package)
    locale = package / "locale"
    wrong: list[str] = [
        f"{m.place}: «{m.msgid}» has a placeholder without a name; write %(name)s"
        for m in wanted
        if m.area.startswith(prefix) and _unnamed(m.msgid)
    ]
    for lang in TRANSLATED:
        found = entries(locale, lang)
        have = {entry.key for entry in found if entry.usable}
        asked = {m.key: m for m in wanted}
        missing = {m.key: m for m in reversed(wanted) if m.key not in have and m.area.startswith(prefix)}
        wrong += [f"{m.place}: no {lang} for «{m.msgid}» (area {m.area})" for m in reversed(missing.values())]
        for entry in found:
            if entry.area.startswith(prefix):
                where = f"{lang}/{entry.area}.po: «{entry.po.msgid}»"
                wrong += [f"{where} {fault}" for fault in _faults(entry, asked.get(entry.key), lang)]
        if not prefix:
            wrong += disagreements(found, lang)
    return wrong


def _faults(entry: Entry, message: messages.Message | None, lang: str) -> Iterator[str]:
    if message is None:
        yield "is used nowhere"
        return
    if entry.po.fuzzy:
        yield "is marked fuzzy"
    if (message.plural or "") != entry.po.msgid_plural:
        yield f"has another plural than the code, which says «{message.plural}»"
        return
    if not all(entry.texts):  # named already as missing, with the place that asks for it
        return
    yield from _different_placeholders(entry)
    sources = (entry.po.msgid, entry.po.msgid_plural or entry.po.msgid)
    for text in entry.texts:
        if Counter(_TAG.findall(text)) not in [Counter(_TAG.findall(source)) for source in sources]:
            yield "has other tags than the message"
    equal = entry.texts[0] == entry.po.msgid and _has_words(entry.po.msgid)
    if lang == "nn" and equal and SAME not in entry.po.comment.replace(":", " ").split():
        yield f"is equal to bokmål; translate it, or write `#. {SAME}` above it"


def _different_placeholders(entry: Entry) -> Iterator[str]:
    sources = {frozenset(_placeholders(text)) for text in (entry.po.msgid, entry.po.msgid_plural) if text}
    allowed = frozenset().union(*sources)
    for text in entry.texts:
        used = frozenset(_placeholders(text))
        # «én økt» may leave the number out that «%(n)s økter» needs; both are then in `sources`
        if used not in sources:
            yield f"has other placeholders: {', '.join(sorted(used ^ allowed))}"
        elif allowed and _stray_percent(text):
            yield "has a % sign that must be doubled, since the text is filled in"


def _placeholders(text: str) -> list[str]:
    return [m[0] for m in _PLACEHOLDER.finditer(text) if m["name"]]


def _unnamed(text: str) -> bool:
    """`%s` and `%d` cannot change places in another language. A % before a space is a percent sign."""
    return any(m["name"] is None and m["kind"] in {"s", "d", "r"} for m in _PLACEHOLDER.finditer(text))


def _stray_percent(text: str) -> bool:
    return "%" in _PLACEHOLDER.sub(lambda m: "" if m["name"] or m[0] == "%%" else m[0], text)


def _has_words(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", _PLACEHOLDER.sub("", text)))


def extract(package: Path, prefix: str = "") -> int:
    """Add an empty entry for each message that has none; returns how many were added."""
    locale = package / "locale"
    added = 0
    for lang in TRANSLATED:
        have = {entry.key for entry in entries(locale, lang)}
        for message in messages.find(package):
            if message.key in have or not message.area.startswith(prefix):
                continue
            have.add(message.key)
            path = locale / lang / f"{message.area}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            file = polib.pofile(str(path), encoding="utf-8") if path.exists() else _new_file(lang)
            file.append(
                polib.POEntry(
                    msgid=message.msgid,
                    msgctxt=message.context,
                    msgid_plural=message.plural or "",
                    msgstr="",
                    msgstr_plural={0: "", 1: ""} if message.plural else {},
                )
            )
            file.save(str(path))
            added += 1
    return added


def _new_file(lang: str) -> polib.POFile:
    file = polib.POFile(encoding="utf-8", wrapwidth=110)
    file.metadata = _metadata(lang)
    return file


def main(arguments: list[str]) -> int:
    """Run one of the three verbs; the exit code is 1 when something is wrong and 2 when it was not understood."""
    verb, *rest = arguments or [""]
    prefix = rest[0] if rest else ""
    try:
        if verb == "compile" and not rest:
            # Areas that disagree are for `check` to refuse: a demo starts with either word.
            for line in compile_all(PACKAGE / "locale"):
                print(line, file=sys.stderr)
            return 0
        if verb == "check" and len(rest) <= 1:
            wrong = check(PACKAGE, prefix)
        elif verb == "extract" and len(rest) <= 1:
            print(f"{extract(PACKAGE, prefix)} empty entries added")
            return 0
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except messages.UnreadableMessageError as error:
        wrong = [str(error)]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
