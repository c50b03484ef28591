"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from tests import chromium


def line() -> str:
    """Cores, processor, Chromium, Python and Streamlit, in one line."""
    parts = [f"{os.cpu_count()} cores", processor(), browser(), f"Python {platform.python_version()}"]
    return "Machine: " + ", ".join([*parts, f"Streamlit {version('streamlit')}", f"SymPy {version('sympy')}"])


def load() -> str:
    """How many processes wanted a core during the last minute: above the number of cores the figures suffer."""
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"


def processor() -> str:
    """The processor's name where the system tells it."""
    try:
        rows = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        rows = []
    names = [row.partition(":")[2].strip() for row in rows if row.startswith("model name")]
    return names[0] if names else platform.machine()


def browser() -> str:
    """What the browser says that it is, such as Chromium 156.0.8078.79."""
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.remedy())
    answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return " ".join(answer.stdout.split()[:2]) or "a browser that does not tell its version"
