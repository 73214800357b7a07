#!/usr/bin/env bash
# Looks at PDFs with programs of other people: does each keep to PDF/A-3a and PDF/UA-1, is it sound, and can it be spoken?
# usage: check_pdf.sh FILE…        needs install.sh to have run; VALIDATORS names its folder (`target/tools/validators`)
# Prints `ok` for what was found well and a line `FAIL gate file: what` for every failure; exit code 1 when there is one, 2 when a
# gate could not do its work. Every gate looks at every file, whatever the others found.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=${VALIDATORS:-${CARGO_TARGET_DIR:-$here/../../target}/tools/validators}

[ "$#" -gt 0 ] || { echo "usage: check_pdf.sh FILE…" >&2; exit 2; }
[ -s "$tools/stamp" ] || { echo "no validators in $tools: run tests/validators/install.sh first" >&2; exit 2; }
for file in "$@"; do [ -s "$file" ] || { echo "FAIL file $file: is not there, or empty"; exit 1; }; done
tools=$(cd "$tools" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
code=0

worse() { [ "$1" -le "$code" ] || code=$1; }

# 1. The standards themselves; all files in one process, as most of its time is its start.
java=/usr/share/java
classes=$tools/vera.jar:$tools/classes:$java/jaxb-runtime.jar:$java/jaxb-core.jar:$java/istack-commons-runtime.jar:$java/txw2.jar
java -Xss16m -XX:+UseSerialGC -cp "$classes" Vera ua1,3a "$@" 2>"$place/vera.err" >"$place/vera.out" || worse $?
cat "$place/vera.out"
# A line for each file and standard, or it has not looked at them all.
for file in "$@"; do
  for flavour in ua1 3a; do
    if ! grep -qF -e "veraPDF $file: $flavour" "$place/vera.out"; then
      echo "FAIL veraPDF $file: nothing was said about $flavour: $(tail -n 1 "$place/vera.err")"
      worse 2
    fi
  done
done

# 2. What the standards ask for and no machine rule of theirs finds: sense, order, what would be spoken.
outloud=0
"$tools/venv/bin/outloud" --fail-on error --quiet --json "$place/outloud.json" "$@" >"$place/outloud.out" 2>&1 || outloud=$?
"$tools/venv/bin/python" "$here/tell_outloud.py" "$place/outloud.json" "$outloud" "$@" || worse 1
[ -s "$place/outloud.json" ] || sed 's/^/  outloud: /' "$place/outloud.out"

# 3. A second reading of the same rules, by other people.
for file in "$@"; do
  found=0
  "$tools/venv/bin/pdfua" check --min-severity error "$file" >"$place/pdfua.out" 2>&1 || found=$?
  if [ "$found" -eq 0 ]; then
    echo "ok   pdfua $file"
  else
    awk -v file="$file" '/\[ERROR\]/ && ++found <= 20 { sub(/^ */, ""); print "FAIL pdfua " file ": " $0 }' "$place/pdfua.out"
    echo "FAIL pdfua $file: exit code $found"
    worse 1
  fi
done

# 4. Sound as a file, and every font in it.
for file in "$@"; do
  if qpdf --check "$file" >"$place/qpdf.out" 2>&1; then
    echo "ok   qpdf $file"
  else
    sed "s|^|FAIL qpdf $file: |" "$place/qpdf.out"
    worse 1
  fi
  if ! pdffonts "$file" >"$place/fonts.out" 2>"$place/fonts.err"; then
    echo "FAIL fonts $file: $(tail -n 1 "$place/fonts.err")"
    worse 1
  elif [ "$(wc -l <"$place/fonts.out")" -lt 3 ]; then
    echo "FAIL fonts $file: there is none"
    worse 1
  elif awk 'NR > 2 && $(NF - 4) != "yes" { print; found = 1 } END { exit found }' "$place/fonts.out" >"$place/loose.out"; then
    echo "ok   fonts $file: $(($(wc -l <"$place/fonts.out") - 2)) embedded"
  else
    sed "s|^|FAIL fonts $file: not embedded: |" "$place/loose.out"
    worse 1
  fi
done

# 5. What we promise beyond the standards.
"$tools/venv/bin/python" "$here/look_inside.py" "$@" || worse 1

if [ "$code" -eq 0 ]; then echo "$# of $# PDFs are well"; else echo "not all of $# PDFs are well"; fi
exit "$code"
