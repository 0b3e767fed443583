"""What a value stream means: the numbers of METRICS.md, as pure functions over the state as a graph.

`measure(stream, state_id)` never raises: what cannot be known is a `Why`, a reason that passes on, never 0. The way of
a measuring: `flow` (what leads where) - `legs`, `nest` (ways that part and join, folded; both kept in `structure` while
the arrows are the same objects) - `readings` (times and machine of each step, kept while the node is the same object) -
`ladder`, `required` (walks over the nest) - `survey` (all of it) - `measure` (the report). The formulas are small
functions of plain numbers in `clock`, `takt`, `stock`, `times`, `capacity`, `totals`, `quality` and `visits`; what is
worked out beside the map (OEE, EPEI, kanban, line balance and the like) is in `calc`, one table from name to function.

Where METRICS.md leaves a choice: routes deliver their shares of what arrives where they meet; of branches that are all
taken, the one that loses most says what their split must deliver; a loop balances, so what comes back need not enter
again. Plain dicts and lists on the hot path; networkx serves as the oracle of the tests.
"""
