"""Reads a folder of CSV files as programs for tables do: with a mark of the byte order, and with nothing that would be reckoned.

usage: check_csv.py FOLDER_OR_FILE…
Prints a line `FAIL csv file: what` for every failure; exit code 1 when there is one.
"""

import csv
import pathlib
import sys

# What makes a formula of a cell, also behind blanks.
FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20"


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def faults(path):
    data = path.read_bytes()
    if not data.startswith(b"\xef\xbb\xbf"):
        yield "no mark of the byte order: accents would be lost"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=",", strict=True))
    if not rows:
        yield "it is empty"
        return
    for at, row in enumerate(rows):
        if len(row) != len(rows[0]):
            yield f"line {at} has {len(row)} cells and not {len(rows[0])}"
        for cell in row:
            if cell.strip()[:1] in FORMULA and cell.strip() and not is_number(cell):
                yield f"a formula in line {at}: {cell[:40]!r}"


def main(places):
    files = []
    for place in map(pathlib.Path, places):
        files += sorted(place.rglob("*.csv")) if place.is_dir() else [place]
    if not files:
        print("FAIL csv: there is no file")
        return 1
    failed = False
    for path in files:
        for fault in faults(path):
            failed = True
            print(f"FAIL csv {path}: {fault}")
    return int(failed)


if __name__ == "__main__":
    csv.field_size_limit(10_000_000)
    sys.exit(main(sys.argv[1:]))
