#!/usr/bin/env bash
# Our PDF of 300 entries against WeasyPrint's PDF/UA and Chromium's, of the same content on the same machine in the same run.
# usage: peers.sh PROGRAM [FOLDER]      PROGRAM built with optimisation; installs the peers under `target/tools/peers` (PEERS names another)
# Prints processor time of all processes, time, peak memory, size and pages of each, and the ratios; exit code 1 when a bound is missed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
[ "$#" -ge 1 ] || { echo "usage: peers.sh PROGRAM [FOLDER]" >&2; exit 2; }
program=$(realpath "$1")
[ -x "$program" ] || { echo "$1 is no program" >&2; exit 2; }
peers=${PEERS:-${CARGO_TARGET_DIR:-$root/target}/tools/peers}
place=${2:-$(mktemp -d)}
mkdir -p "$peers" "$place"
peers=$(cd "$peers" && pwd)
place=$(cd "$place" && pwd)
[ "$#" -ge 2 ] || trap 'rm -rf "$place"' EXIT

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 2; }

install() {
  local missing=() as=() program
  for program in chromium:chromium pdfinfo:poppler-utils; do command -v "${program%%:*}" >/dev/null || missing+=("${program##*:}"); done
  # What WeasyPrint shapes its text with.
  ldconfig -p | grep -q 'libpango-1.0.so.0' || missing+=(libpango-1.0-0)
  ldconfig -p | grep -q 'libpangoft2-1.0.so.0' || missing+=(libpangoft2-1.0-0)
  ldconfig -p | grep -q 'libharfbuzz-subset.so.0' || missing+=(libharfbuzz-subset0)
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
  if [ "${#missing[@]}" -gt 0 ]; then
    echo "installing ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
      command -v sudo >/dev/null || fail "no right to install ${missing[*]}"
      as=(sudo -n)
    fi
    command -v apt-get >/dev/null || fail "there is no apt-get to install ${missing[*]} with"
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq || true
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || fail "could not install ${missing[*]}"
  fi
  local stamp
  stamp=$(cat "$here/peers-requirements.txt" <(python3 --version) <(echo "$peers") | sha256sum)
  if [ "$(cat "$peers/stamp" 2>/dev/null)" != "$stamp" ]; then
    rm -rf "$peers/venv"
    python3 -m venv "$peers/venv"
    "$peers/venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --no-deps --only-binary :all: -r "$here/peers-requirements.txt" \
      || fail "the peers could not be installed from the package index"
    "$peers/venv/bin/weasyprint" --version >/dev/null || fail "WeasyPrint does not start"
    printf '%s\n' "$stamp" >"$peers/stamp"
  fi
}

install
journal=$place/journal.cpd
rm -f "$journal"
"$program" --journal "$journal" --today 2026-11-23 --quiet sample --entries 300

acknowledged=()
if "$program" export --help | grep -q -e --acknowledge-findings; then acknowledged=(--acknowledge-findings); fi
export_to() { "$program" --journal "$journal" --today 2026-11-23 --quiet export "${acknowledged[@]}" --force "$@"; }

# The same content as a page of the web: ours, once there is one, or else our Markdown as any converter lays it out.
page=$place/page.html
if export_to --format html --out "$page" 2>/dev/null; then
  echo "content: our HTML"
else
  export_to --format markdown --out "$place/page.md"
  "$peers/venv/bin/python" "$here/peers_page.py" "$place/page.md" "$root/assets/fonts" "$page"
  echo "content: our Markdown as HTML"
fi

exec "$peers/venv/bin/python" "$here/peers_measure.py" "$place" "$page" \
  "$peers/venv/bin/weasyprint" "$(command -v chromium)" \
  "$program" --journal "$journal" --today 2026-11-23 --quiet export "${acknowledged[@]}" --force --format pdf
