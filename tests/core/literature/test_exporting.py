"""Records out and in again: nothing changes on the way."""

from __future__ import annotations

import json

import pytest

from medgang.core.literature.exporting import to_csl, write_csl, write_csv, write_ris
from medgang.core.literature.importing import read
from medgang.core.literature.record import Kind, Name, Record

FULL = Record(
    id="k1",
    title="Å gå i flokk",
    original_title="Walking in flocks",
    authors=(Name("Østby", "Åse"), Name("The Walkers")),
    editors=(Name("Dahl", "Kari"),),
    date=(2019, 3, 4),
    container="Journal of Invented Exercise",
    container_short="J Inv Exerc",
    volume="12",
    issue="3",
    pages="101-109",
    doi="10.1234/jie.2019.5",
    pmid="31999999",
    pmcid="PMC7000001",
    issn="1234-5678",
    abstract="Forty people walked.",
    keywords=("Exercise", "Craving"),
    language="nob",
    publisher="Invented Press",
    place="Oslo",
    url="https://x.invalid/1",
    accession="A1",
    database="Invented DB",
    notes=("kept",),
    source="a.ris",
)
BARE = Record(
    id="k2",
    kind=Kind.BOOK,
    title="A book",
    container="A series",
    date=(2001,),
    pages="7, 9-11",
    pmid="5",
    notes=("PMID: 5",),
)


@pytest.mark.requirement("R013")
@pytest.mark.parametrize(
    ("write", "name"), [(write_ris, "x.ris"), (write_csv, "x.csv"), (write_csl, "x.json")]
)
def test_what_is_written_is_read_back(write: object, name: str) -> None:
    assert callable(write)
    full, bare = read(write([FULL, BARE]).encode(), name).records
    for field in ("id", "title", "original_title", "authors", "editors", "date", "container", "container_short", "volume",  # noqa: E501 - as exported
                  "issue", "pages", "doi", "pmid", "pmcid", "issn", "abstract", "keywords", "language", "publisher", "place",  # noqa: E501 - as exported
                  "url", "accession", "database"):  # fmt: skip
        assert getattr(full, field) == getattr(FULL, field), field
    assert "kept" in full.notes
    assert (bare.kind, bare.title, bare.container, bare.date, bare.pages) == (
        Kind.BOOK,
        "A book",
        "A series",
        (2001,),
        "7, 9-11",
    )


def test_csl_items_are_csl() -> None:
    item = to_csl(FULL)
    assert item["issued"] == {"date-parts": [[2019, 3, 4]]}
    assert item["author"] == [{"family": "Østby", "given": "Åse"}, {"literal": "The Walkers"}]
    assert "editor" not in to_csl(BARE)
    assert "issued" not in to_csl(Record(id="x"))
    assert len(json.loads(write_csl([FULL]))) == 1


def test_a_cell_is_never_a_formula() -> None:
    table = write_csv([Record(id="1", title="=cmd()", abstract="-x", volume="-3")])
    assert "'=cmd()" in table
    assert "'-x" in table
    assert ",-3," in table


def test_a_record_with_next_to_nothing_is_written_and_read() -> None:
    assert read(write_ris([Record(id="1", title="A")]).encode(), "x.ris").records[0].title == "A"
