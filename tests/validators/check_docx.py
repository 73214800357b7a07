"""Opens Word documents with python-docx, which knows nothing of how they were written, and looks for what a screen reader stumbles over.

usage: check_docx.py FILE…        needs the package python-docx
Prints `ok` for what was found well and a line `FAIL docx file: what` for every failure; exit code 1 when there is one.
"""

import sys

import docx
from docx.oxml.ns import qn

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def faults(path):
    document = docx.Document(path)
    body = document.element.body
    if not (document.core_properties.title or "").strip():
        yield "it has no title"
    if not (document.core_properties.language or "").strip():
        yield "it has no language"
    before = 0
    for paragraph in document.paragraphs:
        name = paragraph.style.name or ""
        if not name.lower().startswith("heading "):
            continue
        level = int(name.split()[-1])
        if level > before + 1:
            yield f"heading {level} after {before}: {paragraph.text[:60]!r}"
        if not paragraph.text.strip():
            yield f"an empty heading of level {level}"
        before = level
    for table in body.iter(qn("w:tbl")):
        row = table.find(qn("w:tr"))
        if row is None or row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield "a table without a row of heads"
    for drawn in body.iter(DRAWN):
        if not (drawn.get("descr") or "").strip():
            yield "a picture without words"
    if not any("PAGE" in (field.text or "") for field in document.sections[0].footer._element.iter(qn("w:instrText"))):
        yield "pages without numbers"


def main(paths):
    failed = not paths
    for path in paths:
        found = list(faults(path))
        failed = failed or bool(found)
        for what in found:
            print(f"FAIL docx {path}: {what}")
        if not found:
            print(f"ok   docx {path}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
