"""Every table of a page: from rules, fills, alignment and tags, weighed against each other.

Where to look, in the order of the work (each module says more of itself):

- The whole: `finding` gives a page's tables, `table` is what one is, `arbiter` weighs the grids that the ways below
  give.
- Drawn grids: `rules` and `struck` make lines ready, `grid` makes cells of them, `nesting` takes tables in cells
  apart.
- Rules or paint in one direction only: `fills`, `pieced`, `highlights`, `bands`, `band_headings`, `band_rows`,
  `grid_bands`, `grid_filled`, `grid_parts`, `grid_beyond`, `painted_cells`, `painted_rows`, `painted_forms`,
  `blank_headings`, `lone_headers`, `united`, `beside`, `headed_columns`; `stacked` cuts a page between
  tables whose headings stand elsewhere.
- Nothing drawn: `text_lines`, `unruled`, `alignment` and the `alignment_*` modules tell columns and rows by the text;
  `lists`, `label_lists` and `charts` are what lines up without being a plan.
- A grid made better by its text: `lattice`, `unmerged`, `cuts`, `figures`, `units`, `run_over`, `spilled`,
  `hanging`, `group_headings`, `middles`; `notes` are below it.
- Tags: `tagged`, `tagged_edges`.
- More than a page: `known_columns` reads on in the columns of the page before, `sideways` lays two pages side by
  side.
- Cells: `celltext` and `cellcolour`; `turned_texts` that are longer than their cell is high.
- Other libraries' readings of doubtful tables: `second_opinion`, `second_opinion_*`.
"""
