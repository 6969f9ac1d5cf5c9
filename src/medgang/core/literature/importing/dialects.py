"""The tags of the line formats and what each means. A tag whose meaning is `extra` is known, kept, and no loss."""

from __future__ import annotations

import re
from dataclasses import dataclass

from medgang.core.literature.record import Kind


@dataclass(frozen=True)
class Dialect:
    """One line format: how a tagged line looks, what begins and ends a record, and what the tags mean.

    `wraps`: the format breaks long lines, so a break inside a text means nothing.
    """

    name: str
    line: re.Pattern[str]
    fields: dict[str, str]
    kinds: dict[str, Kind]
    starts: frozenset[str] = frozenset()
    end: str = ""
    separator: re.Pattern[str] | None = None
    blank_ends: bool = False
    per_line: frozenset[str] = frozenset()
    ignored_alone: frozenset[str] = frozenset()
    wraps: bool = False

    def kind(self, value: str) -> Kind | None:
        """The kind of work a type field names; None where it says nothing of the kind."""
        key = value.strip().upper()
        if key in self.kinds:
            return self.kinds[key]
        lower = value.lower()
        return next((kind for word, kind in KIND_WORDS if word in lower), None)


KIND_WORDS: tuple[tuple[str, Kind], ...] = (
    ("journal article", Kind.ARTICLE),
    ("book section", Kind.CHAPTER),
    ("book, section", Kind.CHAPTER),
    ("chapter", Kind.CHAPTER),
    ("conference", Kind.CONFERENCE),
    ("proceeding", Kind.CONFERENCE),
    ("congress", Kind.CONFERENCE),
    ("meeting abstract", Kind.CONFERENCE),
    ("dissertation", Kind.THESIS),
    ("thesis", Kind.THESIS),
    ("preprint", Kind.PREPRINT),
    ("newspaper", Kind.NEWS),
    ("magazine", Kind.MAGAZINE),
    ("journal", Kind.ARTICLE),
    ("report", Kind.REPORT),
    ("web page", Kind.WEB),
    ("webpage", Kind.WEB),
    ("electronic", Kind.WEB),
    ("dataset", Kind.DATASET),
    ("patent", Kind.PATENT),
    ("book", Kind.BOOK),
    ("article", Kind.ARTICLE),
)


def _tags(text: str) -> dict[str, str]:
    """`field: TAG TAG; field: TAG` as tag → field."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, _, tags = part.partition(":")
        found |= dict.fromkeys(tags.split(), name.strip())
    return found


RIS = Dialect(
    name="ris",
    line=re.compile(r"^\s{0,3}([A-Z][A-Z0-9])[ \t]{0,3}-(?:[ \t](.*))?$"),
    fields=_tags(
        "type: TY; title: TI T1; title_2: CT; second: T2; book: BT; series: T3; short_title: ST;"
        "author: AU A1; editor: A2 ED A3; date: DA Y1; year: PY; container: JF; container_short: JO JA J2 J1 J9;"
        "container_iso: JI; volume: VL VO; issue: IS CP; start: SP; end: EP; doi: DO; maybe_doi: M3 L3 DI; url: UR;"
        "url_2: L2 LK L1; serial: SN; abstract: AB N2; keyword: KW DE; language: LA; publisher: PB PU; place: CY PP PI;"
        "accession: AN; id: ID; database: DB; note: N1 RN; pmcid: C2; original_title: OT TT;"
        "extra: A4 A5 AD AI AV C1 FU FX OI C3 C4 C5 C6 C7 C8 CA CN CR DP ET FD L4 L5 LB M1 M2 M4 NV OP "
        "PA PT RI RP SE SF SV TA"
        " TS TR TO U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 WE WT WV Y2 UK PM EA EF CT4 IP XT VN N9 LL"
    ),
    kinds={
        "JOUR": Kind.ARTICLE,
        "EJOUR": Kind.ARTICLE,
        "JFULL": Kind.ARTICLE,
        "ABST": Kind.ARTICLE,
        "INPR": Kind.ARTICLE,
        "GEN": Kind.OTHER,
        "BOOK": Kind.BOOK,
        "EBOOK": Kind.BOOK,
        "EDBOOK": Kind.BOOK,
        "CLSWK": Kind.BOOK,
        "SER": Kind.BOOK,
        "CHAP": Kind.CHAPTER,
        "ECHAP": Kind.CHAPTER,
        "ENCYC": Kind.CHAPTER,
        "DICT": Kind.CHAPTER,
        "CONF": Kind.CONFERENCE,
        "CPAPER": Kind.CONFERENCE,
        "THES": Kind.THESIS,
        "RPRT": Kind.REPORT,
        "GOVDOC": Kind.REPORT,
        "STAND": Kind.REPORT,
        "UNPB": Kind.PREPRINT,
        "UNPD": Kind.PREPRINT,
        "NEWS": Kind.NEWS,
        "MGZN": Kind.MAGAZINE,
        "ELEC": Kind.WEB,
        "WEB": Kind.WEB,
        "BLOG": Kind.WEB,
        "ICOMM": Kind.WEB,
        "DATA": Kind.DATASET,
        "DBASE": Kind.DATASET,
        "AGGR": Kind.DATASET,
        "PAT": Kind.PATENT,
        "CASE": Kind.LEGAL,
        "LEGAL": Kind.LEGAL,
    },
    starts=frozenset({"TY"}),
    end="ER",
    per_line=frozenset({"KW", "UR"}),
)

NBIB = Dialect(
    name="nbib",
    line=re.compile(r"^([A-Z]{2,4}|[A-Z][A-Z0-9]{1,3})\s*-(?: (.*))?$"),
    fields=_tags(
        "pmid: PMID; title: TI; book: BTI; second: CTI; author: AU; author_group: CN; author_full: FAU; "
        "editor: FED; abstract: AB;"
        "container: JT; container_short: TA; date: DP; date_2: DEP DA DCOM LR EDAT MHDA CRDT PHST; volume: VI;"
        "issue: IP; pages: PG; identifier: AID LID; issn: IS ISSN; isbn: ISBN; language: LA; keyword: MH OT KW;"
        "original_title: TT; type: PT; pmcid: PMC; place: PL; publisher: PB; accession: OID; url: URL;"
        "note: GN OAB CI; extra: UI DRDT OWN STAT JID SB AD AUID ORCID RN RF CRI CRF ED IRAD IR FIR PST "
        "SO CON CIN EIN EFR CRF"
        " DRIN DDIN OCI OOTB NM GR SI PS FPS OTO OAB OABL TRF UOF UIN ROF RIN RPF RPI SPIN ECI ECF "
        "MID PMCR COIS PMID2"
        " COI PUBM ROR CTDT CDAT BTI2 CTI2 DCON PRIN ORI CRIN LID2 GS VTI SPIN RRI RRF"
    ),
    kinds={
        "JOURNAL ARTICLE": Kind.ARTICLE,
        "BOOK": Kind.BOOK,
        "BOOKS": Kind.BOOK,
        "PREPRINT": Kind.PREPRINT,
        "DATASET": Kind.DATASET,
    },
    starts=frozenset({"PMID"}),
    wraps=True,
    blank_ends=True,
)

OVID = Dialect(
    name="ovid",
    line=re.compile(r"^([A-Z][A-Z0-9])[ \t]{1,3}(?:-[ \t]?)?(.*)$"),
    fields=_tags(
        "id: UI AN; title: TI; original_title: OT TT; author: AU FA; editor: ED; date: DP; year: YR PY; abstract: AB;"
        "source: SO; container: JN JF; container_short: JA; volume: VO VL; issue: IP IS; pages: PG; doi: DO DI;"
        "issn: IS SN; isbn: IB BN; language: LG LA; keyword: MH KW SH ID DE; type: PT; publisher: PB PU; place: CP CY;"
        "database: DB; url: UR XL; note: NT; pmid: PM; extra: VN IN LB NO RN EM DA ST SB RO AS CI CM FS "
        "GS MP PH RS TC TN"
        " CC CL DC DD DV EN EL EX FN FT GI HW IA IC II JC KF LH MC MD MT NJ NM OA OB OW PA PE PS RD RF "
        "RP RV SA SI SL SS"
        " SU TA TR TX UP VI XS YS ZZ EP AI CR DF DT EA EZ IR KP LU MV OI PO PQ QO RE RI SC SG TO TP TW UD"
    ),
    kinds={"BOOK": Kind.BOOK, "JOURNAL": Kind.ARTICLE},
    separator=re.compile(r"^\s*<\s*\d+\s*\.?\s*>\s*$"),
    starts=frozenset({"UI", "AN"}),
    wraps=True,
    per_line=frozenset({"AU", "FA", "MH", "KW", "SH", "ID"}),
)

OVID_LABELS: dict[str, str] = {
    "Unique Identifier": "id",
    "Accession Number": "id",
    "Title": "title",
    "Original Title": "original_title",
    "Author": "author",
    "Authors": "author",
    "Author/s": "author",
    "Source": "source",
    "Journal": "container",
    "Abstract": "abstract",
    "Digital Object Identifier": "doi",
    "DOI": "doi",
    "Publication Type": "type",
    "ISSN": "issn",
    "ISBN": "isbn",
    "ISSN Print": "issn",
    "ISSN Electronic": "issn",
    "Language": "language",
    "Year of Publication": "year",
    "Publication Year": "year",
    "Publication Date": "date",
    "Date of Publication": "date",
    "Keywords": "keyword",
    "Keyword Heading": "keyword",
    "Subject Headings": "keyword",
    "MeSH Subject Headings": "keyword",
    "Database": "database",
    "Publisher": "publisher",
    "Country of Publication": "place",
    "Institution": "affiliation",
    "Status": "status",
    "Link to the Ovid Full Text or citation": "url",
    "Version ID": "version",
}

_WOS_KINDS = {
    "J": Kind.ARTICLE,
    "B": Kind.BOOK,
    "S": Kind.CHAPTER,
    "C": Kind.CONFERENCE,
    "P": Kind.PATENT,
    "JOURNAL": Kind.ARTICLE,
    "ARTICLE": Kind.ARTICLE,
    "REVIEW": Kind.ARTICLE,
}

WOS = Dialect(
    name="wos",
    line=re.compile(r"^([A-Z][A-Z0-9])(?: (.*))?$"),
    fields=_tags(
        "type: PT; title: TI; original_title: FT; author: AU; author_group: CA GP; author_full: AF BF; "
        "editor: BE ED; container: SO;"
        "series: SE BS; container_short: J9; container_iso: JI; abstract: AB; keyword: DE ID KP; year: PY; date: PD EA;"
        "volume: VL; issue: IS; start: BP; end: EP; pages_2: AR; doi: DI D2; issn: SN EI; isbn: BN; accession: UT;"
        "pmid: PM; language: LA; publisher: PU; place: PI; conference: CT; url: UR;"
        "extra: FN VR DT CY CL SP HO C1 C3 RP EM RI OI FU FX CR NR TC Z9 U1 U2 PA PN SU SI MA PG WC SC "
        "GA OA HC HP DA EF"
        " BA Z1 Z2 Z3 Z4 Z5 Z6 Z7 Z8 ZB ZR ZS ZA WE AA PV AE DP EC ER FP GE HS IN LT MC MI MQ OF OR PE "
        "PP PR RO TA TR TS"
    ),
    kinds=_WOS_KINDS,
    starts=frozenset({"PT"}),
    wraps=True,
    end="ER",
    per_line=frozenset({"AU", "AF", "BA", "BF", "BE", "CA", "ED"}),
    ignored_alone=frozenset({"FN", "VR", "EF"}),
)

REFWORKS = Dialect(
    name="refworks",
    line=re.compile(r"^([A-Z][A-Z0-9])(?: (.*))?$"),
    fields=_tags(
        "type: RT; id: ID; author: A1 AU; editor: A2 ED; title: T1 TI; second: T2; series: T3; book: WT "
        "BT; container: JF;"
        "container_short: JO JA; year: YR PY; date: FD; volume: VO; issue: IS; start: SP; end: OP; keyword: K1 KW;"
        "abstract: AB; note: NO N1; publisher: PB; place: PP; serial: SN; accession: AN; language: LA; doi: DO;"
        "url: LK UL; database: DB; original_title: OT FT; short_title: ST;"
        "extra: SR A3 A4 A5 A6 AD AV CA CL CR DS ED GE LL MD MN NM OR PN RD RE RF RP SF SL TY U1 U2 U3 "
        "U4 U5 U6 U7 U8 U9"
        " U10 U11 U12 U13 U14 U15 UR WP WV FD2 CN CI JN PM PMID SE SO ST2 WV2"
    ),
    kinds={"GENERIC": Kind.OTHER},
    starts=frozenset({"RT"}),
    blank_ends=False,
)

REFER = Dialect(
    name="refer",
    line=re.compile(r"^%([0-9A-Z@~!?+^$>\]&#=|*(\[\\])(?:\s(.*))?$"),
    fields=_tags(
        "type: 0; author: A Q; editor: E; title: T; container: J; book: B; year: D; date: 8; volume: V; "
        "issue: N; pages: P;"
        "doi: R; abstract: X; keyword: K; publisher: I; place: C; serial: @; url: U; accession: M; id: F; language: G;"
        "note: Z O; database: ~; short_title: !; series: S; original_title: Q2; url_2: >;"
        "extra: 1 2 3 4 5 6 7 9 Y W L H ? + ^ $ ] & # = | * ( [ \\"
    ),
    kinds={"GENERIC": Kind.OTHER},
    starts=frozenset({"0"}),
    blank_ends=True,
    per_line=frozenset({"K"}),
)
