"""What people call the columns and labelled cells of a value stream, by language.

A language is added by adding its rows. Titles, labels and keys of the field table are known without being listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vsm_desktop.intake.phrases import Lexicon, fold, lexicon, word_set
from vsm_desktop.model.fields import Field, fields_of

Words = Mapping[str, tuple[str, ...]]

COLUMNS: Mapping[str, Words] = {
    "en": {
        "name": ("process step", "process name", "step name", "operation name", "step", "steps", "process", "processes",
                 "operation", "activity", "task", "process box", "work step", "name", "work center", "work centre",
                 "workstation", "work station", "station", "description", "process description", "machine"),
        "id": ("id", "step id", "process id", "no", "step no", "step number", "process no", "operation no", "op no", "op", "#",
               "step #", "op #", "seq", "sequence", "pos", "position", "item no", "process number", "operation number", "number"),
        "ct": ("cycle time", "cycle", "machine cycle time", "machine cycle", "c t", "time per piece", "time per part",
               "time per unit"),
        "pt": ("process time", "processing time", "work content", "touch time", "hands on time", "value creating time", "p t"),
        "lt": ("lead time", "throughput time", "turnaround time", "turn around time", "tat", "l t"),
        "wait": ("wait time", "waiting time", "waiting", "queue time", "queueing time", "delay", "wait"),
        "co": ("changeover time", "change over time", "changeover", "change over", "set up time", "setup time", "setup", "set up",
               "c o", "change time"),
        "batch": ("batch size", "lot size", "lotsize", "batch", "lot", "batch quantity", "lot quantity"),
        "epe": ("every part every", "every part every interval", "epei", "epe", "epe interval"),
        "uptime": ("uptime", "up time", "availability", "machine uptime", "machine availability", "reliability", "avail",
                   "machine reliability", "technical availability", "equipment reliability"),
        "oee": ("overall equipment effectiveness", "overall equipment efficiency"),
        "scrap": ("scrap rate", "scrap", "reject rate", "rejects", "defect rate", "defects", "reject", "defective", "rejected"),
        "ca": ("% complete and accurate", "complete and accurate", "percent complete accurate", "% complete accurate", "%ca", "ca",
               "pca", "complete accurate"),
        "fpy": ("first pass yield", "1st pass yield", "first time yield", "yield", "first time through", "ftt", "ftq", "first time quality", "rft",
                "right first time"),
        "stations": ("stations", "machines", "parallel stations", "parallel machines", "number of machines"),
        "operators": ("operators", "operator", "people", "staff", "persons", "headcount", "workers", "employees", "crew", "crew size",
                      "ops", "fte", "ftes", "manning", "labor", "labour", "operators per shift", "operators shift", "people per shift"),
        "shifts": ("shifts", "number of shifts", "shifts per day"),
        "va": ("value class", "va nnva nva", "va nva", "value adding", "classification"),
        "va_time": ("value added time", "value adding time", "va time", "value add time"),
        "nnva_time": ("necessary non value added time", "nnva time", "necessary time", "nnva"),
        "shared": ("shared", "shared resource", "shared process", "shared machine"),
        "stock": ("inventory", "inventories", "inv", "stock", "wip", "work in process", "work in progress", "queue", "buffer",
                  "backlog", "pieces waiting", "parts waiting", "on hand", "inventory quantity", "stock quantity", "inventory qty",
                  "wip qty", "stock qty"),
        "stock_days": ("days of supply", "days on hand", "inventory days", "days of inventory", "stock days", "days of stock",
                       "dos", "doh", "days of wip", "coverage"),
        "by": ("measured by", "observed by", "observer", "timed by", "recorded by", "source", "taken by"),
        "date": ("date", "measured on", "date measured", "observed on"),
        "n": ("n", "samples", "sample size", "observations", "number of samples", "number of observations", "cycles timed"),
        "note": ("remarks", "remark", "comments", "comment", "notes", "note"),
    },
    "de": {
        "name": ("prozessschritt", "arbeitsschritt", "schritt", "prozess", "prozessname", "arbeitsgang", "vorgang", "taetigkeit",
                 "bezeichnung", "station", "arbeitsplatz", "arbeitsstation", "arbeitsfolge", "teilprozess", "benennung", "maschine"),
        "id": ("nr", "schritt nr", "prozess nr", "ag nr", "arbeitsgangnummer", "nummer", "lfd nr", "ag", "avo"),
        "ct": ("zykluszeit", "zyklus", "zz", "stueckzeit", "zeit je stueck", "zeit pro stueck", "maschinenzykluszeit"),
        "pt": ("bearbeitungszeit", "prozesszeit", "bz", "pz", "arbeitsinhalt"),
        "lt": ("durchlaufzeit", "dlz"),
        "wait": ("wartezeit", "liegezeit", "warten"),
        "co": ("ruestzeit", "ruesten", "rz", "umruestzeit", "umruesten", "ruestdauer"),
        "batch": ("losgroesse", "los", "chargengroesse", "charge"),
        "epe": ("jedes teil alle",),
        "uptime": ("verfuegbarkeit", "maschinenverfuegbarkeit", "zuverlaessigkeit", "anlagenverfuegbarkeit", "technische verfuegbarkeit",
                   "maschinenzuverlaessigkeit", "verf"),
        "oee": ("gae", "gesamtanlageneffektivitaet", "anlageneffektivitaet"),
        "scrap": ("ausschuss", "ausschussquote", "ausschussrate", "ausschussanteil"),
        "ca": ("vollstaendig und richtig",),
        "fpy": ("erstausbeute", "gutausbeute", "ausbeute", "direktlaeufer", "direktlaeuferquote"),
        "stations": ("maschinen", "anlagen", "stationen", "anzahl maschinen", "arbeitsplaetze"),
        "operators": ("mitarbeiter", "ma", "ma schicht", "ma pro schicht", "bediener", "werker", "personen", "personal", "anzahl ma", "mitarbeiterzahl"),
        "shifts": ("schichten", "schichtanzahl", "schichtzahl", "schichten pro tag"),
        "va": ("wertklasse", "wertschoepfungsklasse"),
        "va_time": ("wertschoepfende zeit", "wertschoepfungszeit"),
        "nnva_time": ("notwendige zeit",),
        "shared": ("geteilt", "gemeinsam genutzt"),
        "stock": ("bestand", "bestaende", "lagerbestand", "umlaufbestand", "puffer", "lager", "vorrat", "puffermenge", "bestandsmenge"),
        "stock_days": ("reichweite", "bestandsreichweite", "lagerreichweite", "reichweite bestand"),
        "by": ("gemessen von", "aufgenommen von", "erfasst von", "beobachter", "quelle"),
        "date": ("datum", "gemessen am", "aufgenommen am"),
        "n": ("stichprobe", "stichproben", "anzahl messungen", "messungen"),
        "note": ("bemerkung", "bemerkungen", "kommentar", "kommentare", "notiz", "notizen", "anmerkung", "anmerkungen", "hinweis"),
    },
}  # fmt: skip

LABELS: Mapping[str, Words] = {
    "en": {
        "demand": ("demand", "customer demand", "customer requirement", "customer requirements", "requirement", "requirements",
                   "order volume", "volume", "customer orders", "total demand", "production volume"),
        "available_per_day": ("available time", "available working time", "net available time", "working time", "net working time",
                              "available production time", "operating time", "available work time", "net available working time",
                              "net operating time", "avail time", "effective working time", "planned production time"),
        "shifts_per_day": ("shifts", "number of shifts", "shifts per day", "shift model"),
        "shift": ("shift length", "shift", "shift duration", "shift time", "hours per shift", "length of shift",
                  "hours shift", "shift hours"),
        "break_per_shift": ("breaks", "break", "break time", "paid breaks", "rest breaks", "breaks per shift", "break minutes"),
        "lunch_per_shift": ("lunch", "lunch break", "lunch time", "meal break", "lunch per shift"),
        "other_planned_per_shift": ("other planned stops", "planned stops", "planned downtime", "other stops", "meetings", "meeting",
                                    "shift meeting", "planned cleaning", "cleaning", "planned maintenance"),
        "days": ("working days", "work days", "workdays", "production days", "operating days", "days worked", "business days"),
        "days_per_week": ("days per week", "days a week", "days week"),
        "days_per_month": ("days per month", "days a month", "days month"),
        "days_per_year": ("days per year", "days a year", "days year"),
        "family": ("product family", "family", "product", "value stream", "part family", "part name", "products", "value stream name"),
        "site": ("site", "plant", "location", "factory", "facility"),
        "author": ("author", "prepared by", "drawn by", "created by", "observer", "mapped by", "recorded by", "measured by", "team",
                   "analyst", "value stream manager"),
        "date": ("date", "measured on", "study date", "date of study", "date measured", "observed on", "day of study"),
        "customer": ("customer", "customer name", "customers", "ship to"),
        "supplier": ("supplier", "supplier name", "suppliers", "vendor", "steel supplier"),
        "pack": ("pack size", "pack quantity", "pack", "packaging quantity", "tray size", "tray", "container size", "container",
                 "container quantity", "pieces per tray", "pieces per container", "pieces per box", "standard pack", "box", "box size", "box quantity",
                 "tray quantity", "pack out quantity", "snp", "pieces per pack", "parts per tray", "parts per container"),
    },
    "de": {
        "demand": ("bedarf", "kundenbedarf", "kundenabruf", "abruf", "absatz", "produktionsmenge", "monatsbedarf", "tagesbedarf",
                   "wochenbedarf", "jahresbedarf", "schichtbedarf", "kundenbedarf gesamt", "stueckzahl"),
        "available_per_day": ("verfuegbare zeit", "verfuegbare arbeitszeit", "arbeitszeit", "nettoarbeitszeit", "betriebszeit",
                              "netto arbeitszeit", "verfuegbare produktionszeit"),
        "shifts_per_day": ("schichten", "anzahl schichten", "schichten pro tag", "schichtmodell"),
        "shift": ("schichtlaenge", "schichtdauer", "schicht", "stunden pro schicht", "schichtzeit"),
        "break_per_shift": ("pausen", "pause", "pausenzeit", "pausen pro schicht"),
        "lunch_per_shift": ("mittagspause", "mittag"),
        "other_planned_per_shift": ("besprechung", "besprechungen", "geplante stillstaende", "reinigung", "schichtbesprechung"),
        "days": ("arbeitstage", "werktage", "produktionstage"),
        "days_per_week": ("tage pro woche", "tage je woche"),
        "days_per_month": ("tage pro monat", "tage je monat"),
        "days_per_year": ("tage pro jahr", "tage je jahr"),
        "family": ("produktfamilie", "produkt", "wertstrom", "teilefamilie", "produktgruppe"),
        "site": ("werk", "standort", "betrieb"),
        "author": ("erstellt von", "verfasser", "aufgenommen von", "bearbeiter", "ersteller", "gemessen von", "wertstrommanager"),
        "date": ("datum", "stand", "aufnahmedatum", "gemessen am", "aufgenommen am"),
        "customer": ("kunde", "kunden", "kundenname"),
        "supplier": ("lieferant", "lieferanten", "zulieferer"),
        "pack": ("packmenge", "gebindegroesse", "behaelterinhalt", "behaeltermenge", "behaelter", "verpackungseinheit", "ve",
                 "stueck pro behaelter", "gebinde", "kltinhalt"),
    },
}  # fmt: skip

FILLERS = word_set(
    "name the of per in a an for each to is at and on by piece pieces part parts pc pcs unit units item total "
    "operation prozess schritt arbeitsgang station # avg average mean typical measured observed actual current ist net "
    "no number nr time step process our all approx required needed working der die das des pro je im am von fuer "
    "mittlere mittlerer durchschnittliche durchschnittlicher anzahl gesamt zeit stueck"
)
NAME_FILLERS = word_set("the of our a name")
STRANGERS = word_set(
    "frequency freq cost costs target goal plan planned future forecast deviation dev stdev stddev sigma sd variance "
    "variation loss losses location code type cause reason "
    "haeufigkeit kosten ziel soll abweichung streuung standardabweichung ort typ grund"
)
BEFORE = word_set("before upstream ahead front incoming input infeed preceding vor davor vorher eingang")
AFTER = word_set("after behind downstream outgoing output out following nach dahinter hinter danach ausgang")
AMOUNTS = word_set("pieces parts qty quantity pcs units stueck teile menge stk")

EMPTY = frozenset(
    ("", "-", "–", "—", "--", "---", "n/a", "na", "n.a.", "n.a", "#n/a", "k.a.", "k. a.", "entf.", ".")
)

TOTALS = word_set("total totals subtotal sum sums summe gesamt gesamtsumme zwischensumme average avg durchschnitt mittelwert "
                   "takt takttime taktzeit pce")  # fmt: skip
TOTAL_PHRASES = (
    "lead time", "production lead time", "total lead time", "processing time", "process time", "cycle time", "takt time",
    "value added time", "value adding time", "work content", "process cycle efficiency", "value added ratio", "va ratio",
    "flow efficiency", "days total", "total days", "grand total",
    "durchlaufzeit", "bearbeitungszeit", "zykluszeit", "wertschoepfungszeit", "wertschoepfungsgrad", "flussgrad",
)  # fmt: skip
TOTAL_COMPANIONS = word_set(
    "of the in and time times days day s sec min h lead production processing process cycle wait waiting inventory stock wip ct pt lt "
    "co va nva value added adding operators people grand all overall steps ratio zeit tage bestand mitarbeiter prozesse"
)
COMPUTED = (
    "takt", "takt time", "lead time", "production lead time", "total lead time", "processing time", "pce", "process cycle efficiency",
    "value added ratio", "flow efficiency", "value added time", "total cycle time", "total processing time", "daily demand per shift",
    "taktzeit", "kundentakt", "durchlaufzeit", "flussgrad", "wertschoepfungsgrad", "bearbeitungszeit",
)  # fmt: skip

NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "ein": 1, "eine": 1, "zwei": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6,
}  # fmt: skip
_DAY_WORDS = word_set("day days working work d tag tage arbeitstage")
COUNT_WORDS: Mapping[str, frozenset[str]] = {
    "operators": word_set(
        "operator operators op ops person persons people worker workers ma mann mitarbeiter werker bediener fte pers"
    ),
    "stations": word_set(
        "machine machines station stations maschine maschinen anlage anlagen press presses x"
    ),
    "shifts": word_set("shift shifts schicht schichten"),
    "shifts_per_day": word_set("shift shifts schicht schichten schichtbetrieb"),
    "days_per_week": _DAY_WORDS,
    "days_per_month": _DAY_WORDS,
    "days_per_year": _DAY_WORDS,
}
VALUE_CLASSES = {
    "va": "VA", "value added": "VA", "value adding": "VA", "wertschoepfend": "VA",
    "nnva": "NNVA", "bva": "NNVA", "necessary": "NNVA", "business value added": "NNVA", "notwendig": "NNVA",
    "nva": "NVA", "waste": "NVA", "non value added": "NVA", "non value adding": "NVA", "verschwendung": "NVA",
}  # fmt: skip
YES = word_set("yes y x true 1 shared ja j wahr geteilt ✓ ✔ ●")
NO = word_set("no n false 0 nein falsch dedicated")
ESTIMATES = (
    "~",
    "≈",
    "ca.",
    "ca ",
    "approx.",
    "approx ",
    "about ",
    "est.",
    "est ",
    "circa ",
    "etwa ",
    "ungefähr ",
    "around ",
)


def number_word(text: str) -> int | None:
    """A small number in figures or as a word."""
    return int(text) if text.isdecimal() and len(text) < 3 else NUMBER_WORDS.get(fold(text))


def column_words() -> Lexicon:
    """Every word for a column, the listed ones before what the field table calls it."""
    return lexicon(
        _merged(
            COLUMNS,
            {field.key: _called(field) for field in fields_of("process") if field.shape != "elements"},
        )
    )


def _called(field: Field) -> tuple[str, ...]:
    """What the field table calls a field; `Value` alone is no name for a class."""
    return (field.title, field.key) if field.shape == "choice" else (field.title, field.label, field.key)


def label_words() -> Lexicon:
    """Every word for a labelled cell."""
    return lexicon(_merged(LABELS, {field.key: (field.title,) for field in fields_of("calendar")}))


def plain_words(phrases: Iterable[str]) -> Lexicon:
    """Phrases that only have to be recognised."""
    return lexicon({"known": tuple(phrases)})


def _merged(by_language: Mapping[str, Words], last: Words) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for words in (*by_language.values(), last):
        for key, texts in words.items():
            merged.setdefault(key, []).extend(texts)
    return merged
