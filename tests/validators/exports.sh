#!/usr/bin/env bash
# Makes journals of every kind that may be, exports them with the program, and lets programs of other people judge what came out.
# usage: exports.sh PROGRAM FOLDER     FOLDER keeps what was made, to be looked at; needs install.sh to have run (VALIDATORS as there)
# Exit code 1 when anything fails; everything is looked at before that.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
[ "$#" -eq 2 ] || { echo "usage: exports.sh PROGRAM FOLDER" >&2; exit 2; }
program=$(realpath "$1")
[ -x "$program" ] || { echo "$1 is no program" >&2; exit 2; }
tools=${VALIDATORS:-${CARGO_TARGET_DIR:-$root/target}/tools/validators}
[ -s "$tools/stamp" ] || { echo "no validators in $tools: run tests/validators/install.sh first" >&2; exit 2; }
VALIDATORS=$(cd "$tools" && pwd)
export VALIDATORS PYTHONDONTWRITEBYTECODE=1
python=$VALIDATORS/venv/bin/python
# Only what a run before has left is thrown away.
[ ! -e "$2" ] || [ -e "$2/made-by-exports" ] || { echo "$2 is there and not of an earlier run: nothing was done" >&2; exit 2; }
rm -rf "$2"
mkdir -p "$2"
cd "$2"
touch made-by-exports

# The same day always, and nobody's own journal.
today=2026-11-23
export CPD_JOURNAL=/nonexistent/journal.cpd TZ=Europe/London NO_COLOR=1
unset CPD_JOURNAL_PASSPHRASE
begun=$SECONDS
failures=0

part() { printf '\n--- %s (after %d s)\n' "$1" "$((SECONDS - begun))"; }
failed() { printf 'FAIL %s\n' "$*"; failures=$((failures + 1)); }
journal() { local file=$1; shift; "$program" --journal "$file" --today "$today" --quiet "$@"; }
knows() { "$program" "$1" --help | grep -q -e "$2"; }

# What may identify somebody holds an export back; these journals are fictional, and their hostile texts look like all sorts of things.
acknowledged=()
if knows export --acknowledge-findings; then acknowledged=(--acknowledge-findings); fi

pdfs=()
# The journal, the name of the PDF, and what else the export is told.
evidence() {
  local from=$1 name=$2
  shift 2
  if journal "$from" export "${acknowledged[@]}" --format pdf --out "$name.pdf" "$@"; then pdfs+=("$name.pdf"); else failed "$name.pdf was not made"; fi
}
sheet() {
  local name=$1
  shift
  if "$@" --out "$name.pdf"; then pdfs+=("$name.pdf"); else failed "$name.pdf was not made"; fi
}

part "journals of every profession"
professions=()
for known in "$root"/assets/sample/*.toml; do
  profession=$(basename "$known" .toml)
  professions+=("$profession")
  journal "$profession.cpd" sample --profession "$profession" --entries 40
done
[ "${#professions[@]}" -gt 0 ] || failed "there is no sample profession"
for profession in "${professions[@]}"; do evidence "$profession.cpd" "$profession"; done
# One with all that can be added.
evidence "${professions[0]}.cpd" charts --charts --with-people

part "none, one, and one with evidence"
journal empty.cpd new
evidence empty.cpd empty
evidence empty.cpd empty-charts --charts
journal one.cpd new
journal one.cpd log "The only one" --kind podcast --minutes 30 --learnt "One thing, and *why* it matters."
evidence one.cpd one
evidence one.cpd one-charts --charts
journal files.cpd new
journal files.cpd log "With files" --kind tweetchat --minutes 1h --learnt "See what is attached."
mkdir attached
printf 'name;hours\n=1+1;2\n' >'attached/a name, with blanks (1).csv'
printf 'Siân wrote this.\n' >$'attached/Łódź ŵ 中文 \'quoted\" #x $y.txt'
head -c 300000 /dev/urandom >attached/anything.bin
"$python" - attached/chart.png attached/photo.jpg <<'PICTURES'
import sys
from PIL import Image
picture = Image.new("RGBA", (320, 200), (20, 90, 160, 255))
picture.paste((250, 220, 80, 120), (40, 40, 200, 160))
picture.save(sys.argv[1])
exif = Image.Exif()
exif[0x010F], exif[0x013B] = "A camera", "Somebody who took it"
picture.convert("RGB").save(sys.argv[2], exif=exif)
PICTURES
for file in attached/*; do
  journal files.cpd evidence add "With files" "$file" --caption "Caption of $(basename "$file")" --alt "What it shows" >/dev/null
done
evidence files.cpd files
evidence files.cpd files-charts --charts

# What a regulator is handed, for each registration of each profession.
if knows export --framework; then
  part "portfolios by the rules of each registration"
  for profession in "${professions[@]}"; do
    mapfile -t frameworks < <(journal "$profession.cpd" registration list --json | "$python" -c 'import json, sys; print("\n".join(r["framework"] for r in json.load(sys.stdin)["registrations"]))')
    for framework in "${frameworks[@]}"; do
      [ -n "$framework" ] || { failed "$profession is registered nowhere"; continue; }
      evidence "$profession.cpd" "$profession-$framework" --framework "$framework"
    done
  done
fi

part "sheets"
for profession in "${professions[@]}"; do
  sheet "$profession-year" journal "$profession.cpd" year
  # The latest entries that something came of.
  mapfile -t told < <(journal "$profession.cpd" impact suggest --json | "$python" -c 'import json, sys; print("\n".join(e["uid"] for e in json.load(sys.stdin)["entries"][:3]))')
  entries=()
  for uid in "${told[@]}"; do [ -z "$uid" ] || entries+=(--entry "$uid"); done
  if [ "${#entries[@]}" -eq 0 ]; then failed "no entry of $profession tells of an impact"; continue; fi
  journal "$profession.cpd" impact add "What came of it" --reader "My manager" --opening "A year, *shortly*." --closing "More time." "${entries[@]}" >/dev/null
  sheet "$profession-impact" journal "$profession.cpd" impact show "What came of it"
done
sheet empty-year journal empty.cpd year

part "hostile texts in every field"
mapfile -t keys < <("$python" "$here/hostile.py" keys)
[ "${#keys[@]}" -gt 0 ] || { echo "no hostile texts" >&2; exit 2; }
journal hostile.cpd new
"$python" "$here/hostile.py" entries >hostile-entries.json
journal hostile.cpd log --from-json hostile-entries.json
evidence hostile.cpd hostile --charts --with-people
sheet hostile-year journal hostile.cpd year 2026
# Each alone, too: a text that stops one record would hide behind the others.
journal owner.cpd new
for at in "${!keys[@]}"; do
  text=$("$python" "$here/hostile.py" text "${keys[at]}"; echo .)
  text=${text%.}
  journal owner.cpd goal add "Goal $at" --why="$text" --measure="$text" --how="$text" --support="$text" --barriers="$text" >/dev/null \
    || failed "a goal of ${keys[at]} was not taken"
  journal owner.cpd log "Of goal $at" --goal "Goal $at" --minutes 5 >/dev/null 2>&1 || true
done
owner=$("$python" "$here/hostile.py" text scripts)
journal owner.cpd profile set name="$owner" profession="$owner" registrations="$owner" employer="$owner" handles="$owner" >/dev/null
evidence owner.cpd owner
# Four texts on one sheet.
for ((at = 0; at + 3 < ${#keys[@]}; at += 4)); do
  texts=()
  for ((one = at; one < at + 4; one++)); do
    text=$("$python" "$here/hostile.py" text "${keys[one]}"; echo .)
    texts+=("${text%.}")
  done
  uid=$(journal one.cpd impact add "Sheet $at ${texts[0]:0:200}" --reader="${texts[1]}" --opening="${texts[2]}" --closing="${texts[3]}" --json \
    | "$python" -c 'import json, sys; print(json.load(sys.stdin).get("uid", ""))')
  [ -n "$uid" ] || { failed "an impact story of ${keys[*]:at:4} was not taken"; continue; }
  sheet "sheet-$at" journal one.cpd impact show "$uid"
done

part "what was typed is what is read"
for pdf in "${pdfs[@]}"; do pdftotext -raw "$pdf" "${pdf%.pdf}.txt" 2>/dev/null || failed "$pdf has no text"; done
"$python" "$here/hostile.py" check hostile.txt || failures=$((failures + 1))
for key in "${keys[@]}"; do
  # Why, measure, how, support and barriers; a page may end within one or two of them.
  "$python" "$here/hostile.py" check-one "$key" 3 owner.txt || failures=$((failures + 1))
done
# The cover names the owner; the reader of the sheets is told as it was typed.
"$python" "$here/hostile.py" check-one scripts 3 owner.txt || failures=$((failures + 1))
for ((at = 0; at + 3 < ${#keys[@]}; at += 4)); do
  for ((one = at + 1; one < at + 4; one++)); do
    "$python" "$here/hostile.py" check-one "${keys[one]}" 1 "sheet-$at.txt" || failures=$((failures + 1))
  done
done

part "attachments come out as they went in"
mkdir detached
pdfdetach -saveall -o detached files.pdf >/dev/null 2>&1 || failed "files.pdf cannot be taken apart"
for file in attached/*; do
  sum=$(sha256sum <"$file")
  found=
  for other in detached/*; do [ "$(sha256sum <"$other")" != "$sum" ] || found=$other; done
  if [ -n "$found" ]; then echo "ok   $(basename "$file") is $(basename "$found")"; else failed "files.pdf: $(basename "$file") is not in it as it was"; fi
  # The list of evidence names what a reader can check for himself.
  tr -d '[:space:]' <files.txt | grep -qF "${sum%% *}" || failed "files.pdf does not say the SHA-256 of $(basename "$file")"
done

# Other formats: each joins as its exporter comes. A function `check_FORMAT` is run for each of the journals below
# with the name of the journal and of what was made, and says `failed …`.
check_markdown() {
  (cd "$2" && sha256sum --check --quiet SHA256SUMS) || failed "$2: a sum does not hold"
  "$python" "$here/markdown_front.py" "$2" >"$2.front" || { cat "$2.front"; failed "$2: front matter"; }
  comes_back "$1" "$2"
}
check_docx() { "$python" "$here/check_docx.py" "$2" | { grep '^FAIL' || true; } | { ! grep .; } || failed "$2: see above"; }
check_json() {
  "$python" "$here/check_schema.py" "$root/assets/schema/dossier.schema.json" "$2" | { grep '^FAIL' || true; } | { ! grep .; } || failed "$2: see above"
  comes_back "$1" "$2"
}
check_pack() {
  mkdir "$2.open"
  unzip -q -d "$2.open" "$2" || failed "$2 cannot be unpacked"
  (cd "$2.open" && sha256sum --check --quiet SHA256SUMS) || failed "$2: a sum does not hold"
  "$python" "$here/check_schema.py" "$root/assets/schema/dossier.schema.json" "$2" | { grep '^FAIL' || true; } | { ! grep .; } || failed "$2: see above"
  comes_back "$1" "$2"
}
check_csv() { "$python" "$here/check_csv.py" "$2" || failed "$2: see above"; }
# Taken into an empty journal, it makes the same list.
comes_back() {
  journal "back-$2.cpd" new
  if ! journal "back-$2.cpd" import "$2" >"back-$2.said" 2>&1; then cat "back-$2.said"; failed "$2 was not taken in"; return; fi
  journal "$1.cpd" list --json >"back-$2.was"
  journal "back-$2.cpd" list --json >"back-$2.is"
  cmp -s "back-$2.was" "back-$2.is" || failed "$2: what comes back is not what left (back-$2.was, back-$2.is)"
}
for profession in "${professions[@]}"; do comes_back "$profession" "$profession.pdf"; done

part "other formats"
formats=(markdown html docx csv json pack)
# The program names its formats when it is asked for one that there is not.
read -ra known_formats < <(journal empty.cpd export --format none --out none --json 2>/dev/null \
  | "$python" -c 'import json, sys; print(json.load(sys.stdin)["error"]["hint"].replace("one of:", "").replace(",", " "))')
[ "${#known_formats[@]}" -gt 1 ] || failed "the program does not say which formats it knows"
for format in "${formats[@]}"; do
  [[ " ${known_formats[*]} " == *" $format "* ]] || { echo "$format: not known to the program yet"; continue; }
  for name in "${professions[0]}" empty one files hostile; do
    case $format in markdown) out=$name-markdown ;; csv) out=$name-csv ;; pack) out=$name.zip ;; *) out=$name.$format ;; esac
    if ! journal "$name.cpd" export "${acknowledged[@]}" --format "$format" --out "$out"; then failed "$out was not made"; continue; fi
    if declare -F "check_$format" >/dev/null; then "check_$format" "$name" "$out"; fi
  done
  echo "$format: made, $(declare -F "check_$format" >/dev/null && echo "looked at" || echo "NOT yet looked at by anybody else")"
done

part "no private note in anything"
# What is packed is looked at unpacked.
mkdir unpacked
while IFS= read -r -d '' packed; do unzip -q -o -d "unpacked/$packed" "$packed" || failed "$packed cannot be unpacked"; done \
  < <(find . -maxdepth 1 -type f \( -name '*.zip' -o -name '*.docx' \) -print0)
mapfile -d '' -t made < <(find . -type f ! -name '*.cpd*' ! -name hostile-entries.json -print0)
"$python" "$here/hostile.py" secrets "${made[@]}" || failures=$((failures + 1))
cat -- *.txt >all-text
"$python" "$here/hostile.py" secrets all-text || failures=$((failures + 1))

part "${#pdfs[@]} PDFs before four judges"
if "$here/check_pdf.sh" "${pdfs[@]}" >judged.txt; then
  tail -n 1 judged.txt
else
  grep '^FAIL' judged.txt || cat judged.txt
  failed "PDFs, as told above; all that was said is in judged.txt"
fi

part "the judges themselves"
# A judge who finds nothing in these is asleep.
"$python" "$here/broken.py" files-charts.pdf broken >broken.txt
"$here/check_pdf.sh" broken/*.pdf >broken-judged.txt && failed "broken PDFs were taken for good ones"
while read -r pdf gates; do
  for gate in $gates; do
    grep -q "^FAIL $gate $pdf" broken-judged.txt || failed "$gate does not see what is wrong with $pdf"
  done
done <broken.txt
printf '%d broken PDFs seen through\n' "$(wc -l <broken.txt)"

part "end"
if [ "$failures" -gt 0 ]; then echo "$failures FAILURES"; exit 1; fi
echo "all is well with ${#pdfs[@]} PDFs"
