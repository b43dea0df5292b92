"""Tables of many pages to action plans.

Where to look, in the order of the work (each module says more of itself):

- `sheet_headings` takes off what a spreadsheet prints around its cells, `paired_rows` makes rows of two lines whole,
  `headed_tables` puts tables of who and when below the headings that say what.
- `header` finds where a plan's header stands and cuts the table there, each part a `block`; `matrix` reads what is laid
  out in columns of terms or partners; `grid` makes strips of the rows below a header, `columns` and `inner` the columns
  and cells that a reader sees; `inner_headings` takes out the headings of tables nested in rows.
- `events` puts a page's blocks and paragraphs in order, `gathering` tells which block goes on with which,
  each plan so far a `draft`.
- `rows`, with `sections`, makes rows of the strips, `told_below` of those that say more in a row below; `doubled` parts
  those that hold two of what a row has one of; `greyed` takes back colours that a copy lost; `made` makes the plan,
  with the recommendations that stand above their tables (`asked`) and who actions name at their end (`closed_cells`).
- `form_signs`, `record`, `heads`, `labels`, `entries`, `label_columns`, `label_cards`, `written`, `below_labels`
  and `cards` read forms, one for each action,
  in place of a table, `cut_forms` those that a page cuts; `leading` takes the labels above a header for columns of it.
"""
