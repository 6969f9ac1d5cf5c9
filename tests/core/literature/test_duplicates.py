"""What is merged, what is asked, what is left apart. The works do not exist."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medgang.core.literature.duplicates import find_duplicates
from medgang.core.literature.duplicates.keys import Genre, journal_key, keys_of
from medgang.core.literature.names import parse_names
from medgang.core.literature.record import Kind, Record

TITLE = "Supervised walking and craving in adults: a randomised controlled trial"
BASE = Record(
    id="a",
    title=TITLE,
    authors=parse_names("Lie, Per; Dahl, Kari; Berg, Jan"),
    date=(2012,),
    container="Journal of Invented Exercise",
    volume="12",
    issue="3",
    pages="101-109",
)


def like(**changes: object) -> Record:
    return replace(BASE, **{"id": "b", **changes})  # type: ignore[arg-type]


def outcome(one: Record, other: Record) -> str:
    found = find_duplicates(
        [one, other]
        + [
            replace(
                BASE, id=f"f{n}", title=f"Filler {n} of no likeness", authors=(), volume=str(50 + n), pages=""
            )
            for n in range(60)
        ]
    )
    if found.groups:
        assert found.groups == ((one.id, other.id),)
        assert found.merged[0].reasons
        return "same"
    if found.unsure:
        return "unsure"
    return "related" if found.related else "different"


@pytest.mark.requirement("R013")
@pytest.mark.parametrize(
    "other",
    [
        like(),
        like(authors=parse_names("Lie P"), container="J. Inv. Exerc.", pages="101-9"),
        like(title=f"[{TITLE}]. [Norwegian]", container="J Invent Exerc"),
        like(title=f"{TITLE}. [Erratum appears in J Inv Exerc. 2013;13(2):5]"),
        like(title=TITLE.replace("randomised", "randomized").replace("adults", "adutls"), volume=""),
        like(title=f"Gåing på norsk om suget hos voksne; {TITLE}", pages="101"),
        like(title=f"Gange og sug hos voksne i behandling [{TITLE}]"),
        like(title=f"Tittel <ORIGINAL> {TITLE}"),
        like(title="En helt annen tittel på norsk", original_title=TITLE),
        like(title="Veiledet gange: en helt annen oversettelse av navnet"),
        like(authors=(), title="Supervised walking with craving in adults, randomised controlled trial"),
        like(authors=parse_names("Per, L.; Kari, D.; Jan, B."), date=(2012,)),
        like(date=(2013,), volume="", issue="", pages=""),
        like(pages="S101"),
        like(pages="99-109"),
        like(pages="103-111"),
        like(container="Tidsskrift for oppdiktet bevegelse", pages=""),
        like(title="Supervised walking and craving in adults", volume="", issue=""),
        like(title=f"{TITLE} careers page", pages="", volume=""),
        like(container="JIE", volume="", pages="", issue=""),
        like(container="Journal of Invented Exercise : official journal of nobody", pages="", volume=""),
        like(pages="215 p", issue=""),
        like(title=TITLE.upper().replace(":", " -"), container=""),
    ],
)
def test_the_same_record_however_it_was_printed(other: Record) -> None:
    assert outcome(BASE, other) == "same"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (BASE, like(title=f"{TITLE}: study protocol", pages="7", volume="9"), "related"),
        (BASE, like(title=f"Erratum to: {TITLE}", pages="300"), "related"),
        (BASE, like(kind=Kind.PREPRINT, doi="10.1101/1", container="medRxiv"), "related"),
        (BASE, like(title=f"Comment on: {TITLE}"), "related"),
        (BASE, like(title=f"{TITLE} [abstract no. 7]", pages="", volume="", issue=""), "related"),
        (BASE, like(title="Quite another text on pulse [abstract]", pages="", doi=""), "different"),
        (BASE, like(title=f"Retraction of: {TITLE}"), "related"),
        (
            BASE,
            like(container="Invented Psychiatry", volume="3", pages="S12", date=(2011,), issue=""),
            "related",
        ),
        (replace(BASE, title=f"{TITLE} part 1"), like(title=f"{TITLE} part 2"), "different"),
        (replace(BASE, title=f"Phase II: {TITLE}"), like(title=TITLE, pages="", volume=""), "different"),
        (replace(BASE, doi="10.1234/a"), like(doi="10.1234/b", pages="200-9"), "unsure"),
        (replace(BASE, pmid="1"), like(pmid="2", pages="200-9", date=(2017,)), "different"),
        (
            replace(BASE, doi="10.1234/a"),
            like(doi="10.1234/b", title="Quite another text on pulse", pages="101-109"),
            "different",
        ),
        (
            replace(
                BASE, container="Cochrane Database of Systematic Reviews", date=(2010,), pages="CD1", issue=""
            ),
            like(container="Cochrane Database of Systematic Reviews", date=(2012,), pages="CD1", issue=""),
            "different",
        ),
        (
            replace(BASE, title="Editorial", volume="", pages="1"),
            like(title="Editorial", volume="", pages="1", container="Another Weekly"),
            "different",
        ),
        (
            replace(BASE, doi="10.1234/s", title="P1: Effects of walking on mice at night"),
            like(doi="10.1234/s", title="P2: Effects of walks on rats all night", pages="200"),
            "unsure",
        ),
        (replace(BASE, title="Editorial"), like(title="Editorial", issue="4", pages=""), "different"),
        (
            replace(BASE, title="Comments from the editor of the journal", pages=""),
            like(title="Comments from the editor of the journal", issue="4", pages=""),
            "different",
        ),
        (BASE, like(authors=parse_names("Moe, A; Noe, B; Roe, C"), pages="", volume=""), "different"),
        (BASE, like(date=(2018,), pages="", volume=""), "different"),
        (BASE, like(title="Something else altogether about pulse", pages="1"), "different"),
        (
            replace(BASE, pages="S1", title="Safety of walking for women with craving"),
            like(pages="S1", title="Safety of walking for patients with craving"),
            "different",
        ),
        (
            replace(BASE, container="", volume="", pages="", issue=""),
            like(container="", date=(2011,), volume="", pages="", issue=""),
            "unsure",
        ),
        (BASE, like(container="Invented Psychiatry", pages="", volume="", issue=""), "unsure"),
        (replace(BASE, title="Walking", pages=""), like(title="Walking", pages="", volume="3"), "different"),
        (
            replace(BASE, doi="10.1234/whole"),
            like(
                doi="10.1234/whole", title="Quite another chapter", authors=parse_names("Moe, A"), pages="5"
            ),
            "unsure",
        ),
    ],
)
def test_what_is_not_the_same_record(one: Record, other: Record, expected: str) -> None:
    assert outcome(one, other) == expected


@pytest.mark.parametrize(
    "other",
    [
        like(
            doi="10.1234/A".lower(),
            title="Supervised walking & craving in adults",
            pages="",
            volume="",
            authors=(),
        ),
        like(
            pmid="77",
            title="Supervised walking and craving in adults: an RCT",
            authors=(),
            container="",
            volume="",
        ),
        like(doi="10.1234/a", title="Kapittel 4", pages=""),
    ],
)
def test_one_number_is_one_work(other: Record) -> None:
    one = replace(BASE, doi="10.1234/a", pmid="77" if other.pmid else "")
    assert outcome(one, other) == "same"


def test_two_numbers_and_everything_printed_alike_is_one_record() -> None:
    assert outcome(replace(BASE, doi="10.1234/a"), like(doi="10.1234/a-wrong")) == "same"
    assert outcome(replace(BASE, doi="10.1234/a"), like(doi="10.1234/b", issue="4")) == "different"


def test_a_group_never_holds_two_numbers_by_way_of_a_third_record() -> None:
    records = [
        replace(BASE, id="a", doi="10.1234/a", pages="", volume=""),
        replace(BASE, id="b", pages="", volume=""),
        replace(BASE, id="c", doi="10.1234/c", pages="", volume=""),
    ]
    found = find_duplicates([*records, *(Record(id=f"x{n}") for n in range(100))])
    assert [set(group) for group in found.groups] == [{"a", "b"}]
    assert [{pair.one, pair.other} for pair in found.unsure] in ([{"b", "c"}], [{"a", "c"}])


def test_a_person_who_said_two_is_heard_and_can_take_it_back() -> None:
    records = [BASE, like()]
    assert find_duplicates(records).groups == (("a", "b"),)
    assert find_duplicates(records, apart=frozenset({frozenset({"a", "b"})})).groups == ()


def test_groups_of_three_are_one_group_and_keep_every_source() -> None:
    found = find_duplicates([BASE, like(), like(id="c", pages="101"), like(id="d", volume="12")])
    assert found.groups == (("a", "b", "c", "d"),)
    assert len(found.merged) >= 3


def test_no_more_is_asked_than_a_fiftieth_of_the_records() -> None:
    pairs = [
        replace(
            BASE,
            id=f"{n}{side}",
            title=f"{TITLE} of town {chr(97 + n % 26)}{n // 26}",
            container="",
            pages="",
            volume="",
            issue="",
            date=(2012 + side,),
        )
        for n in range(30)
        for side in (0, 1)
    ]
    assert len(find_duplicates(pairs).unsure) <= len(pairs) // 50


def test_running_numbers_in_the_issue_column_are_no_issues() -> None:
    rows = [
        replace(BASE, id=f"f{n}", title=f"Filler {n} without likeness", issue=str(n), authors=())
        for n in range(150)
    ]
    found = find_duplicates([replace(BASE, issue="901", pages=""), like(issue="902", pages=""), *rows])
    assert ("a", "b") in found.groups


def test_keys_bring_titles_journals_and_pages_to_one_spelling() -> None:
    assert keys_of(like(title="β-blockers: Œuvre & Straße")).title == "beta blockers oeuvre and strasse"
    assert keys_of(like(pages="01-Jun")).first_page == ""
    assert keys_of(like(pages="viii108")).first_page == "viii108"
    assert keys_of(like(pages="x")).first_page == ""
    assert keys_of(like(volume="2012")).volume == ""
    assert keys_of(like(title="")).titles == ("",)
    assert keys_of(like(doi="10.48550/arxiv.1")).genre is Genre.PREPRINT
    assert keys_of(like(title="Walking. Study protocol")).genre is Genre.PROTOCOL
    assert keys_of(like(title="A walking protocol that works")).genre is Genre.PLAIN
    assert journal_key("Journal of Things = Tidsskrift for ting") == "journal things"
    assert journal_key("(Odd)") == "odd"


def test_a_page_of_nothing_finds_nothing() -> None:
    assert find_duplicates([]).groups == ()
    assert find_duplicates([Record(id="a"), Record(id="b")]).groups == ()


@given(
    st.permutations(
        [
            BASE,
            like(),
            like(id="c", title="Another walk for other people entirely", pages="5"),
            like(id="d", title="Another walk for other people entirely", pages="5"),
        ]
    )
)
def test_the_order_of_the_records_does_not_matter(records: list[Record]) -> None:
    assert {frozenset(group) for group in find_duplicates(records).groups} == {
        frozenset("ab"),
        frozenset("cd"),
    }


def test_title_and_abstract_alone_are_enough_where_nothing_else_is_known() -> None:
    one = Record(id="a", title=TITLE, abstract="They walked and told of their craving afterwards. " * 6)
    assert outcome(one, replace(one, id="b")) == "same"
    assert outcome(replace(one, abstract=""), replace(one, id="b", abstract="")) == "unsure"
    assert outcome(replace(one, date=(2011,)), replace(one, id="b", date=(2015,))) == "different"


def test_every_reason_is_named() -> None:
    from medgang.core.literature.duplicates.compare import Fit, Fits, TitleFit, fits

    one = keys_of(replace(BASE, title="Phase II trial of walking and craving in adults", abstract="w" * 200))
    other = keys_of(
        like(title="Phase III trial of walking and craving in adults: study protocol", abstract="v" * 200)
    )
    found = fits(one, other)
    assert isinstance(found, Fits)
    assert {"numbers_differ", "genre_differs", "abstract_differs", "authors_same"} <= set(found.reasons())
    assert found.title >= TitleFit.LOOSE
    same = fits(
        keys_of(replace(BASE, abstract="walked far " * 30)), keys_of(like(abstract="walked far " * 30))
    )
    near = fits(
        keys_of(replace(BASE, abstract="walked far " * 30)), keys_of(like(abstract="walked fan up " * 30))
    )
    assert same is not None
    assert near is not None
    assert (same.abstract, near.abstract) == (Fit.SAME, Fit.CLOSE)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (BASE, like(date=()), "same"),
        (BASE, like(title=""), "same"),
        (BASE, like(authors=parse_names("Lien, Per; Dahl, Kari"), pages=""), "same"),
        (
            replace(BASE, container="Norwegian Journal of Sport"),
            like(container="Sport Journal of Norwegian", pages=""),
            "same",
        ),
        (BASE, like(container="Journal of InventedExercise"), "same"),
        (BASE, like(title=f"{TITLE}: a second look", issue="4", pages="101"), "different"),
        (BASE, like(pages="101-108"), "same"),
        (BASE, like(container="Journal-of Invented-Exercise"), "same"),
        (BASE, like(container="Journal of Invented Exercises"), "same"),
        (BASE, like(container="Proceedings: the Journal of Invented Exercise and more"), "same"),
        (BASE, like(authors=parse_names("Dahl, Kari"), pages="101"), "same"),
        (BASE, like(authors=parse_names("Moe, Ole"), pages="", volume=""), "different"),
        (
            BASE,
            like(authors=parse_names("Lie, Per; Dahl, Kari; Moe, A; Noe, B; Roe, C"), pages="101"),
            "same",
        ),
        (replace(BASE, title="[]"), like(title="[]"), "same"),
        (BASE, like(title=f"{TITLE} *"), "same"),
        (BASE, like(title=f"{TITLE} [abstract no. 7]"), "same"),
        (
            replace(BASE, doi="10.1234/a"),
            like(doi="10.1234/a", title="Supervised walks and craving among adults: randomised trial"),
            "same",
        ),
        (
            BASE,
            like(
                title="Supervised walks and cravings in adult: a randomised control trial",
                issue="4",
                pages="101",
            ),
            "different",
        ),
        (
            replace(BASE, title=f"{TITLE}; x"),
            like(title=f"Noe helt annet på norsk om dette; {TITLE} [x]"),
            "same",
        ),
    ],
)
def test_fields_that_agree_or_contradict(one: Record, other: Record, expected: str) -> None:
    assert outcome(one, other) == expected
