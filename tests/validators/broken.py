"""Makes worse files of a good PDF: a check that finds nothing in them finds nothing anywhere.

usage: broken.py GOOD.pdf FOLDER
Prints for each file its path and the gates of check_pdf.sh that must complain of it.
GOOD.pdf has a figure, a table, an attachment and a heading.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from look_inside import tags


def of_kind(pdf: pikepdf.Pdf, kind: str) -> Iterator[Dictionary]:
    found = [node for node, _ in tags(pdf.Root.StructTreeRoot) if str(node.S) == kind]
    if not found:
        raise SystemExit(f"the good file has no {kind}")
    return iter(found)


def untagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo


def figure_without_words(pdf: pikepdf.Pdf) -> None:
    del next(of_kind(pdf, "/Figure"))["/Alt"]


def table_without_heads(pdf: pikepdf.Pdf) -> None:
    for node in of_kind(pdf, "/TH"):
        node.S = Name.TD


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def attachment_changed(pdf: pikepdf.Pdf) -> None:
    spec = pdf.Root.AF[0]
    stream = spec.EF.F
    stream.write(b"something else entirely")


def attachment_unlisted(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/AF"]


def claims_nothing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


def acts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def font_missing(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Type") == Name.FontDescriptor:
            for key in ["/FontFile", "/FontFile2", "/FontFile3"]:
                if key in one:
                    del one[key]


def tags_in_a_heap(pdf: pikepdf.Pdf) -> None:
    for node in list(of_kind(pdf, "/P")):
        node.S = Name("/H5")


def heading_at_the_foot(pdf: pikepdf.Pdf) -> None:
    """The last chapter's heading is on the page before that of what it heads."""
    pages = {page.objgen: at for at, page in enumerate(pdf.pages)}
    *_, heading = of_kind(pdf, "/H1")
    for node, _ in tags(heading):
        if "/Pg" in node:
            node.Pg = pdf.pages[pages[node.Pg.objgen] - 1].obj


BREAKS: list[tuple[Callable[[pikepdf.Pdf], None], str]] = [
    (untagged, "veraPDF outloud pdfua inside"),
    (figure_without_words, "veraPDF outloud pdfua inside"),
    (table_without_heads, "pdfua inside"),
    (without_language, "veraPDF outloud pdfua inside"),
    (attachment_changed, "inside"),
    (attachment_unlisted, "veraPDF inside"),
    (claims_nothing, "veraPDF outloud inside"),
    (acts, "veraPDF inside"),
    (font_missing, "veraPDF outloud fonts"),
    (tags_in_a_heap, "veraPDF outloud"),
    (heading_at_the_foot, "inside"),
]


def main(good: str, folder: str) -> int:
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for change, gates in BREAKS:
        path = place / (change.__name__.replace("_", "-") + ".pdf")
        with pikepdf.open(good) as pdf:
            change(pdf)
            pdf.save(path, fix_metadata_version=False)
        print(path, gates)
    # A file that stops in the middle.
    path = place / "torn.pdf"
    content = Path(good).read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    print(path, "veraPDF outloud pdfua qpdf inside")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
