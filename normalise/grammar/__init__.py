"""The grammar of deadline cells: tokens, the calendar rules that read them, and how what they read is put together.

Words are data (`schemas/vocabulary/deadlines.toml`); what lies here is how they combine. One cell is read in
four steps: `repair` puts slips of the pen right, `tokens` splits, `scan` turns tokens into chunks by rule, and
`mentions`, `years` and `compose` settle which date is the deadline, which year it lies in, and what else was said.
"""
