"""What sheets call the measures of a scoreboard, in the languages sheets are read in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from vsm_desktop.intake.phrases import phrase_of
from vsm_desktop.model.scoreboard import MEASURES, Measure, MeasureKey

_CALLED: dict[MeasureKey, str] = {
    "lead_time": (
        "lead time; leadtime; throughput time; LT; Durchlaufzeit; DLZ; délai; délai d'exécution; temps de traversée; "
        "plazo de entrega; tiempo de entrega; tempo de atravessamento; lead time totale; tempo di attraversamento; "
        "doorlooptijd; czas przejścia; время выполнения; длительность цикла; 前置时间; 交付周期; リードタイム"
    ),
    "rolled_ca": (
        "%C&A; C&A; rolled %C&A; percent complete and accurate; complete and accurate; first time quality; FTQ; "
        "first pass yield; FPY; RTY; rolled throughput yield"
    ),
    "fulfilment": (
        "order fulfilment; order fulfillment; fulfilment rate; fill rate; OTIF; OTD; on time in full; on time delivery; "
        "Liefertreue; Termintreue; taux de service; livraison à l'heure; entregas a tiempo; nivel de servicio; "
        "puntualità; leverbetrouwbaarheid; terminowość; выполнение заказов; 准时交付; 納期遵守率"
    ),
    "returns": (
        "returns; return rate; customer returns; Retouren; Reklamationen; Rücksendungen; retours; devoluciones; "
        "devoluções; resi; retouren; zwroty; возвраты; 退货; 返品"
    ),
    "cost": (
        "cost per piece; cost per unit; unit cost; cost; Stückkosten; coût par pièce; coût unitaire; costo unitario; "
        "coste unitario; custo unitário; kostprijs; koszt jednostkowy; себестоимость; 单位成本; 単位原価"
    ),
    "productivity": (
        "productivity; pieces per hour; Produktivität; productivité; productividad; produtividade; produttività; "
        "productiviteit; wydajność; производительность; 生产率; 生産性"
    ),
    "firefighting": (
        "firefighting; fire fighting; unplanned work; expediting; Feuerwehr; Troubleshooting; urgences; "
        "apagar fuegos; urgencias; gaszenie pożarów"
    ),
    "floor": (
        "floor space; area; Fläche; Flächenbedarf; surface; superficie; área; vloeroppervlak; powierzchnia; площадь; "
        "面积; 面積"
    ),
}


def measure_of(header: str, measures: Sequence[Measure]) -> Measure | None:
    """The measure a header names: by its own name, by that of its kind, else by what sheets call its kind."""
    words = _words(header)
    if not words:
        return None
    for measure in measures:
        if measure.name and words in (_words(measure.name), _words(f"{measure.name} {measure.unit}")):
            return measure
    unnamed = [measure for measure in measures if not measure.name or measure.key != "own"]
    key = kind_of(header)
    return next((measure for measure in unnamed if measure.key == key), None) if key else None


def kind_of(header: str) -> MeasureKey | None:
    """The kind of measure a header names; None where it names none, or says more than that."""
    words = _words(header)
    return _kinds().get(words) or _kinds().get(words[:-1]) if words else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in phrase_of(text).words)


@cache
def _kinds() -> dict[tuple[str, ...], MeasureKey]:
    called = {
        key: (title, *_CALLED.get(key, "").split(";")) for key, title, _unit in MEASURES if key != "own"
    }
    return {_words(text): key for key, texts in called.items() for text in texts}
