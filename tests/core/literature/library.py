# ruff: noqa: E501 - lines as databases export them
"""One small library, written by hand in every format that can be read. The works do not exist."""

RIS = """TY  - JOUR
ID  - 7
TI  - Walking groups & craving: a randomised trial
AU  - Østby, Åse
AU  - van der Berg, Jan P.
PY  - 2019
DA  - 2019/03/04
JF  - Journal of Invented Exercise
J2  - J Inv Exerc
VL  - 12
IS  - 3
SP  - 101
EP  - 109
DO  - 10.1234/jie.2019.5
SN  - 1234-5678
AB  - Background. Forty people walked.
KW  - Exercise
KW  - Substance-Related Disorders
LA  - eng
ER  -

TY  - CHAP
ID  - 8
TI  - Moving in groups
AU  - Lie, Per
T2  - A handbook of movement
ED  - Dahl, Kari
PY  - 2015
SP  - 20
EP  - 31
PB  - Invented Press
CY  - Oslo
SN  - 978-82-000-0000-1
ER  -
"""

NBIB = """
PMID- 31999999
OWN - NLM
TI  - Walking groups & craving: a randomised
      trial.
IS  - 1234-5678 (Print)
VI  - 12
IP  - 3
DP  - 2019 Mar 4
PG  - 101-9
LID - 10.1234/jie.2019.5 [doi]
AB  - Background. Forty people
      walked.
FAU - Østby, Åse
AU  - Østby Å
FAU - van der Berg, Jan P.
AU  - van der Berg JP
LA  - eng
PT  - Journal Article
TA  - J Inv Exerc
JT  - Journal of Invented Exercise
MH  - Exercise
MH  - Substance-Related Disorders
AID - S0000-0000(19)1 [pii]
AID - 10.1234/jie.2019.5 [doi]
PMC - PMC7000001
SO  - J Inv Exerc. 2019 Mar 4;12(3):101-9.
"""

PUBMED_XML = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" "https://x.invalid/pubmed.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID Version="1">31999999</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">1234-5678</ISSN>
<JournalIssue><Volume>12</Volume><Issue>3</Issue><PubDate><Year>2019</Year><Month>Mar</Month><Day>04</Day></PubDate>
</JournalIssue><Title>Journal of Invented Exercise</Title><ISOAbbreviation>J Inv Exerc</ISOAbbreviation></Journal>
<ArticleTitle>Walking groups &amp; craving: a <i>randomised</i> trial.</ArticleTitle>
<Pagination><MedlinePgn>101-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi">10.1234/jie.2019.5</ELocationID>
<Abstract><AbstractText Label="UNLABELLED">Background. Forty people walked.</AbstractText></Abstract>
<AuthorList><Author><LastName>Østby</LastName><ForeName>Åse</ForeName></Author>
<Author><LastName>van der Berg</LastName><ForeName>Jan P.</ForeName></Author><Author><Initials>X</Initials></Author></AuthorList>
<Language>eng</Language>
<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article>
<MeshHeadingList><MeshHeading><DescriptorName>Exercise</DescriptorName></MeshHeading>
<MeshHeading><DescriptorName>Substance-Related Disorders</DescriptorName></MeshHeading></MeshHeadingList>
<CommentsCorrectionsList><CommentsCorrections RefType="ErratumIn"><RefSource>J Inv Exerc. 2020;1:1</RefSource>
</CommentsCorrections></CommentsCorrectionsList>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">31999999</ArticleId>
<ArticleId IdType="doi">10.1234/jie.2019.5</ArticleId><ArticleId IdType="pii">S1</ArticleId>
<ArticleId IdType="pmc">PMC7000001</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
<PubmedBookArticle><BookDocument><PMID>32000000</PMID><Book><Publisher><PublisherName>Invented Press</PublisherName>
<PublisherLocation>Oslo</PublisherLocation></Publisher><BookTitle>A handbook of movement</BookTitle>
<PubDate><Year>2015</Year></PubDate><AuthorList Type="editors"><Author><LastName>Dahl</LastName><ForeName>Kari</ForeName>
</Author></AuthorList><Isbn>9788200000001</Isbn></Book><ArticleTitle>Moving in groups</ArticleTitle>
<AuthorList Type="authors"><Author><LastName>Lie</LastName><ForeName>Per</ForeName></Author>
<Author><CollectiveName>The Movers</CollectiveName></Author></AuthorList>
</BookDocument></PubmedBookArticle>
</PubmedArticleSet>
"""

OVID = """<1. >
VN  - Ovid Technologies
DB  - Ovid MEDLINE(R)
UI  - 31999999
AU  - Ostby A
AU  - van der Berg JP
TI  - Walking groups & craving: a randomised trial.
SO  - Journal of Invented Exercise. 12(3):101-9, 2019 Mar.
AB  - Background. Forty people walked.
DO  - https://dx.doi.org/10.1234/jie.2019.5
<2. >
UI  - 31999998
TI  - Another text.
SO  - Invented Psychology. Vol.24(7), Jul 2018, pp. 847-856.
"""

OVID_LABELS = """Ovid export
<1>
Accession Number
  2019-00001-001
Author
  Ostby, Ase; van der Berg, Jan P.
Title
  Walking groups & craving:
  a randomised trial.
Source
  Journal of Invented Exercise. Vol.12(3), 2019, pp. 101-109.
Digital Object Identifier
  http://dx.doi.org/10.1234/jie.2019.5
Publication Type
  Journal Article
Strange Label
  something
Abstract
  Background. Forty people walked.

<2>
Title
  Another text
Source
  No citation at all here
"""

WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Ostby, A
   van der Berg, JP
AF Østby, Åse
   van der Berg, Jan P.
TI Walking groups & craving:
   a randomised trial
SO JOURNAL OF INVENTED EXERCISE
LA English
DE Exercise; Substance-Related Disorders
AB Background. Forty people walked.
SN 1234-5678
J9 J INV EXERC
PD MAR
PY 2019
VL 12
IS 3
BP 101
EP 109
DI 10.1234/jie.2019.5
UT WOS:000000000000001
PM 31999999
ER

EF
"""

REFWORKS = """RT Journal Article
SR Electronic(1)
ID 7
A1 Østby, Åse
A1 van der Berg, Jan P.
T1 Walking groups & craving: a randomised trial
JF Journal of Invented Exercise
JO J Inv Exerc
YR 2019
FD March 4
VO 12
IS 3
SP 101
OP 109
K1 Exercise
K1 Substance-Related Disorders
AB Background. Forty people walked.
SN 1234-5678
DO 10.1234/jie.2019.5
LA eng

RT Book, Section
ID 8
A1 Lie, Per
T1 Moving in groups
T2 A handbook of movement
YR 2015
"""

REFER = """%0 Journal Article
%A Østby, Åse
%A van der Berg, Jan P.
%T Walking groups & craving: a randomised trial
%J Journal of Invented Exercise
%D 2019
%8 March 4
%V 12
%N 3
%P 101-109
%R 10.1234/jie.2019.5
%@ 1234-5678
%K Exercise
Substance-Related Disorders
%X Background. Forty people walked.
%G eng
%F 7

%0 Book Section
%A Lie, Per
%T Moving in groups
%B A handbook of movement
%D 2015
"""

ENDNOTE_XML = """<?xml version="1.0" encoding="UTF-8" ?><xml><records>
<record><rec-number>7</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>
<author><style face="normal">Østby, Åse</style></author><author>van der Berg, Jan P.</author></authors></contributors>
<titles><title><style face="normal">Walking groups &amp; craving: a </style><style face="italic">randomised</style>
<style> trial</style></title><secondary-title>Journal of Invented Exercise</secondary-title></titles>
<periodical><full-title>Journal of Invented Exercise</full-title><abbr-1>J Inv Exerc</abbr-1></periodical>
<pages>101-109</pages><volume>12</volume><number>3</number><keywords><keyword>Exercise</keyword>
<keyword>Substance-Related Disorders</keyword></keywords><dates><year>2019</year><pub-dates><date>Mar 4</date></pub-dates>
</dates><isbn>1234-5678</isbn><electronic-resource-num>10.1234/jie.2019.5</electronic-resource-num>
<abstract>Background. Forty people walked.</abstract><language>eng</language><custom2>PMC7000001</custom2>
<label>mine</label></record>
<record><rec-number>8</rec-number><ref-type name="Book Section">5</ref-type><contributors><authors><author>Lie, Per</author>
</authors><secondary-authors><author>Dahl, Kari</author></secondary-authors></contributors><titles><title>Moving in groups</title>
<secondary-title>A handbook of movement</secondary-title></titles><dates><year>2015</year></dates><custom2>mine</custom2>
</record>
<record><rec-number>9</rec-number><titles><title>A text without a type</title></titles>
<periodical><full-title>Invented Weekly</full-title></periodical></record>
</records></xml>
"""

BIBTEX = r"""
@comment{not this one}
@preamble{"\newcommand{\x}{y}"}
@string{jie = "Journal of Invented Exercise"}
@article{7,
  title = {Walking groups \& craving: a {Randomised} trial},
  author = "{\O}stby, {\AA}se and Jan P. van der Berg",
  journal = jie,
  shortjournal = {J Inv Exerc},
  year = 2019, month = mar, day = 4,
  volume = {12}, number = {3}, pages = {101--109},
  doi = {10.1234/jie.2019.5},
  issn = {1234-5678},
  keywords = {Exercise, Substance-Related Disorders},
  abstract = {Background. Forty people walked.},
  language = {eng},
}

@incollection{8,
  title = {Moving in groups}, author = {Lie, Per and {The Movers} and others}, booktitle = {A handbook of movement},
  editor = {Dahl, Kari}, date = {2015}, publisher = {Invented Press}, address = {Oslo}
}
"""

CSV = (
    "id,title,authors,year,date,journal,journal abbreviation,volume,issue,pages,doi,issn,abstract,keywords,language,type,odd\n"
    '7,Walking groups & craving: a randomised trial,"Østby, Åse; van der Berg, Jan P.",2019,2019-03-04,'
    "Journal of Invented Exercise,J Inv Exerc,12,3,101-109,https://doi.org/10.1234/jie.2019.5,1234-5678,"
    "Background. Forty people walked.,Exercise; Substance-Related Disorders,eng,journalArticle,x\n"
    '8,Moving in groups,"Lie, Per",2015,,A handbook of movement,,,,20-31,,,,,,bookSection,\n'
)

CSL = """[{"id": "7", "type": "article-journal", "title": "Walking groups &amp; craving: a randomised trial",
"author": [{"family": "Østby", "given": "Åse"}, {"family": "Berg", "given": "Jan P.", "non-dropping-particle": "van der"}],
"issued": {"date-parts": [["2019", 3, 4]]}, "container-title": "Journal of Invented Exercise",
"container-title-short": "J Inv Exerc", "volume": "12", "issue": 3, "page": "101-109", "DOI": "10.1234/JIE.2019.5",
"ISSN": "1234-5678", "abstract": "Background. Forty people walked.", "keyword": "Exercise; Substance-Related Disorders",
"language": "eng"},
{"id": "8", "type": "chapter", "title": "Moving in groups", "author": [{"literal": "Per Lie"}],
"editor": [{"family": "Dahl"}], "issued": {"raw": "2015"}, "container-title": "A handbook of movement"}]
"""
