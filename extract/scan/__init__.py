"""Pages without usable text, read from their picture; `pages` gives a page like any other.

Where to look, in the order of the work (each module says more of itself):

- The picture: `image` renders, turns and straightens it; `screens`, `light`, `channels` and `dirt` even it out and
  clean it.
- What is drawn: `drawing` is the whole; `rules`, `dotted`, `traced` and `ghosts` find lines, `ends` where they
  end, `fills`, `edges`, `gaps`, `gutters`, `bands` and `joints` find painted areas and the lines that they hide,
  `one_shade` parts cells of one colour.
- What is written: `erased` takes rules out of the way, `text` finds and recognises lines by OCR, `signs` lone letters,
  `pale` faint words, `upended` turned ones; `words` boxes each word by its ink, `bullets` and `weight` tell bullets and
  bold type by their shape, `spoilt` words that a speck changed, and `alike` letters read for others, by the language.
- `layer`: pages whose text is good and lies behind their picture; `alphabets`: fonts that do not name their characters.
"""
