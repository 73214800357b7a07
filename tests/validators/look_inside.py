"""What a PDF of ours promises beyond what the validators look for, read with pikepdf.

usage: look_inside.py FILE…
A language, a title, tags; no heading alone at the foot of a page; an alternative text for every figure; header cells in every table;
attachments that are whole, named and described; the two standards in the metadata; nothing that acts, only web and mail addresses; no trace of a camera in a picture.
"""

import hashlib
import itertools
import re
import sys
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

# Namespaces of XMP: ISO 19005-3 (6.6.4), ISO 14289-1 (clause 5) and Dublin Core.
NAMESPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
HEADINGS = {f"/H{level}" for level in range(1, 7)}
# Beyond so many levels a tree of tags is a loop.
MOST_DEPTH = 500
ADDRESSES = re.compile(rb"^(https?://|mailto:)", re.IGNORECASE)
# What an attachment is to the document: ISO 32000-2, table 43.
RELATIONS = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}


def tags(node: Dictionary, depth: int = 0) -> Iterator[tuple[Dictionary, list[Dictionary]]]:
    """Every element of the tag tree with its children."""
    if depth > MOST_DEPTH:
        raise ValueError("the tags are nested too deeply")
    kids = node.get("/K", Array([]))
    kids = list(kids) if isinstance(kids, Array) else [kids]
    kids = [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]
    if "/S" in node:
        yield node, kids
    for kid in kids:
        yield from tags(kid, depth + 1)


def below(node: Dictionary, names: set[str]) -> Iterator[Dictionary]:
    """The nearest elements of these kinds; what lies in them, like a table in a cell, is theirs."""
    kids = next(tags(node))[1]
    for kid in kids:
        if str(kid.S) in names:
            yield kid
        else:
            yield from below(kid, names)


def rows_of(table: Dictionary) -> list[list[Dictionary]]:
    return [list(below(row, {"/TH", "/TD"})) for row in below(table, {"/TR"})]


def structure(root: Dictionary) -> Iterator[str]:
    if "/StructTreeRoot" not in root:
        yield "has no tags"
        return
    headings = 0
    for node, _ in tags(root.StructTreeRoot):
        kind = str(node.S)
        headings += re.fullmatch(r"/H[1-6]|/Title", kind) is not None
        if kind == "/Figure" and not str(node.get("/Alt", "")).strip():
            yield "a Figure without Alt"
        if kind == "/Figure" and "\u200b" in str(node.get("/Alt", "")):
            yield "a Figure whose Alt has break chances in it, which are spoken or copied"
        if kind == "/Table":
            rows = rows_of(node)
            heads = [cell for row in rows for cell in row if str(cell.S) == "/TH"]
            if not heads:
                yield "a Table without TH"
            if any(attribute(head, "/Scope") is None and "/ID" not in head for head in heads):
                yield "a TH that says neither Scope nor ID"
            widths = {sum(int(attribute(cell, "/ColSpan") or 1) for cell in row) for row in rows}
            if len(widths) > 1 and not any(attribute(cell, "/RowSpan") for row in rows for cell in row):
                yield f"a Table whose rows have {sorted(widths)} cells"
    if headings == 0:
        yield "has no heading"


def leaves(node: Dictionary, kind: str = "", page: pikepdf.Object | None = None, depth: int = 0) -> Iterator[tuple[tuple, str]]:
    """What is marked on pages, in the order of reading: the page, and what it is: `H1` to `H6`, `P`, or what it lies in."""
    if depth > MOST_DEPTH:
        raise ValueError("the tags are nested too deeply")
    page = node.get("/Pg", page)
    own = str(node.get("/S", ""))
    # A list or a table begins what a heading heads, and so does whatever is neither a heading nor a paragraph by itself.
    if re.fullmatch(r"/H[1-6]|/P|/Title|/L|/Table|/Figure|/BlockQuote|/Code|/TOC", own) and (kind in {"", "/P"}):
        kind = own
    kids = node.get("/K", Array([]))
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from leaves(kid, kind, page, depth + 1)
        elif isinstance(kid, int):
            if page is not None:
                yield page.objgen, kind
        elif str(kid.get("/Type", "")) == "/MCR":
            on = kid.get("/Pg", page)
            if on is not None:
                yield on.objgen, kind


def headings_alone(pdf: pikepdf.Pdf) -> Iterator[str]:
    """No page ends with a heading; nor with a heading and a line or two on what comes overleaf, when that is under the heading."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    # One line for each thing that follows another: parts of a paragraph are one.
    marked = [one for one, _ in itertools.groupby(leaves(pdf.Root.StructTreeRoot))]
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for at, ((page, kind), (following, next_kind)) in enumerate(itertools.pairwise(marked)):
        if page == following or kind not in HEADINGS | {"/P"}:
            continue
        # Back to the heading, if nothing but paragraphs is between.
        last = next((one for one in reversed(marked[: at + 1]) if one[1] != "/P" or one[0] != page), None)
        if last is None or last[0] != page or last[1] not in HEADINGS:
            continue
        # Under the lower ones are texts of the user, which are more than what leads to a table.
        is_lead = next_kind == "/Table" and last[1] in {"/H1", "/H2"}
        is_below = next_kind in HEADINGS and next_kind > last[1]
        # A heading before one of its own level heads nothing.
        if is_lead or is_below or (kind in HEADINGS and next_kind not in HEADINGS):
            yield f"a heading alone at the foot of page {numbers.get(page, '?')}"


def attribute(cell: Dictionary, key: str) -> pikepdf.Object | None:
    attributes = cell.get("/A", Array([]))
    attributes = list(attributes) if isinstance(attributes, Array) else [attributes]
    return next((one[key] for one in attributes if isinstance(one, Dictionary) and key in one), None)


def metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "has no XMP metadata"
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:

        def said(space: str, key: str) -> str:
            value = xmp.get(f"{{{NAMESPACES[space]}}}{key}")
            return "" if value is None else str(next(iter(value), "") if isinstance(value, (list, set)) else value)

        for space, key, wanted in [("pdfaid", "part", "3"), ("pdfaid", "conformance", "A"), ("pdfuaid", "part", "1")]:
            if said(space, key) != wanted:
                yield f"XMP {space}:{key} is “{said(space, key)}”, not {wanted}"
        for key in ["title", "language"]:
            if not said("dc", key).strip():
                yield f"XMP dc:{key} is missing"


def listed(node: Dictionary, depth: int = 0) -> Iterator[Dictionary]:
    """The values of a tree of names; its keys are bytes that nobody shows."""
    if depth > MOST_DEPTH:
        raise ValueError("the names are nested too deeply")
    yield from list(node.get("/Names", Array([])))[1::2]
    for kid in node.get("/Kids", Array([])):
        yield from listed(kid, depth + 1)


def attachments(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    associated = list(root.get("/AF", Array([])))
    embedded = {spec.objgen for spec in listed(root.get("/Names", Dictionary()).get("/EmbeddedFiles", Dictionary()))}
    for spec in associated:
        name = str(spec.get("/UF", ""))
        if not name.strip():
            yield "an attachment without UF"
            continue
        if spec.objgen not in embedded:
            yield f"the attachment {name} is in AF and not in EmbeddedFiles"
        if str(spec.get("/AFRelationship", "")) not in RELATIONS:
            yield f"the attachment {name} does not say what it is to the document"
        if not str(spec.get("/Desc", "")).strip():
            yield f"the attachment {name} has no description"
        stream = spec.get("/EF", Dictionary()).get("/F")
        if not isinstance(stream, pikepdf.Stream):
            yield f"the attachment {name} has no content"
            continue
        content = stream.read_bytes()
        if not re.fullmatch(r"/[\w.+-]+/[\w.+-]+", str(stream.get("/Subtype", ""))):
            yield f"the attachment {name} has no media type"
        parameters = stream.get("/Params", Dictionary())
        if int(parameters.get("/Size", len(content))) != len(content):
            yield f"the attachment {name} is not as long as it says"
        # The format of PDF asks for this sum (ISO 32000-1, table 46); it guards nothing.
        if "/CheckSum" in parameters and bytes(parameters.CheckSum) != hashlib.md5(content, usedforsecurity=False).digest():
            yield f"the attachment {name} is not what its sum says"
    if len(associated) != len(embedded):
        yield f"{len(associated)} files in AF and {len(embedded)} in EmbeddedFiles"


def actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    for key in ["/AA", "/OpenAction"]:
        if key in pdf.Root:
            yield f"acts when it is opened: {key}"
    for number in range(1, len(pdf.objects)):
        one = pdf.objects[number]
        if not isinstance(one, (Dictionary, pikepdf.Stream)):
            continue
        stack = [one, *(value for value in one.values() if isinstance(value, Dictionary))]
        for dictionary in stack:
            kind = str(dictionary.get("/S", ""))
            if kind in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"} or "/JS" in dictionary:
                yield f"has an action {kind}"
            if kind == "/URI" and not ADDRESSES.match(bytes(dictionary.get("/URI", b""))):
                yield f"links to {bytes(dictionary.get('/URI', b''))[:80]!r}"
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image:
            if "/Metadata" in one:
                yield "a picture with metadata"
            if one.get("/Filter") == Name.DCTDecode and b"Exif\0\0" in one.read_raw_bytes()[:65536]:
                yield "a picture with what a camera wrote into it (Exif)"


def look(path: str) -> list[str]:
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        wrong = []
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(root.get("/Lang", ""))):
            wrong.append(f"Lang is “{root.get('/Lang', '')}”")
        if not bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)):
            wrong.append("MarkInfo does not say Marked")
        if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
            wrong.append("shows the name of the file in place of its title")
        if not str(pdf.docinfo.get("/Title", "")).strip():
            wrong.append("has no title")
        if len(pdf.pages) > 3 and "/Outlines" not in root:
            wrong.append("has no bookmarks")
        for rule in [structure(root), headings_alone(pdf), metadata(pdf), attachments(pdf), actions(pdf)]:
            wrong.extend(rule)
        return wrong


def main(files: list[str]) -> int:
    bad = 0
    for path in files:
        try:
            wrong = look(path)
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as problem:
            wrong = [f"could not be read: {problem}"]
        # The same thing a hundred times is one line.
        for what in dict.fromkeys(wrong):
            print(f"FAIL inside {path}: {what}" + (f" ({wrong.count(what)} times)" if wrong.count(what) > 1 else ""))
        if not wrong:
            print(f"ok   inside {path}")
        bad += bool(wrong)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
