"""Everything that can be put on a map, in the groups of the palette: a kind with the look and data it comes with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.model.fields import INFORMATION, MATERIAL
from vsm_desktop.model.flows import Information, MaterialFlow, flow_of_kind
from vsm_desktop.model.nodes import NODE_CLASSES
from vsm_desktop.model.value import Point

Group = Literal["process", "material", "information", "general"]
GROUP_TITLES: Mapping[Group, str] = {
    "process": _("Process and data"),
    "material": _("Material"),
    "information": _("Information"),
    "general": _("General"),
}
_NO_DATA: Mapping[str, Any] = {}


class Article(Struct, frozen=True):
    """One thing to put on a map.

    `key` names it, `kind` is what it is in the document, `data` what it comes with. `title` is short enough for the
    palette; `name` is the name a new one bears; `words` are what else people call it.
    """

    key: str
    kind: str
    title: str
    group: Group
    data: Mapping[str, Any] = _NO_DATA
    name: str = ""
    words: str = ""

    @property
    def is_part(self) -> bool:
        """Whether it is never on the map by itself, but part of a symbol."""
        return self.kind == "operator"

    @property
    def is_arrow(self) -> bool:
        """Whether it is drawn from symbol to symbol."""
        return self.kind in MATERIAL or self.kind in INFORMATION


def _kind(kind: str, title: str, group: Group, name: str = "", words: str = "") -> Article:
    return Article(kind, kind, title, group, _NO_DATA, name, words)


def _drawn_as(kind: str, symbol: str, title: str, group: Group, name: str = "", words: str = "") -> Article:
    return Article(symbol, kind, title, group, {"symbol": symbol}, name, words)


def _by(vehicle: str, title: str, words: str) -> Article:
    return Article(vehicle, "transport", title, "material", {"vehicle": vehicle}, "", words)


def _card(card: str, title: str, words: str = "") -> Article:
    return Article(f"kanban-{card}", "kanban", title, "information", {"card": card}, "", words)


ARTICLES: tuple[Article, ...] = (
    _kind("process", _("Process"), "process", _("Process"), _("step operation workstation box")),
    Article(
        "shared",
        "process",
        _("Shared"),
        "process",
        {"shared": True},
        _("Process"),
        _("shared process hatched"),
    ),
    _drawn_as("process", "cell", _("Work cell"), "process", _("Cell"), _("U-shaped flow")),
    _kind("supplier", _("Supplier"), "process", _("Supplier"), _("factory outside source company")),
    _kind("customer", _("Customer"), "process", _("Customer"), _("factory outside source company demand")),
    _kind(
        "control",
        _("Control"),
        "process",
        _("Production control"),
        _("production control scheduling planning"),
    ),
    _drawn_as("control", "centre", _("Centre"), "process", _("Control centre"), _("control centre monitor")),
    _drawn_as("control", "erp", _("MRP / ERP"), "process", _("MRP"), _("system SAP planning")),
    _kind("operator", _("Operator"), "process", words=_("person worker staff people")),
    _kind("inventory", _("Inventory"), "material", "", _("stock triangle WIP")),
    _kind("queue", _("Queue"), "material", "", _("line backlog")),
    _drawn_as("queue", "orders", _("In-box"), "material", "", _("orders tray paper")),
    _kind("supermarket", _("Supermarket"), "material", "", _("market store shelves pull stock")),
    _kind("fifo", _("FIFO lane"), "material", "", _("first in first out lane sequence")),
    _drawn_as("supermarket", "safety", _("Safety stock"), "material", "", _("buffer stock")),
    _drawn_as("inventory", "warehouse", _("Warehouse"), "material", "", _("store depot stock")),
    _drawn_as("inventory", "cross_dock", _("Cross-dock"), "material", "", _("cross dock hub")),
    _kind("push", _("Push"), "material", words=_("push arrow striped")),
    _kind("pull", _("Pull"), "material", words=_("physical pull withdrawal")),
    _kind("move", _("Move"), "material", words=_("finished goods raw material movement hollow")),
    _kind("shipment", _("Shipment"), "material", words=_("goods to customer delivery")),
    _kind("rework", _("Rework"), "material", words=_("loop back repair return")),
    _by("truck", _("Truck"), _("lorry road shipment transport")),
    _by("rail", _("Rail"), _("train wagon transport")),
    _by("air", _("Air"), _("plane airplane transport")),
    _by("sea", _("Sea"), _("boat ship transport")),
    _by("forklift", _("Forklift"), _("internal move transport")),
    _by("milk_run", _("Milk run"), _("round trip tugger transport")),
    _kind("junction", _("Junction"), "material", words=_("dot split join merge branch")),
    _kind("manual", _("Manual"), "information", words=_("manual information paper schedule")),
    _kind("electronic", _("Electronic"), "information", words=_("electronic information EDI fax wire")),
    _kind("verbal", _("Verbal"), "information", words=_("talk word of mouth")),
    Article("phone", "verbal", _("Phone"), "information", {"means": "phone"}, "", _("telephone call")),
    _kind("kanban", _("Kanban path"), "information", words=_("dashed path")),
    _card("production", _("Production"), _("production kanban card P")),
    _card("withdrawal", _("Withdrawal"), _("withdrawal kanban card W move")),
    _card("signal", _("Signal"), _("signal kanban triangle S batch changeover")),
    _card("batch", _("Batch"), _("kanban in batches cards stacked")),
    _card("batch_withdrawal", _("Batch draw"), _("batch withdrawal kanban cards stacked")),
    _card("sequenced", _("Sequenced"), _("sequenced pull ball")),
    _drawn_as("control", "post", _("Post"), "information", _("Kanban post"), _("kanban post collection")),
    _drawn_as(
        "control", "heijunka", _("Levelling"), "information", _("Load levelling"), _("heijunka box OXOX")
    ),
    _drawn_as(
        "control", "go_see", _("Go see"), "information", _("Go see"), _("spectacles glasses scheduling")
    ),
    _drawn_as("control", "database", _("Database"), "information", _("Database"), _("data store")),
    _kind("burst", _("Burst"), "general", _("Kaizen"), _("kaizen lightning star improvement")),
    _kind("quality", _("Quality"), "general", _("Quality problem"), _("quality problem Q defect")),
    _drawn_as("queue", "waiting", _("Waiting"), "general", "", _("hourglass delay office")),
    _drawn_as("junction", "decision", _("Decision"), "general", _("Decision"), _("diamond choice office")),
    _kind("text", _("Text"), "general", _("Text"), _("note comment words")),
    _kind("picture", _("Picture"), "general", "", _("image photo logo")),
    _kind("lane", _("Swimlane"), "general", _("Department"), _("band department pool")),
    _kind("loop", _("Loop"), "general", _("Loop"), _("loop outline pacemaker supplier dashed")),
)
_BY_KEY = {article.key: article for article in ARTICLES}
_BY_KEY["transport"] = _BY_KEY["truck"]  # a kind is a key too


def article(key: str) -> Article:
    """The article of a key; every known kind is the key of its plain article. Raises KeyError for another."""
    return _BY_KEY[key]


def known_article(key: str) -> Article | None:
    """The article of a key; None for one nobody knows."""
    return _BY_KEY.get(key)


def in_group(group: Group) -> tuple[Article, ...]:
    """The articles of one group, in the order of the palette."""
    return tuple(one for one in ARTICLES if one.group == group)


GROUPS: tuple[tuple[str, tuple[Article, ...]], ...] = tuple(
    (title, in_group(group)) for group, title in GROUP_TITLES.items()
)


def article_of(element: Any) -> Article | None:
    """What an element on the map was put there as; None for a kind nobody knows."""
    kind = element.kind
    if (symbol := getattr(element, "symbol", None)) in _BY_KEY:
        return _BY_KEY[symbol]
    if kind == "transport":
        return _BY_KEY.get(element.vehicle or "truck")
    if kind == "kanban" and element.card:
        return _BY_KEY[f"kanban-{element.card}"]
    if kind == "verbal" and element.means:
        return _BY_KEY["phone"]
    if kind == "process" and element.shared:
        return _BY_KEY["shared"]
    return _BY_KEY.get(kind)


def new_node(key: str, id_: str, at: Point) -> Any:
    """A new symbol as it comes from the palette. Raises KeyError for a key nobody knows."""
    one = article(key)
    return NODE_CLASSES[one.kind].model_validate(
        {"kind": one.kind, "id": id_, "at": at, "name": one.name, **one.data}
    )


def new_flow(key: str, id_: str, source: str, target: str) -> MaterialFlow | Information:
    """A new arrow as it comes from the palette. Raises KeyError for a key nobody knows."""
    one = article(key)
    return flow_of_kind(one.kind, id=id_, source=source, target=target, **one.data)
