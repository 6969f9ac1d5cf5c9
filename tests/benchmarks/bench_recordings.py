"""How fast recordings are read and reviewed, and what a folder of 10,000 costs.

    python -m tests.benchmarks.bench_recordings [--data FOLDER] [--files 10000]

Reading is timed against fitdecode on the same files in the same run: FIT files under FOLDER when it is given, else
files this benchmark writes. The folder of many sessions is read by the command itself, in its own processes; their
memory is watched from outside. Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

import fitdecode
import numpy as np
import psutil

from medgang.core.physiology import predict_hr_max
from medgang.core.programmes import four_by_four
from medgang.core.recordings import FileFormat, Recording, RecordingError, analyse, read_recording
from tests.core.recordings.fit_writer import session
from tests.core.recordings.shapes import FOUR, pulse

DIFFERENT = 100


def written(count: int) -> list[bytes]:
    """FIT files of one hour at one sample a second."""
    files = []
    for number in range(count):
        late = tuple((start + 7 * number, end + 7 * number) for start, end in FOUR)
        files.append(session([int(bpm) for bpm in pulse(late, 3600)]).bytes_())
    return files


def by_fitdecode(data: bytes) -> int:
    """The records with heart rate, as fitdecode reads them, until it gives up."""
    found = 0
    try:
        with fitdecode.FitReader(io.BytesIO(data)) as reader:
            for frame in reader:
                if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record":
                    found += bool(frame.get_value("heart_rate", fallback=None))
    except fitdecode.FitError:
        pass
    return found


def by_us(data: bytes) -> int:
    """The same by our reader."""
    try:
        return read_recording(data).samples
    except RecordingError:
        return 0


def reading(files: Sequence[bytes]) -> str:
    """Both readers over the same files."""
    by_us(files[0])  # numpy is imported by the first call
    begun = time.perf_counter()
    mine = [by_us(data) for data in files]
    ours = time.perf_counter() - begun
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        begun = time.perf_counter()
        theirs = [by_fitdecode(data) for data in files]
        oracle = time.perf_counter() - begun
    fewer = sum(one < other for one, other in zip(mine, theirs, strict=True))
    return (
        "| files | MB | samples, fitdecode | samples, ours | files where ours are fewer | fitdecode (s) | ours (s) | "
        "times faster |\n|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        f"| {len(files)} | {sum(map(len, files)) / 1e6:.1f} | {sum(theirs)} | {sum(mine)} | {fewer} | {oracle:.2f} | "
        f"{ours:.3f} | {oracle / ours:.0f} |\n"
    )


def reviewing() -> str:
    """Reviews of one hour at one sample a second, without reading."""
    late = tuple((start + 300, end + 300) for start, end in FOUR)
    bpm = pulse(late, 3600)
    recording = Recording(FileFormat.FIT, None, np.arange(3600.0), bpm)
    lines = [
        "| review of 60 min at 1 Hz | processor time, median (ms) | 95th percentile (ms) |",
        "|---|---:|---:|",
    ]
    for name, plan in (("plan known", four_by_four()), ("plan unknown", None)):
        times = []
        for _ in range(200):
            begun = time.process_time()  # one thread; others on the machine do not count
            analyse(recording, plan, predict_hr_max(35))
            times.append(1000 * (time.process_time() - begun))
        lines.append(f"| {name} | {statistics.median(times):.2f} | {np.percentile(times, 95):.2f} |")
    return "\n".join(lines) + "\n"


def _memory(process: psutil.Process) -> float:
    """Memory of a process and its children, in MB."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


def many(counts: Sequence[int]) -> str:
    """The command over folders of many files; files share their bytes, so that the disk need not hold them all."""
    different = written(DIFFERENT)
    lines = [
        "| files | samples | seconds | files a second | highest memory, all processes (MB) |",
        "|---:|---:|---:|---:|---:|",
    ]
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            for number, data in enumerate(different):
                Path(folder, f"{number:05}.fit").write_bytes(data)
            for number in range(DIFFERENT, count):
                Path(folder, f"{number:05}.fit").hardlink_to(Path(folder, f"{number % DIFFERENT:05}.fit"))
            command = [str(Path(sys.executable).parent / "medgang"), "recording", folder, "--age", "35"]
            begun = time.perf_counter()
            running = subprocess.Popen(
                [*command, "--plan", "four-by-four", "--json"], stdout=subprocess.DEVNULL
            )
            watched, highest = psutil.Process(running.pid), 0.0
            while running.poll() is None:
                highest = max(highest, _memory(watched))
                time.sleep(0.1)
            passed = time.perf_counter() - begun
            assert running.returncode == 0
        lines.append(f"| {count} | {count * 3600} | {passed:.1f} | {count / passed:.0f} | {highest:.0f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Everything, as Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    chosen = parser.parse_args()
    say = sys.stdout.write
    say(f"Files written for this benchmark\n\n{reading(written(20))}\n")
    if chosen.data is not None:
        real = [path.read_bytes() for path in sorted(chosen.data.rglob("*")) if path.suffix.lower() == ".fit"]
        say(f"Real files\n\n{reading(real)}\n")
    say(f"{reviewing()}\n")
    say(many([chosen.files // 10, chosen.files]))


if __name__ == "__main__":
    main()
