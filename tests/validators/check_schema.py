"""Checks dossiers against their JSON Schema with the package jsonschema, and the schema against that of all schemas.

usage: check_schema.py SCHEMA FILE…        a file may be a JSON file, or a pack with a `record.json` in it
Prints `ok` for what was found well and a line `FAIL schema file: what` for every failure; exit code 1 when there is one.
"""

import json
import sys
import zipfile

from jsonschema import Draft202012Validator


def data(path):
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as pack:
            return json.loads(pack.read("record.json"))
    with open(path, encoding="utf-8-sig") as file:
        return json.load(file)


def main(paths):
    if len(paths) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    schema = data(paths[0])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    failed = False
    for path in paths[1:]:
        errors = sorted(validator.iter_errors(data(path)), key=lambda error: list(map(str, error.path)))
        for error in errors[:20]:
            print(f"FAIL schema {path}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
        failed = failed or bool(errors)
        if not errors:
            print(f"ok   schema {path}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
