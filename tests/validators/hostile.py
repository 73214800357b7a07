"""Texts that want to break a document, put into every field, and looked for again in what was made of them.

usage: hostile.py entries            entries for `log --from-json -`, one for each text
       hostile.py entries KEY        only the one of this key
       hostile.py keys               the keys, one in a line
       hostile.py text KEY           the text itself, for a field that is given on the command line
       hostile.py check FILE.txt …   whether text taken out of documents has every text of every field; FILE: from `pdftotext -raw`
       hostile.py check-one KEY TIMES FILE.txt   whether one text is there so often at least
       hostile.py secrets FILE…      whether the private notes are anywhere in these files

Every field begins with a word of its own, so that each is looked for by itself. Blanks, breaks and what nobody sees are no difference.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import product

MARKS = "".join(chr(0x300 + at) for at in range(40))
# Unlike each other, so that a piece that is lost or moved is seen.
BLOCKS = ["".join(letters) for letters in product("abcdefghijklmnopqrst", repeat=4)]


@dataclass(frozen=True)
class Case:
    """One hostile text, and what a reader is to see of it."""

    typed: str
    # In a field of one line or of plain text; the same where nothing is said.
    shown: str | None = None
    # In a field of Markdown, where `*so*` is emphasis and no asterisk.
    laid_out: str | None = None
    # Letters in a field of one line; a title of a whole book is cut by nobody, but wanted by nobody either.
    most: int = 100_000_000
    # Read from right to left: the order is the page's business, the letters are ours.
    any_order: bool = False

    def plain(self) -> str:
        return self.typed if self.shown is None else self.shown

    def markdown(self) -> str:
        return self.plain() if self.laid_out is None else self.laid_out


CASES: dict[str, Case] = {
    "typst": Case(
        '#panic("x") #read("/data.json") #import "/main.typ": all #set page(width: 1pt) @ref $x^2$ \\u{41} //gone /*gone*/',
        laid_out='#panic("x") #read("/data.json") #import "/main.typ": all #set page(width: 1pt) @ref $x^2$ \\u{41} //gone /gone/',
    ),
    "typst-words": Case("#let x = 1; #x [content] {code} <label> = no heading == none ~ -- --- 'q' \"q\""),
    "html": Case("<script>alert(1)</script> <img src=x onerror=alert(2)> </p></body></html> <!-- no comment -->"),
    "entities": Case("&lt;b&gt; &amp;amp; &#0; &#x1F600; &nosuch; & <", laid_out="<b> &amp; \ufffd 😀 &nosuch; & <"),
    "markdown": Case(
        "# no heading **b** _e_ `c` ~~s~~ [l](javascript:alert(1)) ![i](file:///etc/passwd) | a | b | [^1] [[w]] ==m== %%c%%",
        laid_out="# no heading b e c s l [Picture: i – file:///etc/passwd] | a | b | [^1] [[w]] ==m== %%c%%",
    ),
    "markdown-lines": Case(
        "\n\n---\n\n> q\n\n- i\n  - j\n\n1. n\n\n|a|b|\n|-|-|\n|c|d|\n\n```\nopen fence",
        shown="--- > q - i - j 1. n |a|b| |-|-| |c|d| ``` open fence",
        laid_out="q•i•j1.nabcdopen fence",
    ),
    "yaml": Case("---\ntitle: fake\nno: !!python/object:os.system x\n&a [*a, <<: *a]\n...\n- %TAG ! ? | > : no",
                 laid_out="---title: fake no: !!python/object:os.system x &a [*a, <<: *a] ... •%TAG ! ? | > : no"),
    "csv": Case("=cmd|' /C calc'!A0;\"+1+1\",-2+3,@SUM(1+1)\t%0A,\"\"\"\";'=1"),
    "latex": Case("\\input{/etc/passwd} \\write18{ls} $\\frac{1}{2}$ \\end{document} %% ^^M \\def\\a{\\a}\\a"),
    "no-blank": Case("".join(BLOCKS[:50_000]), most=2_000),
    "brackets": Case("[" * 5_000 + "x" + "]" * 5_000, most=2_000),
    "turned": Case("invoice \u202efdp.exe\u202c \u2066x\u2069 \u202dy", shown="invoice ⟨U+202E⟩fdp.exe⟨U+202C⟩ ⟨U+2066⟩x⟨U+2069⟩ ⟨U+202D⟩y"),
    "nul": Case("one\u0000two\u0001three\u007ffour\u0085five\u009bsix", shown="onetwothreefourfivesix"),
    "emoji": Case("👩🏽‍⚕️ 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🇬🇧 1️⃣ ❤️ 🤷‍♀️ 🏳️‍🌈 👍🏿"),
    "unassigned": Case("a\u0378b\U000e1000c\ufdd0d\U0001fffee", shown="a⟨U+0378⟩b⟨U+E1000⟩c⟨U+FDD0⟩d⟨U+1FFFE⟩e"),
    "private-use": Case("a\ue000b\uf8ffc\U000f0000d\U0010fffde", shown="a⟨U+E000⟩b⟨U+F8FF⟩c⟨U+F0000⟩d⟨U+10FFFD⟩e"),
    # Several marks on one letter are said several times by some readers, though the file says them once (`ActualText`).
    "marks": Case(
        "Z" + MARKS[:16] + "Y" + MARKS + "X e\u0301\u0302 п\u0301 ẹ\u0301",
        shown="Z" + MARKS[:16] + "Y" + MARKS[:16] + "⟨+24 marks⟩X e\u0301\u0302 п\u0301 ẹ\u0301",
        any_order=True,
    ),
    "lone-marks": Case("x \u0301lone f\u20e3 f\U0001f3fd", shown="x \u0301lone f\u20e3 f⟨U+1F3FD⟩", any_order=True),
    "scripts": Case("Siân Ŵyn Łódź żółć Ó Súilleabháin Привет Ελλάδα 中文测试 हिन्दी ไทย தமிழ் বাংলা ਪੰਜਾਬੀ ગુજરાતી"),
    "right-to-left": Case("مرحبا بكم שלום עולם", any_order=True),
    "no-font": Case("한국 ᚠᚢᚦ 𓀀", shown="⟨U+D55C⟩⟨U+AD6D⟩ ⟨U+16A0⟩⟨U+16A2⟩⟨U+16A6⟩ ⟨U+13000⟩"),
    "separators": Case("a\u2028b\u2029c\r\nd\te\u00a0f\u3000g\u00adh\ufeffi\u200bj", shown="abcdefghij"),
    "quotes": Case("“quotes” 'and' \"more\" ’ -- --- ... … ≠ ≤ → ✓ ✗ µg ½ °C back\\slash"),
    "long-address": Case("https://example.org/" + "a" * 300 + "?q=" + "b" * 300 + "#" + "c" * 50),
}

PLAIN = ["title", "how", "platform", "handle", "hashtag", "community"]
MARKDOWN = ["learnt", "changed", "benefit"]
ANSWERS = ["what", "so-what", "now-what"]
ACTIONS = ["what", "shared_with", "effect", "effect_service", "effect_people"]
CLAIM = ["who", "evidence", "holds"]
SECRET = "kept-to-myself"
# Letters in a cell of a table: one that goes on over the page has a head between its halves.
MOST_IN_CELL = 240
# Letters of a text that is given on the command line.
MOST_ALONE = 600


def word(key: str, field: str) -> str:
    """The word that a field begins with: letters only, as no writing system makes anything of them."""
    number = list(CASES).index(key)
    return "Kw" + chr(97 + number // 26) + chr(97 + number % 26) + re.sub("[^a-z]", "", field) + " "


def most_of(field: str) -> int:
    """Letters in a field that may be long: one field has it all."""
    return 100_000_000 if field == "learnt" else 5_000


def one_line(case: Case) -> str:
    return case.typed[: case.most]


def entry(key: str) -> dict:
    case = CASES[key]

    def short(field: str) -> str:
        return word(key, field) + one_line(case)

    def long(field: str) -> str:
        return word(key, field) + case.typed[: most_of(field)]

    return {
        **{field: short(field) for field in PLAIN},
        **{field: long(field) for field in MARKDOWN},
        "kind": "tweetchat",
        "date": f"2026-02-{1 + list(CASES).index(key) % 28:02}",
        "minutes": 60,
        "url": "https://example.org/" + key + "?" + one_line(case),
        "tags": [short("tags")],
        "people": [short("people")],
        "goals": [{"title": short("goals")}],
        "reflection": {"template": "driscoll", "answers": [{"prompt": prompt, "text": long("answer" + prompt)} for prompt in ANSWERS]},
        "actions": [{field: short("action" + field.replace("_", ""))[:MOST_IN_CELL] for field in ACTIONS}],
        "look_backs": [{"month": 0, "date": "2026-06-01", "found": "change", "text": short("lookback")}],
        "claim": {field: long("claim" + field) for field in CLAIM} | {"verdict": "adapt"},
        "ai_help": long("aihelp"),
        "private": SECRET + " " + long("private"),
        "state": "ready",
    }


def wanted(key: str) -> dict[str, tuple[str, bool]]:
    """What is to be read of each field, and whether its letters may stand in any order."""
    case = CASES[key]
    fields = {field: case.plain()[: case.most] for field in [*PLAIN, "tags", "goals"]}
    fields |= {"action" + field.replace("_", ""): case.plain()[: case.most] for field in ACTIONS}
    fields |= {field: case.plain() for field in ["aihelp", *("claim" + field for field in CLAIM)]}
    fields |= {field: case.markdown() for field in MARKDOWN}
    fields |= {"answer" + prompt: case.markdown() for prompt in ANSWERS}
    fields |= {"lookback": case.markdown()[: case.most]}
    fields = {field: text[: most_of(field)] for field, text in fields.items()}
    # People are named only when that is asked for.
    texts = {field: word(key, field) + text for field, text in fields.items()}
    for field in [field for field in texts if field.startswith("action")]:
        texts[field] = texts[field][:MOST_IN_CELL]
    # These marks part tags, also within one that is given, and a tag needs no hash.
    texts["tags"] = re.sub(" *[;,]+ *#?", ",", texts["tags"])
    return {field: (text, case.any_order) for field, text in texts.items()}


def squeezed(text: str) -> str:
    """Without blanks, breaks and what nobody sees (some readers add it to what runs from right to left), letters written in one way."""
    text = re.sub("[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff]", "", text)
    return unicodedata.normalize("NFC", text)


def pages(text: str) -> str:
    """The text of a document without what is said again on every page: lines at the ends of pages that are the same, but for numbers."""
    sheets = [[line for line in sheet.split("\n") if line.strip()] for sheet in text.split("\f")]

    def kind(line: str) -> str:
        return re.sub("[0-9]+", "#", line.strip())

    ends = Counter(kind(line) for sheet in sheets for line in {*sheet[:3], *sheet[-2:]})
    running = {what for what, times in ends.items() if times >= 3 and re.search("[^\\W\\d_]{2}| of ", what) and len(set(what)) > 3}
    body = []
    for sheet in sheets:
        while sheet and kind(sheet[0]) in running:
            sheet = sheet[1:]
        while sheet and kind(sheet[-1]) in running:
            sheet = sheet[:-1]
        body += sheet
    return "\n".join(body)


def is_in(text: str, bag: Counter, what: str, any_order: bool) -> bool:
    what = squeezed(what)
    if any_order:
        return all(bag[letter] >= times for letter, times in Counter(what).items())
    return what in text


def is_in_halves(text: str, what: str) -> bool:
    """Whether a text is there but for one break: a cell of a table goes on over the page, and its neighbours come between."""
    what = squeezed(what)
    longest = next((at for at in range(len(what), 0, -1) if what[:at] in text), 0)
    return longest > 0 and what[longest:] in text


def told(text: str, what: str) -> str:
    """How far a text was found, to see where it went wrong."""
    low, high = 0, len(what)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if what[:middle] in text else (low, middle - 1)
    at = text.find(what[:low]) if low else -1
    there = text[at + low : at + low + 40] if at >= 0 else "nothing of it"
    return f"after {low} of {len(what)} letters comes {there!r} in place of {what[low : low + 40]!r}"


def read(path: str) -> tuple[str, Counter]:
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        text = squeezed(pages(file.read()))
    return text, Counter(text)


def check(paths: list[str], skip: set[str]) -> int:
    missing = 0
    for path in paths:
        text, bag = read(path)
        for key in CASES:
            for field, (what, any_order) in wanted(key).items():
                found = is_in(text, bag, what, any_order) or field.startswith("action") and is_in_halves(text, what)
                if field not in skip and not found:
                    missing += 1
                    print(f"FAIL text {path}: {key} in {field}: {told(text, squeezed(what))}")
        if SECRET in text:
            missing += 1
            print(f"FAIL text {path}: has private notes")
    if not missing:
        print(f"ok   text {', '.join(paths)}: {len(CASES)} hostile texts in each of {len(wanted('html')) - len(skip)} fields")
    return int(missing > 0)


def secrets(paths: list[str]) -> int:
    bad = 0
    for path in paths:
        with open(path, "rb") as file:
            if SECRET.encode() in file.read():
                print(f"FAIL secret {path}: has private notes")
                bad += 1
    return int(bad > 0)


def main(words: list[str]) -> int:
    match words:
        case ["entries", *keys]:
            json.dump([entry(key) for key in keys or CASES], sys.stdout, ensure_ascii=False)
        case ["keys"]:
            print("\n".join(CASES))
        case ["text", key]:
            # No argument of a command can hold NUL.
            print(word(key, "") + CASES[key].typed.replace("\0", "")[:MOST_ALONE], end="")
        case ["check", *paths] if paths:
            return check(paths, set())
        case ["check-without", fields, *paths] if paths:
            return check(paths, set(fields.split(",")))
        case ["check-one", key, times, path]:
            case = CASES[key]
            text, bag = read(path)
            plain, laid_out = (squeezed(word(key, "") + way[:MOST_ALONE]) for way in (case.plain(), case.markdown()))
            ways = {plain, laid_out}
            found = sum(text.count(way) for way in ways) if not case.any_order else int(times) * is_in(text, bag, plain, any_order=True)
            if found < int(times):
                print(f"FAIL text {path}: {key} is there {found} times, not {times}: {told(text, plain)}")
                return 1
        case ["secrets", *paths] if paths:
            return secrets(paths)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
