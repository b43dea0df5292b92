"""Plans with several columns of numbers ("Rec no", "Action no", "Ofsted paragraph"): which one numbers the rows.

The column with the most different numbers does, the first of these; what stands in the others stays under its own
heading among the row's other columns.
"""

from __future__ import annotations

from dataclasses import replace

from schemas.verbatim import Plan


def with_one_number(plan: Plan) -> Plan:
    """The plan with one column of the field `number`; the plan itself where it has no more."""
    numbered = [at for at, column in enumerate(plan.columns) if column.field == "number"]
    if len(numbered) < 2:
        return plan
    told = {at: len({row.cells[at].text for row in plan.rows if row.cells[at].text}) for at in numbered}
    kept = max(numbered, key=lambda at: (told[at], -at))
    columns = tuple(
        replace(column, field="other") if at in told and at != kept else column
        for at, column in enumerate(plan.columns)
    )
    return replace(plan, columns=columns)
