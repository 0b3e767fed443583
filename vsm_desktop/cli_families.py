"""Product families on the command line: a sheet of routings becomes families, and the map of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vsm_desktop.assets import _
from vsm_desktop.cli_files import Fault, save_map, write_json
from vsm_desktop.cli_sheets import tell

if TYPE_CHECKING:
    from vsm_desktop.insight.families.facts import Amounts
    from vsm_desktop.intake.report import Report
    from vsm_desktop.model.family import Family, FamilyMatrix

_FILE = click.Path(path_type=Path, readable=False)


@click.command("families")
@click.argument("routings", type=_FILE)
@click.argument("out", type=_FILE)
@click.option("--sheet", default="", metavar="NAME", help=_("Which sheet of the workbook."))
@click.option(
    "--family", default="", metavar="NAME|N", help=_("Which family to map; the largest by default.")
)
@click.option(
    "--threshold",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help=_("How many steps the products of a family share at least; 80 by default."),
)
@click.option("--downstream", is_flag=True, help=_("Later steps count more."))
@click.option("--report", "report_file", type=_FILE, help=_("Write what was read as JSON."))
def families(
    routings: Path,
    out: Path,
    sheet: str,
    family: str,
    threshold: float | None,
    downstream: bool,
    report_file: Path | None,
) -> None:
    """Group the products in ROUTINGS by the steps they share, and write the map of one family to OUT.

    ROUTINGS is a sheet with a row for each product and a column for each step, or a list of operations.
    """
    from vsm_desktop.insight.families.facts import amounts_of
    from vsm_desktop.insight.families.grouping import grouped, in_order
    from vsm_desktop.insight.families.on_map import mapped
    from vsm_desktop.metrics.clock import clock_of
    from vsm_desktop.metrics.measure import measure
    from vsm_desktop.model.stream import new_stream
    from vsm_desktop.tools.layout import with_layout

    matrix, report = _read(routings, sheet, report_file)
    stream = new_stream()
    amounts = amounts_of(matrix.products, clock_of(stream.calendar, stream.state().options))
    if threshold is not None:
        matrix = matrix.evolve(threshold=threshold / 100)
    matrix = grouped(in_order(matrix).evolve(downstream=downstream), amounts.weigh)
    chosen = _chosen(matrix, family)
    made = mapped(stream.evolve(families=matrix), chosen, amounts)
    critical = measure(made.stream, made.state_id).branches.critical
    save_map(with_layout(made.stream, made.state_id, critical), out)
    tell(report)
    for line in _groups(matrix, amounts):
        click.echo(line)
    click.echo(_("Map of {family}: {n} steps.").format(family=chosen.name, n=_steps(matrix, chosen)))
    for remark in made.remarks:
        click.echo(f"  {remark}")


def _read(path: Path, sheet: str, report_file: Path | None) -> tuple[FamilyMatrix, Report]:
    """The matrix of a sheet and the report, which is also written. Raises Fault."""
    from vsm_desktop.intake.errors import SheetError
    from vsm_desktop.intake.families.read import read_families

    try:
        reading = read_families(path, sheet)
    except SheetError as error:
        raise Fault(str(error)) from None
    if report_file is not None:
        write_json(report_file, reading.report.as_json())
    if reading.matrix is None:
        raise Fault(reading.report.refused)
    return reading.matrix, reading.report


def _chosen(matrix: FamilyMatrix, name: str) -> Family:
    """The family of a name or a number; the largest one without. Raises Fault."""
    try:
        return matrix.find_family(name) if name else matrix.families[0]
    except KeyError:
        known = ", ".join(one.name for one in matrix.families)
        sentence = _("There is no family {name}. There are: {known}.")
        raise Fault(sentence.format(name=name, known=known)) from None


def _steps(matrix: FamilyMatrix, family: Family) -> int:
    return len({visit.step for product in matrix.members(family) for visit in product.route})


def _groups(matrix: FamilyMatrix, amounts: Amounts) -> Iterable[str]:
    """Every family: its products, what they share, how many there are, and their work content."""
    from vsm_desktop.insight.families.facts import facts_of
    from vsm_desktop.model.display import percent, plain
    from vsm_desktop.model.units import UNITS

    unit = UNITS[amounts.unit].shown if amounts.unit else ""
    for number, family in enumerate(matrix.families, start=1):
        facts = facts_of(matrix, family, amounts)
        said = [_("{share} % of steps shared").format(share=percent(facts.alike))]
        if facts.share is not None:
            many = f"{plain(facts.amount)}{'' if unit.startswith('/') else ' '}{unit}"
            said.append(_("{many} ({share} %)").format(many=many, share=percent(facts.share)))
        if facts.work is not None:
            spread = _("work content {least} to {most} s, {spread} % apart")
            said.append(
                spread.format(
                    least=plain(facts.work.least),
                    most=plain(facts.work.most),
                    spread=percent(facts.work.spread),
                )
            )
        names = ", ".join(product.title for product in matrix.members(family))
        yield f"{number}  {family.name}: {names}"
        yield f"   {'; '.join(said)}"
