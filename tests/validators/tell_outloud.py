"""Tells what outloud found, one line for each error; warnings are counted by rule.

usage: tell_outloud.py REPORT EXIT_CODE FILE…
Warnings do not fail: some of them guess (a heading that is repeated on three pages is taken for a running head).
"""

import json
import sys
from collections import Counter


def main(report: str, code: int, files: list[str]) -> int:
    try:
        with open(report, encoding="utf-8") as file:
            results = {result["path"]: result for result in json.load(file)["results"]}
    except (OSError, ValueError, KeyError) as problem:
        print(f"FAIL outloud: left no report (exit code {code}): {problem}")
        return 1
    bad = 0
    for path in files:
        result = results.get(path)
        if result is None:
            print(f"FAIL outloud {path}: was not looked at")
            bad += 1
            continue
        errors = [found for found in result["findings"] if found["severity"] == "error"]
        if result.get("error"):
            print(f"FAIL outloud {path}: {result['error']}")
            bad += 1
        for found in errors:
            place = f", page {found['page']}" if found.get("page") else ""
            print(f"FAIL outloud {path}: {found['rule']}{place}: {found['message']} ({found.get('evidence') or 'no evidence'})")
        bad += len(errors)
        if not errors and not result.get("error"):
            warned = Counter(found["rule"] for found in result["findings"] if found["severity"] == "warning")
            told = ", ".join(f"{rule} ×{times}" for rule, times in sorted(warned.items())) or "none"
            print(f"ok   outloud {path}: warnings: {told}")
    if bad == 0 and code != 0:
        print(f"FAIL outloud: exit code {code} without an error in its report")
    return int(bad > 0 or code != 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
