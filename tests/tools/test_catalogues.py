"""The catalogue tool, over a small package of its own."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from tools import catalogues, messages

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with one command, one page and one table of sentences."""
    root = tmp_path / "medgang"
    (root / "content" / "sentences").mkdir(parents=True)
    (root / "cli").mkdir()
    (root / "web" / "gym" / "templates" / "gym").mkdir(parents=True)
    return root


def write_po(package: Path, lang: str, area: str, text: str) -> None:
    """One small file of translations."""
    path = package / "locale" / lang / f"{area}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + text, encoding="utf-8")


def entry(msgid: str, msgstr: str, comment: str = "") -> str:
    """One translation as it stands in a .po file."""
    return f'{comment}msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def command(package: Path, source: str) -> None:
    """The package's one command."""
    (package / "cli" / "pool.py").write_text(source, encoding="utf-8")


def faults(package: Path, prefix: str = "") -> str:
    """What the tool finds, as one text."""
    return "\n".join(catalogues.check(package, prefix))


def test_finds_messages_in_python_under_whatever_name(package: Path) -> None:
    command(
        package,
        "from x import gettext_lazy as lazy\n"
        "a = _('En økt')\n"
        "b = lazy('Delt '\n    'tekst')\n"
        "c = t.ngettext('%(n)s drag', '%(n)s drag til', n)\n"
        "d = pgettext('måned', 'mai')\n"
        "e = N_(text)\n"
        "f = print('ikke denne')\n",
    )
    found = {(m.context, m.msgid, m.plural) for m in messages.find(package)}
    assert found == {
        (None, "En økt", None),
        (None, "Delt tekst", None),
        (None, "%(n)s drag", "%(n)s drag til"),
        ("måned", "mai", None),
    }


def test_finds_messages_in_templates(package: Path) -> None:
    page = package / "web" / "gym" / "templates" / "gym" / "session.html"
    page.write_text(
        "{% load i18n %}<h1>{% translate 'Økta' %}</h1>\n"
        "{% blocktranslate trimmed count n=rows|length %}\n  {{ n }} deltaker\n{% plural %}\n  {{ n }} deltakere\n"
        "{% endblocktranslate %}\n"
        '{{ value|default:_("ukjent") }}{% card title=_("Kort") %}',
        encoding="utf-8",
    )
    found = messages.find(package)
    assert {m.msgid for m in found} == {"Økta", "%(n)s deltaker", "ukjent", "Kort"}
    assert {m.area for m in found} == {"web-gym"}
    assert next(m for m in found if m.msgid == "Kort").place == "medgang/web/gym/templates/gym/session.html:7"
    assert next(m for m in found if m.plural).plural == "%(n)s deltakere"


@pytest.mark.parametrize("source", ["_(f'Hei {name}')", "_('Hei ' + name)", "_('Hei %s' % name)"])
def test_a_text_known_only_at_run_time_is_refused(package: Path, source: str) -> None:
    command(package, source)
    with pytest.raises(messages.UnreadableMessageError, match=r"pool\.py:1"):
        messages.find(package)


def test_a_broken_file_is_named(package: Path) -> None:
    command(package, "def (:\n")
    with pytest.raises(messages.UnreadableMessageError, match=r"pool\.py:1"):
        messages.find(package)


def test_missing_empty_fuzzy_and_unused_are_named(package: Path) -> None:
    command(package, "_('Én')\n_('To')\n_('Tre')\n")
    write_po(
        package, "nn", "cli-pool", entry("Én", "Ein") + entry("To", "") + entry("Tre", "Tri", "#, fuzzy\n")
    )
    write_po(package, "en", "cli-pool", entry("Én", "One") + entry("To", "Two") + entry("Fire", "Four"))
    found = faults(package)
    assert "medgang/cli/pool.py:2: no nn for «To» (area cli-pool)" in found
    assert found.count("«To»") == 1
    assert "nn/cli-pool.po: «Tre» is marked fuzzy" in found
    assert "medgang/cli/pool.py:3: no en for «Tre» (area cli-pool)" in found
    assert "en/cli-pool.po: «Fire» is used nowhere" in found
    assert "no nn for «Én»" not in found


def test_equal_nynorsk_needs_its_comment(package: Path) -> None:
    command(package, "_('Puls')\n_('Distanse')\n_('%(n)s %%')\n")
    rest = entry("Distanse", "Distanse", "#. same: the same word\n") + entry("%(n)s %%", "%(n)s %%")
    write_po(package, "nn", "cli-pool", entry("Puls", "Puls") + rest)
    write_po(
        package,
        "en",
        "cli-pool",
        entry("Puls", "Pulse") + entry("Distanse", "Distance") + entry("%(n)s %%", "%(n)s%%"),
    )
    assert catalogues.check(package) == [
        "nn/cli-pool.po: «Puls» is equal to bokmål; translate it, or write `#. same` above it"
    ]


@pytest.mark.parametrize(
    ("msgstr", "fault"),
    [
        ("%(n)s of %(all)s", ""),
        ("%(n)s of %(total)s", "other placeholders: %(all)s, %(total)s"),
        ("%(n)s", "other placeholders: %(all)s"),
        ("%(n)s of %(all)s %", "% sign that must be doubled"),
        ("%(n)s of %(all)s %%", ""),
    ],
)
def test_placeholders_must_be_the_same(package: Path, msgstr: str, fault: str) -> None:
    command(package, "_('%(n)s av %(all)s')\n")
    write_po(package, "nn", "cli-pool", entry("%(n)s av %(all)s", "%(n)s frå %(all)s"))
    write_po(package, "en", "cli-pool", entry("%(n)s av %(all)s", msgstr))
    found = catalogues.check(package)
    assert len(found) == bool(fault)
    assert fault in "".join(found)


def test_a_placeholder_needs_a_name(package: Path) -> None:
    command(package, "_('Rad %d')\n_('100 % sikkert')\n")
    text = entry("Rad %d", "Rad %d", "#. same\n") + entry("100 % sikkert", "100 % sikkert", "#. same\n")
    write_po(package, "nn", "cli-pool", text)
    write_po(package, "en", "cli-pool", text)
    assert (
        faults(package) == "medgang/cli/pool.py:1: «Rad %d» has a placeholder without a name; write %(name)s"
    )


def test_tags_must_be_the_same(package: Path) -> None:
    command(package, "_('Se <b>her</b>')\n")
    write_po(package, "nn", "cli-pool", entry("Se <b>her</b>", "Sjå <b>her</b>"))
    write_po(package, "en", "cli-pool", entry("Se <b>her</b>", "Look here"))
    assert faults(package) == "en/cli-pool.po: «Se <b>her</b>» has other tags than the message"


def test_plural_forms(package: Path) -> None:
    command(package, "ngettext('én økt', '%(n)s økter', n)\n")
    plural = 'msgid "én økt"\nmsgid_plural "%(n)s økter"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'
    write_po(package, "nn", "cli-pool", plural.format("ei økt", "%(n)s økter"))
    write_po(package, "en", "cli-pool", entry("én økt", "one session"))
    assert faults(package) == (
        "en/cli-pool.po: «én økt» has another plural than the code, which says «%(n)s økter»"
    )
    write_po(package, "en", "cli-pool", plural.format("one session", "%(n)s sessions"))
    assert catalogues.check(package) == []
    assert catalogues.compile_all(package / "locale") == []
    english = gettext.translation("django", package / "locale", languages=["en"])
    assert english.ngettext("én økt", "%(n)s økter", 3) % {"n": 3} == "3 sessions"


def test_a_prefix_asks_about_one_area(package: Path) -> None:
    command(package, "_('Én')\n")
    (package / "content" / "sentences" / "pool.py").write_text("N_('To')\n", encoding="utf-8")
    assert "«To»" not in faults(package, "cli-")
    assert "«Én»" in faults(package, "cli-")
    assert faults(package, "core-pool").count("area core-pool") == 2


def test_compiled_catalogue_holds_what_is_usable(package: Path) -> None:
    write_po(package, "nn", "cli-a", entry("Én", "Ein") + entry("To", "Tvo", "#, fuzzy\n") + entry("Tre", ""))
    write_po(package, "nn", "cli-b", entry("Tre", "Tri"))
    assert catalogues.compile_all(package / "locale") == []
    nynorsk = gettext.translation("django", package / "locale", languages=["nn"])
    assert [nynorsk.gettext(text) for text in ("Én", "To", "Tre")] == ["Ein", "To", "Tri"]
    assert gettext.translation("django", package / "locale", languages=["nb"]).gettext("Én") == "Én"


def test_areas_that_disagree_are_named(package: Path) -> None:
    command(package, "_('Økt')\n")
    write_po(package, "nn", "cli-a", entry("Økt", "Økt", "#. same\n") + entry("Økt", "Økt", "#. same\n"))
    write_po(package, "en", "cli-a", entry("Økt", "Session"))
    write_po(package, "en", "cli-b", entry("Økt", "Workout"))
    wrong = catalogues.compile_all(package / "locale")
    assert wrong == ["nn/cli-a.po: «Økt» stands twice", "en/cli-a.po and en/cli-b.po disagree about «Økt»"]
    assert catalogues.check(package) == wrong


def test_extract_adds_what_is_missing_once(package: Path) -> None:
    command(package, "_('Én')\nngettext('én økt', '%(n)s økter', n)\npgettext('måned', 'mai')\n")
    write_po(package, "nn", "cli-pool", entry("Én", "Ein"))
    assert catalogues.extract(package, "web-") == 0
    assert catalogues.extract(package) == 5
    assert catalogues.extract(package) == 0
    found = {e.key: e for e in catalogues.entries(package / "locale", "nn")}
    assert found[(None, "Én")].texts == ("Ein",)
    assert found[(None, "én økt")].texts == ("", "")
    assert found[("måned", "mai")].texts == ("",)


def test_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, package: Path
) -> None:
    monkeypatch.setattr(catalogues, "PACKAGE", package)
    assert catalogues.main([]) == 2
    assert catalogues.main(["check"]) == 0
    command(package, "_('Én')\n")
    assert catalogues.main(["check", "web-"]) == 0
    assert catalogues.main(["check"]) == 1
    assert "no nn for «Én»" in capsys.readouterr().err
    assert catalogues.main(["extract"]) == 0
    assert "2 empty entries added" in capsys.readouterr().out
    assert catalogues.main(["compile"]) == 0
    command(package, "_(f'{x}')\n")
    assert catalogues.main(["check"]) == 1
    assert "plain text" in capsys.readouterr().err
