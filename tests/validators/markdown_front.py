#!/usr/bin/env python3
"""Reads the front matter of exported Markdown with readers of YAML that have nothing to do with the writer.

    markdown_front.py [--js PATH_TO_JS_YAML] PLACE...

A place is a file, or a folder with files. PyYAML is needed; with `--js` (or with js-yaml where Node finds it) every front matter is read
by js-yaml as well. Checked is that both take it for the same keys and values, that the types are those which note programs and site
builders expect, and that each text is where the front matter says. Ends with 1 and a line for each finding, or with 0.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

import yaml

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_tag(text):
    """Letters with the marks that stand on them, digits, `_`, `-` and `/`."""
    return text and all(c.isalnum() or c in "_-/" or unicodedata.category(c).startswith("M") for c in text)


JS = """
const yaml = require(process.argv[1] || 'js-yaml');
let all = '';
process.stdin.on('data', part => all += part).on('end', () => {
  const read = JSON.parse(all).map(text => { try { return {value: yaml.load(text)}; } catch (error) { return {error: String(error)}; } });
  process.stdout.write(JSON.stringify(read));
});
"""


def plain(value):
    """Values as JSON has them: days and instants as text, whole numbers as such."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def pages(places):
    for place in map(pathlib.Path, places):
        if place.is_dir():
            yield from sorted(path for path in place.rglob("*.md") if "evidence" not in path.relative_to(place).parts[:1])
        else:
            yield place


def parted(path, problems):
    text = path.read_bytes().decode("utf-8")
    if not text.startswith("---\n"):
        problems.append(f"{path}: no front matter at the first byte")
        return None
    front, fence, body = text[4:].partition("\n---\n")
    if not fence:
        problems.append(f"{path}: the front matter has no end")
        return None
    return front + "\n", body


def types(path, keys, problems):
    def wants(good, what):
        if not good:
            problems.append(f"{path}: {what}")

    wants(isinstance(keys.get("date"), datetime.date), f"date is no day: {keys.get('date')!r}")
    wants(isinstance(keys.get("title"), str), f"title is no text: {keys.get('title')!r}")
    wants(keys.get("cpd_journal") == 1, "cpd_journal is not 1")
    wants(isinstance(keys.get("ours", ""), str), "ours is no text")
    for tag in keys.get("tags") or []:
        wants(isinstance(tag, str) and is_tag(tag) and not tag.isdigit(), f"no tag: {tag!r}")
    for key in ("minutes", "preparing", "taking_part", "reading", "reflecting", "interactive"):
        wants(isinstance(keys.get(key, 0), int), f"{key} is no whole number: {keys.get(key)!r}")
    for key in ("id", "kind", "state", "time", "zone", "created", "lastmod", "how", "learnt"):
        wants(isinstance(keys.get(key, ""), str), f"{key} is no text: {keys.get(key)!r}")


def texts(path, keys, body, problems):
    lines = body.split("\n")
    for keys in [keys, *(keys.get("entry_data") or [])]:
        for place in keys.get("texts") or []:
            first = place["line"] - 1
            text = "\n".join(lines[first:first + place["lines"]])
            if not hashlib.sha256(text.encode()).hexdigest().startswith(place["sum"]):
                problems.append(f"{path}: the text “{place['text']}” is not at line {place['line']}")


def by_javascript(read, js, problems):
    """What js-yaml makes of the same. How many were compared."""
    node = shutil.which("node")
    if not node:
        return 0
    asked = json.dumps([front for _, front, _ in read])
    done = subprocess.run([node, "-e", JS, *([js] if js else [])], input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        if js:
            problems.append(f"js-yaml could not be run: {done.stderr.strip().splitlines()[-1:]}")
        return 0
    for (path, _, keys), other in zip(read, json.loads(done.stdout)):
        if "error" in other:
            problems.append(f"{path}: js-yaml: {other['error']}")
            continue
        theirs = other["value"]
        if isinstance(theirs.get("date"), str) and DAY.match(theirs["date"]):
            theirs["date"] = theirs["date"][:10]
        if plain(keys) != plain(theirs):
            unlike = [key for key in keys if plain(keys).get(key) != plain(theirs).get(key)]
            problems.append(f"{path}: PyYAML and js-yaml do not read the same: {', '.join(map(str, unlike))}")
    return len(read)


def main():
    asked = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    asked.add_argument("places", nargs="+", metavar="PLACE")
    asked.add_argument("--js", help="path of the js-yaml package")
    asked = asked.parse_args()
    problems, read = [], []
    for path in pages(asked.places):
        parts = parted(path, problems)
        if not parts:
            continue
        front, body = parts
        try:
            keys = yaml.safe_load(front)
        except yaml.YAMLError as error:
            problems.append(f"{path}: PyYAML: {error}")
            continue
        types(path, keys, problems)
        texts(path, keys, body, problems)
        read.append((path, front, keys))
    compared = by_javascript(read, asked.js, problems)
    for problem in problems:
        print(problem)
    print(f"{len(read)} files read by PyYAML, {compared} of them by js-yaml as well; {len(problems)} findings")
    return 1 if problems or not read else 0


if __name__ == "__main__":
    sys.exit(main())
