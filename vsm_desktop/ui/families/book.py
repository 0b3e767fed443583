"""What the window of families shows, worked out from the stream: rows, columns, facts and quantities. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.quantities import Many
from vsm_desktop.insight.families.alike import bits_for
from vsm_desktop.insight.families.facts import Amounts, Facts, amounts_of, facts_of, pareto
from vsm_desktop.insight.families.flow import blocks
from vsm_desktop.insight.families.grouping import Tree, grouped, tree_of
from vsm_desktop.metrics.clock import clock_of
from vsm_desktop.model.display import percent, plain, shown
from vsm_desktop.model.family import Family, FamilyMatrix, Product
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.units import UNITS, TimeUnit

MARK, ABSENT = "X", "–"
_AT_ONCE = 400  # products; more of them are grouped in the background
LOOSE = "loose"  # no family of the matrix has this id


class Row(Struct, frozen=True):
    """One row of the grid: a family as a heading, or one of its products."""

    family: Family
    product: Product | None = None


class Book(Struct, frozen=True):
    """A matrix as it is looked at.

    `steps` are the columns, in the order of the flow or in that in which blocks show.
    """

    matrix: FamilyMatrix
    amounts: Amounts
    facts: dict[str, Facts]
    rows: tuple[Row, ...]
    steps: tuple[str, ...]
    times: TimeUnit | None

    def facts_of(self, row: Row) -> Facts:
        """What is true of the family of a row."""
        return self.facts[row.family.id]

    @property
    def unit(self) -> str:
        """The unit of the quantities as it is shown."""
        return shown_unit(self.amounts.unit)

    def many(self, chosen: str) -> tuple[Many, ...]:
        """The products for the Pareto, with those of one family chosen."""
        homes = {id_: family for family in self.matrix.families for id_ in family.products}
        found = []
        for one in pareto(self.matrix.products, self.amounts):
            family = homes.get(one.product.id)
            title = family.name if family else ""
            mine = family is not None and family.id == chosen
            found.append(Many(one.product.id, one.product.title, one.amount, one.share, title, mine))
        return tuple(found)


def book_of(stream: ValueStream, state: State, *, in_blocks: bool) -> Book | None:
    """The matrix of a stream as it is looked at; None if it has none."""
    matrix = stream.families
    if matrix is None:
        return None
    amounts = amounts_of(matrix.products, clock_of(stream.calendar_of(state), state.options))
    families = [family for family in matrix.families if family.products]
    if matrix.loose:
        ids = tuple(product.id for product in matrix.loose)
        families.append(Family(id=LOOSE, name=_("In no family"), products=ids))
    steps = matrix.steps
    known = {product.id: product for product in matrix.products}
    orders = {family.id: tuple(known[id_] for id_ in family.products) for family in families}
    if in_blocks:
        products = [product for members in orders.values() for product in members]
        down, steps = blocks([product.steps for product in products], steps)
        place = {products[i].id: at for at, i in enumerate(down)}
        orders = {
            id_: tuple(sorted(members, key=lambda one: place[one.id])) for id_, members in orders.items()
        }
        families.sort(key=lambda family: min(place[id_] for id_ in family.products))
    rows = [
        row for family in families for row in (Row(family), *(Row(family, one) for one in orders[family.id]))
    ]
    bits = bits_for(matrix)
    facts = {one.id: facts_of(matrix, one, amounts, bits, orders[one.id]) for one in families}
    return Book(matrix, amounts, facts, tuple(rows), steps, state.options.time_unit)


class Grouping:
    """Groups products again and again at other thresholds; what is joined with what is worked out once."""

    def __init__(self) -> None:
        self._for: tuple[object, ...] = ()
        self._tree: Tree | None = None

    def keep(self, matrix: FamilyMatrix, tree: Tree) -> None:
        """What is joined with what in a matrix is known already."""
        self._for, self._tree = _joined(matrix), tree

    def is_ready(self, matrix: FamilyMatrix) -> bool:
        """Whether grouping takes no time worth telling."""
        return len(matrix.products) <= _AT_ONCE or _joined(matrix) == self._for

    def at(self, matrix: FamilyMatrix, amounts: Amounts) -> FamilyMatrix:
        """The matrix grouped at its threshold."""
        if self._tree is None or _joined(matrix) != self._for:
            self.keep(matrix, tree_of(matrix))
        assert self._tree is not None
        return grouped(matrix, amounts.weigh, self._tree)


def _joined(matrix: FamilyMatrix) -> tuple[object, ...]:
    """What decides which products are joined with which."""
    kept = tuple(family.products for family in matrix.families if family.by_hand)
    return (matrix.products, matrix.steps, kept, matrix.downstream)


def shown_unit(unit: str) -> str:
    """A unit of quantities in words: a month, pieces."""
    words = {
        "pc/day": _("a day"),
        "pc/shift": _("a shift"),
        "pc/week": _("a week"),
        "pc/month": _("a month"),
        "pc/year": _("a year"),
        "pc/h": _("an hour"),
        "pc": _("pieces"),
    }
    return words.get(unit, UNITS[unit].shown if unit else "")


def number_of(amount: float) -> str:
    """A quantity as it is shown."""
    return plain(float(f"{amount:.6g}"))


def cell_text(book: Book, row: Row, step: str, *, times: bool) -> str:
    """What stands where a row meets a step: a mark or the time; of a family how many of its products pass."""
    if row.product is None:
        facts = book.facts_of(row)
        many = len(row.family.products)
        count = many if step in facts.shared else dict(facts.partly).get(step, 0)
        return f"{count}/{many}" if count else ""
    visits = [visit for visit in row.product.route if visit.step == step]
    if not visits:
        return ABSENT if step in book.facts_of(row).core else ""
    held = [shown(visit.time, book.times) for visit in visits if visit.time is not None]
    if times and held:
        return " + ".join(held)
    return MARK if len(visits) == 1 else f"{len(visits)} {MARK}"


def cell_words(book: Book, row: Row, step: str) -> str:
    """The same in words, for those who point at it or hear it."""
    facts = book.facts_of(row)
    if row.product is None:
        text = cell_text(book, row, step, times=False)
        if not text:
            return _("{step}: none of {family}").format(step=step, family=row.family.name)
        return _("{step}: {count} products of {family}").format(step=step, count=text, family=row.family.name)
    name = row.product.title
    if step not in row.product.steps:
        sentence = _("{name} does not pass {step}, as most of {family} do") if step in facts.core else _("{name} does not pass {step}")  # fmt: skip
        return sentence.format(name=name, step=step, family=row.family.name)
    places = ", ".join(str(i) for i, visit in enumerate(row.product.route, 1) if visit.step == step)
    parts = [_("{name} passes {step} as step {places}").format(name=name, step=step, places=places)]
    times = [
        shown(visit.time, book.times) for visit in row.product.route if visit.step == step and visit.time
    ]
    parts += [" + ".join(times)] if times else []
    parts += [] if step in facts.core else [_("most of {family} do not").format(family=row.family.name)]
    return ", ".join(parts)


def alike_words(facts: Facts, count: int) -> tuple[bool | None, str]:
    """Whether the products of a family share enough, and the sentence with the rule; None where nothing is to compare."""
    if count < 2:
        return None, _("One product alone.")
    sentence = _("They share {share} % of their steps on average. A family shares at least 80 %.")
    return facts.similar, sentence.format(share=percent(facts.alike))


def work_words(facts: Facts) -> tuple[bool | None, str]:
    """The same of the work content."""
    work = facts.work
    if work is None:
        return None, _("No work content: no product has the times of all its steps.")
    if work.least == work.most:
        return None, _("Work content {time} s a piece.").format(time=plain(round(work.least, 1)))
    sentence = _("Work content {least} to {most} s a piece, {spread} % apart. In a family it is within 30 %.")
    words = sentence.format(
        least=plain(round(work.least, 1)), most=plain(round(work.most, 1)), spread=percent(work.spread)
    )
    if facts.untimed:
        words += " " + _("{n} products without times are not in it.").format(n=len(facts.untimed))
    return work.within, words


def shared_words(facts: Facts, count: int) -> str:
    """What all pass, and what only some."""
    lines = [_("All pass: {steps}.").format(steps=", ".join(facts.shared))] if facts.shared else []
    if count > 1 and not facts.shared:
        lines.append(_("There is no step that all pass."))
    if facts.partly:
        parts = _named(facts.partly, count)
        lines.append(_("Only some: {steps}.").format(steps=parts))
    return "\n".join(lines)


def _named(partly: Sequence[tuple[str, int]], count: int) -> str:
    return ", ".join(_("{step} ({n} of {count})").format(step=step, n=n, count=count) for step, n in partly)


def size_words(book: Book, family: Family) -> str:
    """How many products, how many pieces, and which share of all."""
    facts, count = book.facts[family.id], len(family.products)
    words = _("1 product") if count == 1 else _("{n} products").format(n=count)
    if facts.share is None:
        return words + ", " + _("no quantities")
    return (
        words
        + ", "
        + _("{many} {unit} ({share} %)").format(
            many=number_of(facts.amount), unit=book.unit, share=percent(facts.share)
        )
    )


def as_text(book: Book, *, times: bool) -> str:
    """The products as lines with tabs: family, quantity and steps, with marks or times."""
    amount = f"{_('Quantity')} {book.unit}".strip()
    lines = ["\t".join((_("Product"), _("Family"), amount, *book.steps))]
    for row in book.rows:
        if row.product is not None:
            known = row.product not in book.amounts.unknown
            many = f"{book.amounts.weigh(row.product):.12g}" if known else ""
            cells = (cell_text(book, row, step, times=times).replace(ABSENT, "") for step in book.steps)
            lines.append("\t".join((row.product.title, row.family.name, many, *cells)))
    return "\n".join(lines)
