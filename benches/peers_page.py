"""One page of the web out of our Markdown: the same words, in the same letters and size as in our PDF.

usage: peers_page.py RECORD.md FONTS PAGE.html
"""

import re
import sys
from pathlib import Path

import markdown

STYLE = """
@font-face { font-family: Next; src: url("%(fonts)s/AtkinsonHyperlegibleNext-Regular.ttf"); }
@font-face { font-family: Next; font-weight: bold; src: url("%(fonts)s/AtkinsonHyperlegibleNext-Bold.ttf"); }
@font-face { font-family: Next; font-style: italic; src: url("%(fonts)s/AtkinsonHyperlegibleNext-Italic.ttf"); }
@page { size: A4; margin: 24mm; @bottom-right { content: counter(page) " of " counter(pages); } }
body { font: 10pt/1.4 Next, sans-serif; }
h1, h2, h3 { break-after: avoid; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #ccc; text-align: left; padding: 2pt 6pt; }
"""


def main(source: str, fonts: str, target: str) -> None:
    text = Path(source).read_text(encoding="utf-8")
    # What stands at the head of a file for programs is not for readers.
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    body = markdown.markdown(text, extensions=["tables", "sane_lists", "fenced_code"])
    style = STYLE % {"fonts": Path(fonts).resolve().as_uri()}
    Path(target).write_text(
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>CPD record</title><style>{style}</style></head>\n<body>{body}</body></html>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:4])
