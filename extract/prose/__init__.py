"""Words outside tables: lines, paragraphs, and the plans written as lists.

Where to look, in the order of the work (each module says more of itself):

- `rows` puts words together on their line, `lines` puts lines into reading order, `furniture` leaves running headers
  out, `marks` knows what starts an item, `hyphens` what a line end put in; `blocks` makes paragraphs, `paragraphs` is
  the door.
- `time_headings` and `bullets` find plans written as lists, `bullets_gathering` takes their items, `bullets_rows`
  makes their rows; `labelled_items` those whose items say who and when, after labels or at their end (`closings`),
  `headed_items` those that say it below headings; `said` parts labels from texts and makes the plan of both.
- `dates`, `glossary` and `vocabulary` serve these and other readers.
"""
