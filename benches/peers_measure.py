"""Measures our PDF and those of the peers one after another and judges the ratios.

usage: peers_measure.py FOLDER PAGE.html WEASYPRINT CHROMIUM PROGRAM WORD…   (the words of our export, without --out FILE)
Processor time is that of a process and all that it started (Linux lets us wait for all of them); memory is the largest sum of
proportional set sizes of them all, looked at every 20 ms, or what the kernel noted for one process, whichever is more.
"""

import ctypes
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

# The bounds: issue of the exports, “Speed and size”.
MOST_CPU_SECONDS = 3.0
MOST_BYTES_OF_MEMORY = 350_000_000
TIMES_FASTER = {"WeasyPrint": 8.0, "Chromium": 2.0}
LONGEST_SECONDS = 600
# prctl(2): orphans of our children become ours, so that their time is counted.
PR_SET_CHILD_SUBREAPER = 36


class Figures(NamedTuple):
    cpu: float
    wall: float
    memory: int
    size: int
    pages: int


def family(root: int) -> set[int]:
    parents = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    # Everything below us but us: what was orphaned has come to us.
    mine = {root}
    grown = True
    while grown:
        new = {child for child, parent in parents.items() if parent in mine} - mine
        grown = bool(new)
        mine |= new
    return mine - {root}


def proportional(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def run(command: list[str], out: Path) -> Figures:
    out.unlink(missing_ok=True)
    peak = 0
    over = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not over.wait(0.02):
            peak = max(peak, sum(map(proportional, family(os.getpid()))))

    before = os.times()
    begun = time.perf_counter()
    with open(out.with_suffix(".log"), "wb") as log:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        watcher = threading.Thread(target=watch)
        watcher.start()
        largest, code = 0, None
        try:
            while True:
                try:
                    process, status, used = os.wait4(-1, os.WNOHANG)
                except ChildProcessError:
                    break
                if process == 0:
                    if time.perf_counter() - begun > LONGEST_SECONDS:
                        for one in family(os.getpid()):
                            os.kill(one, 9)
                    time.sleep(0.005)
                    continue
                largest = max(largest, used.ru_maxrss * 1024)
                if process == child.pid:
                    code = os.waitstatus_to_exitcode(status)
                    child.returncode = code
        finally:
            over.set()
            watcher.join()
    wall = time.perf_counter() - begun
    after = os.times()
    if code != 0 or not out.exists():
        sys.exit(f"FAILED: {command[0]} ended with {code}; its words are in {out.with_suffix('.log')}:\n{out.with_suffix('.log').read_text(errors='replace')[-2000:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    info = subprocess.run(["pdfinfo", str(out)], capture_output=True, text=True, check=True).stdout
    pages = int(re.search(r"^Pages:\s+(\d+)", info, re.MULTILINE)[1])
    # A process alone is known better by the kernel than by looking now and then.
    return Figures(cpu, wall, max(peak, largest), out.stat().st_size, pages)


def main(folder: str, page: str, weasyprint: str, chromium: str, *ours: str) -> int:
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    place = Path(folder)
    profile = place / "chromium-profile"
    address = Path(page).resolve().as_uri()

    def command(name: str, out: Path) -> list[str]:
        if name == "ours":
            return [*ours, "--out", str(out)]
        if name == "WeasyPrint":
            return [weasyprint, "--pdf-variant", "pdf/ua-1", page, str(out)]
        # Its own sandbox does not start for everybody in a container; the page is ours.
        return [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer", "--generate-pdf-document-outline",
                f"--print-to-pdf={out}", address]

    # Ours and Chromium's are short and vary: the one in the middle of several.
    times = {"ours": 5, "Chromium": 3, "WeasyPrint": 1}
    results: dict[str, Figures] = {}
    for name, often in times.items():
        taken = []
        for turn in range(often):
            shutil.rmtree(profile, ignore_errors=True)
            taken.append(run(command(name, place / f"{name}-{turn}.pdf"), place / f"{name}-{turn}.pdf"))
        shutil.rmtree(profile, ignore_errors=True)
        # Memory is the worst of them all.
        results[name] = Figures(median(t.cpu for t in taken), median(t.wall for t in taken), max(t.memory for t in taken), taken[0].size, taken[0].pages)

    print(f"{'':12}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}{'size MB':>9}{'pages':>7}")
    for name, figures in results.items():
        print(f"{name:12}{figures.cpu:8.2f}{figures.wall:8.2f}{figures.memory / 1e6:9.0f}{figures.size / 1e6:9.2f}{figures.pages:7}")
    mine = results["ours"]
    missed = 0

    def judge(what: str, holds: bool) -> None:
        nonlocal missed
        print(("ok      " if holds else "MISSED  ") + what)
        missed += not holds

    judge(f"ours: {mine.cpu:.2f} s of processor time, bound {MOST_CPU_SECONDS:.0f} s", mine.cpu < MOST_CPU_SECONDS)
    judge(f"ours: {mine.memory / 1e6:.0f} MB, bound {MOST_BYTES_OF_MEMORY / 1e6:.0f} MB", mine.memory < MOST_BYTES_OF_MEMORY)
    for name, bound in TIMES_FASTER.items():
        ratio = results[name].cpu / mine.cpu
        judge(f"{name} takes {ratio:.1f} times our processor time, bound {bound:.0f}", ratio >= bound)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
