"""The parts of the workbook: live arithmetic, cells, and one module per sheet; and how the workbook finds its way back.

Every sheet of data has a hidden first row of keys in braces above its headers: one cell per column, so that the columns
may be moved, inserted, renamed or translated and are still known. A row of cells was chosen because every program keeps
it, in .xlsx, .ods and .csv alike; document properties and defined names are lost on some of these ways. A text in
braces alone is no header to any reader of sheets.

The sheet is known by the key of its first column, wherever this stands now, never by its name:

    {steps.id}       Steps: processes and transports, in flow order
    {inventory.id}   Inventory: inventory, queue, supermarket and FIFO lane, in flow order
    {flows.id}       Flows: every arrow

    {id}             (the three above) the id of the element; empty in a row somebody added. Ids may repeat where a row was
                     copied: the first keeps it
    {name}           its name; the id where it has none
    {kind}           what the kind is called (`model.titles.title_of`); a new row without one is a process, an inventory
    {after}          Inventory only: names of the steps before it; tells where a new stock belongs. Written, not live
    {before}         Inventory only: names of the steps behind it, likewise
    {KEY:UNIT}       a number of the field KEY in the unit UNIT (`model.units`): {ct:s} {co:min} {uptime:1} {days:day}. A
                     ratio is a fraction in the cell (0.85) and a percentage to the eye. A time may have two columns, in
                     a working unit and in `day`: at most one of them is filled in a row, and typing into the other one
                     moves it to the other clock
    {KEY.low:UNIT}   {KEY.high:UNIT}   the ends of a range whose likely value stands in {KEY:UNIT}; empty is no range
    {KEY/VARIANT:UNIT}   the part of a product variant: {qty/LH:pc} is in `qty_by_variant`. VARIANT goes up to the last
                     colon. In a row with a variant, {qty:pc} is the sum, a formula, and is not read
    {KEY}            a text, a choice by its key, a flag (yes or nothing), an element by its id, work elements as they
                     are typed (Fetch = 6 s / VA / Ann; ...)
    {own.KEY:UNIT} {own.KEY}   the same for a field a user added
    {=KEY}           a result or a remark: never read back
    {source} {target}    Flows only: the ids of both ends; {=from} {=to} are their names

On Summary and About the keys stand in a hidden column instead, on the row of the value they name:

    {calendar.KEY:UNIT}              of `Calendar`
    {demand/ID:UNIT}                 the demand of the customer ID per the period of UNIT
    {demand/ID/VARIANT:UNIT}         of one variant of it; ID holds no more than the customer's id, with / as %2F
    {options.KEY} {options.KEY:UNIT} of `Options`; those that may be changed in the workbook
    {=options.KEY}                   a convention the formulas follow and do not ask: read only where there is no map yet
    {map.name} {map.state} {map.state_name} {map.date}   which map and state this workbook was written from
    {map.format}                     the format of the workbook, 1; a workbook without it is not ours

Entered cells may hold a formula: a quantity typed per shift, week or month is turned into the unit of the column by the
cells of the calendar. So compare numbers after conversion, relative 1e-9: what is equal is not changed, and keeps its
unit, its wording and its source.

What is not on these sheets is left as it is, and an empty cell says nothing.
"""
