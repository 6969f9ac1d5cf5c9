"""The words of the talk, the plan, goals and the way out: one table per enum, and the codes that are ticked."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medgang.core.timeline.details_after import (
    CloseReason,
    ContactPoint,
    ContactWay,
    DischargeItem,
    ItemOutcome,
    Purpose,
    SupportKind,
    SupportState,
)
from medgang.core.timeline.details_measures import Channel, Missing
from medgang.core.timeline.details_plan import (
    Coherence,
    Escort,
    GoalSize,
    GoalState,
    IntensitySource,
    ResourceArea,
    ReviewOutcome,
    Stage,
)
from medgang.core.timeline.details_sessions import Reason
from medgang.core.timeline.levels import TalkTest

WEEKDAYS: Final[dict[int, Promise]] = {
    1: _("mandag"),
    2: _("tirsdag"),
    3: _("onsdag"),
    4: _("torsdag"),
    5: _("fredag"),
    6: _("lørdag"),
    7: _("søndag"),
}

COHERENCE: Final[dict[Coherence, Promise]] = {
    Coherence.COMPREHENSIBILITY: _("begripelighet: jeg forstår mer"),
    Coherence.MANAGEABILITY: _("håndterbarhet: jeg får det til"),
    Coherence.MEANINGFULNESS: _("meningsfullhet: det betyr noe for meg"),
}

AREAS: Final[dict[ResourceArea, Promise]] = {
    ResourceArea.BODY: _("kropp og helse"),
    ResourceArea.NETWORK: _("venner og nettverk"),
    ResourceArea.FAMILY: _("familie"),
    ResourceArea.HOUSING: _("bolig"),
    ResourceArea.ECONOMY: _("økonomi"),
    ResourceArea.WORK_OR_SCHOOL: _("jobb eller skole"),
    ResourceArea.KNOWLEDGE: _("kunnskap og ferdigheter"),
    ResourceArea.EGO_STRENGTH: _("tro på egen styrke"),
    ResourceArea.FAITH_OR_MEANING: _("tro eller mening"),
    ResourceArea.NATURE_OR_CULTURE: _("natur eller kultur"),
    ResourceArea.OTHER: _("annet"),
}

ESCORTS: Final[dict[Escort, Promise]] = {
    Escort.FREE: _("fri utgang"),
    Escort.WITH_STAFF: _("sammen med personalet"),
    Escort.WITH_GROUP: _("sammen med gruppa"),
    Escort.INDOORS: _("inne på enheten"),
}

STAGES: Final[dict[Stage, Promise]] = {
    Stage.NOT_NOW: _("ikke nå"),
    Stage.THINKING: _("tenker på det"),
    Stage.GETTING_READY: _("gjør seg klar"),
    Stage.DOING: _("er i gang"),
    Stage.KEEPING_UP: _("holder det gående"),
}

GOAL_SIZES: Final[dict[GoalSize, Promise]] = {
    GoalSize.SMALL: _("lite: kan nås denne uka"),
    GoalSize.LARGE: _("stort: tar lengre tid"),
}

GOAL_STATES: Final[dict[GoalState, Promise]] = {
    GoalState.REACHED: _("nådd"),
    GoalState.ON_THE_WAY: _("på vei"),
    GoalState.CHANGED: _("endret"),
    GoalState.LET_GO: _("lagt bort"),
}

REVIEWS: Final[dict[ReviewOutcome, Promise]] = {
    ReviewOutcome.GO_ON: _("fortsette som nå"),
    ReviewOutcome.ADJUST: _("justere"),
    ReviewOutcome.END: _("avslutte"),
}

INTENSITY_SOURCES: Final[dict[IntensitySource, Promise]] = {
    IntensitySource.TALK_TEST: _("snakketest"),
    IntensitySource.EFFORT: _("opplevd anstrengelse (6–20)"),
    IntensitySource.CALCULATED: _("beregnede pulssoner"),
    IntensitySource.TESTED: _("pulssoner fra test"),
}

TALK_TESTS: Final[dict[TalkTest, Promise]] = {
    TalkTest.TALKS_FREELY: _("kan snakke helt fritt"),
    TalkTest.LONG_SENTENCES: _("kan si lange setninger"),
    TalkTest.SHORT_SENTENCES: _("kan si korte setninger"),
    TalkTest.FEW_WORDS: _("kan si noen få ord"),
    TalkTest.A_WORD_OR_TWO: _("kan si ett eller to ord"),
    TalkTest.GASPING: _("kan ikke snakke"),
}

SUPPORT: Final[dict[SupportKind, Promise]] = {
    SupportKind.TRAINING_CONTACT: _("treningskontakt"),
    SupportKind.FITNESS_SPONSOR: _("treningsfadder"),
    SupportKind.ALUMNI_GROUP: _("gruppe av tidligere pasienter"),
    SupportKind.SUPPORT_PERSON: _("støtteperson: familie eller venn"),
    SupportKind.TWELVE_STEP: _("tolvtrinnsgruppe"),
    SupportKind.OTHER: _("annen støtte"),
}

SUPPORT_STATES: Final[dict[SupportState, Promise]] = {
    SupportState.WISHED: _("ønsket"),
    SupportState.NOT_WISHED: _("ikke ønsket"),
    SupportState.MATCHED: _("funnet, ikke møtt ennå"),
    SupportState.CONSENTED: _("pasienten har samtykket"),
    SupportState.STARTED: _("har begynt"),
    SupportState.ENDED: _("avsluttet"),
}

DISCHARGE_ITEMS: Final[dict[DischargeItem, Promise]] = {
    DischargeItem.OVERDOSE_TALK: _("Samtale om overdose"),
    DischargeItem.NALOXONE: _("Nalokson"),
    DischargeItem.CRISIS_PLAN: _("Kriseplan"),
    DischargeItem.WHOM_TO_RING: _("Hvem du kan ringe"),
    DischargeItem.NEXT_APPOINTMENT: _("Neste avtale"),
    DischargeItem.OPEN_RETURN: _("Kan komme tilbake (angrekort)"),
    DischargeItem.COPY_OF_PLAN: _("Kopi av planen"),
}

DISCHARGE_HELP: Final[dict[DischargeItem, Promise]] = {
    DischargeItem.OVERDOSE_TALK: _(
        "Toleransen er lavere nå. Kameratredning: frie luftveier, ring 113, gi nalokson, bli der."
    ),
    DischargeItem.NALOXONE: _("Nesespray og hvordan den brukes."),
    DischargeItem.CRISIS_PLAN: _("Pasienten har en kopi."),
    DischargeItem.WHOM_TO_RING: _("Numrene på papir og i telefonen."),
    DischargeItem.NEXT_APPOINTMENT: _("Dato, sted og navn."),
    DischargeItem.OPEN_RETURN: _("Hvor lenge plassen står åpen, og hvem som ringes."),
    DischargeItem.COPY_OF_PLAN: _("Aktivitetsplanen og planen for tiden etter."),
}

OUTCOMES: Final[dict[ItemOutcome, Promise]] = {
    ItemOutcome.DONE: _("gjort"),
    ItemOutcome.GIVEN: _("gitt"),
    ItemOutcome.DECLINED: _("takket nei"),
    ItemOutcome.NOT_RELEVANT: _("ikke aktuelt"),
    ItemOutcome.NOT_REACHED: _("rakk det ikke: personen var gått"),
}

POINTS: Final[dict[ContactPoint, Promise]] = {
    ContactPoint.WEEK_1: _("første uke"),
    ContactPoint.MONTH_1: _("etter én måned"),
    ContactPoint.MONTH_3: _("etter tre måneder"),
    ContactPoint.MONTH_6: _("etter seks måneder"),
    ContactPoint.MONTH_12: _("etter ett år"),
}

WAYS: Final[dict[ContactWay, Promise]] = {
    ContactWay.PHONE: _("telefon"),
    ContactWay.TEXT: _("SMS"),
    ContactWay.MET: _("møttes"),
    ContactWay.VIDEO: _("video"),
    ContactWay.EMAIL: _("e-post"),
    ContactWay.LETTER: _("brev"),
    ContactWay.THROUGH_OTHER: _("gjennom en annen"),
}

CLOSING: Final[dict[CloseReason, Promise]] = {
    CloseReason.THREE_TRIES: _("ikke nådd etter tre forsøk"),
    CloseReason.ASKED_NOT_TO: _("vil ikke kontaktes"),
    CloseReason.FOLLOWED_ELSEWHERE: _("følges opp et annet sted"),
    CloseReason.MOVED: _("flyttet"),
}

PURPOSES: Final[dict[Purpose, Promise]] = {
    Purpose.CONTACT_AFTER: _("kontakt etter oppholdet"),
    Purpose.MESSAGES: _("e-post eller SMS"),
    Purpose.QUALITY: _("kvalitetsarbeid"),
    Purpose.RESEARCH: _("forskning"),
    Purpose.STORY: _("at sitater og historier vises til andre"),
    Purpose.TRAINING_CONTACT: _("deling med treningskontakt"),
    Purpose.FITNESS_SPONSOR: _("deling med treningsfadder"),
    Purpose.SUPPORT_PERSON: _("deling med støtteperson"),
    Purpose.ALUMNI: _("gruppe av tidligere pasienter"),
}

REASONS: Final[dict[Reason, Promise]] = {
    Reason.NOT_TODAY: _("ikke i dag"),
    Reason.ILL: _("syk"),
    Reason.PAIN: _("smerter"),
    Reason.WITHDRAWAL: _("abstinens"),
    Reason.SLEPT: _("sov"),
    Reason.LEAVE: _("permisjon"),
    Reason.OTHER_APPOINTMENT: _("annen avtale"),
    Reason.NO_CLOTHES_OR_SHOES: _("mangler klær eller sko"),
    Reason.GROUP: _("gruppa"),
    Reason.SAFETY: _("sikkerhet"),
    Reason.OTHER: _("annet"),
    Reason.NOT_SAID: _("sa det ikke"),
}

CHANNELS: Final[dict[Channel, Promise]] = {
    Channel.STAFF: _("spurt muntlig"),
    Channel.PAPER: _("fra papir"),
    Channel.TABLET: _("på nettbrett"),
    Channel.LINK: _("på egen telefon"),
}

MISSINGS: Final[dict[Missing, Promise]] = {
    Missing.NOT_SHOWN: _("ikke vist"),
    Missing.NOT_OPENED: _("ikke åpnet"),
    Missing.DECLINED: _("ville ikke svare"),
    Missing.LEFT_EARLY: _("gikk tidlig"),
    Missing.ASLEEP: _("sov"),
    Missing.NO_NETWORK: _("uten nett"),
    Missing.QUIET_HOURS: _("stille timer"),
    Missing.UNKNOWN: _("ukjent"),
}

EXPERIENCE: Final[dict[str, Promise]] = {
    "walking": _("turer"),
    "running": _("løping"),
    "strength": _("styrke"),
    "ball": _("ballspill"),
    "cycling": _("sykling"),
    "swimming": _("svømming"),
    "martial-arts": _("kampsport"),
    "dance-yoga": _("dans eller yoga"),
    "work": _("kroppsarbeid"),
    "none": _("lite eller ingenting"),
}

BARRIERS: Final[dict[str, Promise]] = {
    "skill": _("vet ikke hvordan jeg skal trene"),
    "pain": _("smerter eller skade"),
    "sleep": _("søvn"),
    "craving": _("russug"),
    "anxiety": _("uro i gruppe eller i treningsrom"),
    "body": _("synes det er leit å vise kroppen"),
    "gear": _("mangler klær eller sko"),
    "money": _("penger"),
    "travel": _("reisevei"),
    "alone": _("har ingen å trene med"),
    "milieu": _("rusmiljø der det trenes"),
    "mood": _("orker ikke"),
}

HELPS: Final[dict[str, Promise]] = {
    "instruction": _("å bli vist hvordan"),
    "buddy": _("å gå sammen med noen"),
    "agreement": _("en fast avtale"),
    "reminder": _("en påminnelse"),
    "choice": _("å velge selv"),
    "short": _("korte økter"),
    "music": _("musikk"),
    "outdoors": _("å være ute"),
    "quiet": _("ro og få folk"),
    "progress": _("å se framgang"),
}

ADAPTATIONS: Final[dict[str, Promise]] = {
    "own-pace": _("eget tempo"),
    "shorter": _("kortere økter"),
    "seated": _("sittende eller på sykkel"),
    "no-jumps": _("uten hopp og støt"),
    "single-sex": _("gruppe med samme kjønn"),
    "small-group": _("liten gruppe eller alene"),
    "no-touch": _("ingen berøring uten å spørre"),
    "door": _("plass nær døra"),
    "no-mirror": _("uten speil"),
    "no-numbers": _("uten tall for vekt og kalorier"),
}

BARRIER_HELP: Final[dict[str, Promise]] = {
    "skill": _("Foreslå en time med instruksjon, eller en teknikkøkt sammen med noen."),
    "pain": _("Spør fysioterapeut. Lett aktivitet er nok."),
    "anxiety": _("Begynn alene eller to sammen. Vis rommet når det er tomt."),
    "alone": _("Spør om treningskontakt alt nå."),
    "gear": _("Se hva enheten kan låne ut."),
    "milieu": _("Finn et sted og et tidspunkt der miljøet ikke er."),
    "money": _("Finn gratis tilbud i kommunen."),
}
"""What staff can do about a barrier, said where they meet it."""
