#!/usr/bin/env bash
# The real window on a display of its own: an entry is typed with the keyboard, the window is closed, and the command line finds the entry.
# usage: real_window.sh PROGRAM PICTURES
set -euo pipefail
program=$(realpath "${1:-target/debug/cpd-journal}")
pictures=${2:-target/window}
mkdir -p "$pictures"
pictures=$(realpath "$pictures")

place=$(mktemp -d)
children=()
finish() {
  local child
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$place"
}
trap finish EXIT

fail() {
  echo "FAILED: $*" >&2
  [ -n "${renderer:-}" ] && picture "$renderer-failed" || true
  [ -n "${renderer:-}" ] && [ -s "$place/$renderer.err" ] && sed 's/^/  window: /' "$place/$renderer.err" >&2
  exit 1
}

for tool in Xvfb xdotool xclip import identify; do
  command -v "$tool" >/dev/null || { echo "FAILED: $tool is not installed" >&2; exit 1; }
done

# The server chooses a free number and tells it once it is ready.
mkfifo "$place/number"
exec 4<>"$place/number"
Xvfb -displayfd 4 -screen 0 1280x800x24 -nolisten tcp -noreset +extension GLX 2>"$place/server.err" &
children+=($!)
read -r -t 20 number <&4 || { cat "$place/server.err" >&2; fail "no display"; }
export DISPLAY=:$number
unset WAYLAND_DISPLAY WAYLAND_SOCKET
echo "display $DISPLAY"

export HOME=$place/home XDG_DATA_HOME=$place/home/data XDG_CONFIG_HOME=$place/home/config XDG_RUNTIME_DIR=$place/run LIBGL_ALWAYS_SOFTWARE=1
mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"

picture() { timeout 20 import -window root "$pictures/$1.png"; }

# Waits until a command succeeds, for so many tenths of a second.
until_true() {
  local tenths=$1
  shift
  while ! "$@"; do
    tenths=$((tenths - 1))
    [ "$tenths" -gt 0 ] || return 1
    sleep 0.1
  done
}

running() { kill -0 "$window_process" 2>/dev/null; }
ended() { ! running; }
window_found() {
  window=$(xdotool search --onlyvisible --pid "$window_process" 2>/dev/null | tail -n 1 || true)
  [ -n "$window" ] || window=$(xdotool search --onlyvisible --name 'Journal' 2>/dev/null | tail -n 1 || true)
  [ -n "$window" ] || ended
}
painted() { [ "$(timeout 20 import -window root png:- | identify -format '%k' -)" -gt 16 ] || ended; }
digest() { timeout 20 import -window root rgb:- | sha256sum; }
changed() { [ "$(digest)" != "$before" ] || ended; }
# Two pictures in a row that are the same: it waits for somebody.
settled() {
  local first
  first=$(digest)
  sleep 0.3
  [ "$first" = "$(digest)" ]
}

# What a search finds, as a number.
found() { "$program" --journal "$journal" search "$1" --json | grep -o '"total": *[0-9]*' | grep -o '[0-9]*$'; }

try() {
  renderer=$1
  journal=$place/$renderer.cpd
  "$program" --journal "$journal" new
  "$program" --journal "$journal" "--renderer=$renderer" 2>"$place/$renderer.err" &
  window_process=$!
  children+=("$window_process")
  until_true 300 window_found || fail "$renderer: no window within 30 seconds"
  if ended; then
    return 1
  fi
  until_true 200 painted || fail "$renderer: nothing is painted"
  if ended; then
    return 1
  fi
  xdotool windowfocus --sync "$window"
  until_true 100 settled || echo "$renderer: it never stands quite still"
  picture "$renderer-1-open"

  before=$(digest)
  xdotool key --clearmodifiers ctrl+n
  until_true 100 changed || fail "$renderer: Ctrl+N opened nothing"
  until_true 50 settled || true
  xdotool type --delay 25 "Typed by hand on $renderer pacing"
  until_true 50 settled || true
  picture "$renderer-2-typed"
  # A screenshot from another program's clipboard, and once more with the other keys that paste.
  import -window root -crop 320x200+0+0 "$place/copied.png"
  xclip -selection clipboard -t image/png -i "$place/copied.png" >/dev/null 2>&1
  for keys in ctrl+v shift+Insert; do
    before=$(digest)
    xdotool key --clearmodifiers "$keys"
    until_true 100 changed || fail "$renderer: $keys pasted no picture"
    until_true 50 settled || true
  done
  picture "$renderer-2b-pasted"
  xdotool key Return
  sleep 1
  until_true 50 settled || true
  picture "$renderer-3-saved"
  running || fail "$renderer: it ended by itself"

  xdotool key --clearmodifiers ctrl+q
  until_true 150 ended || fail "$renderer: Ctrl+Q does not close it"
  local code=0
  wait "$window_process" || code=$?
  [ "$code" -eq 0 ] || fail "$renderer: it ended with exit code $code"

  [ "$(found "$renderer")" = 1 ] || fail "$renderer: the entry is not found"
  [ "$(found '"typed by hand on"')" = 1 ] || fail "$renderer: its words are not as they were typed"
  "$program" --journal "$journal" evidence list | grep 'Screenshot .*image/png' >/dev/null || fail "$renderer: the pasted picture is not kept"
  "$program" --journal "$journal" verify
  [ ! -s "$journal-wal" ] || fail "$renderer: a log was left behind"
  if grep -q 'panicked' "$place/$renderer.err"; then fail "$renderer: it panicked"; fi
  echo "$renderer: typed, closed, found"
}

try software || fail "software: the window did not open"
# Where no driver is there, the program itself goes over to software; asked for OpenGL alone it says so and ends.
try opengl || { echo "opengl: does not start on this display:"; sed 's/^/  /' "$place/opengl.err"; }
