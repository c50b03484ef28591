"""Finds the Chromium that the browser tests drive; run as a program, installs one where that is simple."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Beside the browser a font with Greek letters and mathematical signs: a server often has none at all.
INSTALLERS = {
    "apt-get": [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "chromium", "fonts-dejavu-core"],
    ],
    "dnf": [["dnf", "install", "-y", "-q", "chromium", "dejavu-sans-fonts"]],
    "pacman": [["pacman", "-Sy", "--noconfirm", "chromium", "ttf-dejavu"]],
    "brew": [["brew", "install", "--cask", "chromium"]],
}
FLAGS = (
    "--no-sandbox",  # Chromium refuses to start as root, as in a container, with its sandbox on
    "--disable-dev-shm-usage",  # a container's /dev/shm of 64 MB makes tabs crash
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No other host can be reached: whatever a page would fetch from outside fails, and so does its test.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def find() -> str | None:
    """The path of a browser: $CHROMIUM, then PATH, then macOS, then Playwright's own; else None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for command in COMMANDS:
        if path := shutil.which(command):
            return path
    for path in MAC_APPLICATIONS:
        if os.access(path, os.X_OK):
            return path
    return playwrights_own()


def playwrights_own() -> str | None:
    """The browser that `python -m playwright install chromium` leaves, if someone has run it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def installation() -> list[list[str]]:
    """The commands that install a Chromium here without asking anyone anything; empty when there are none."""
    for program, commands in INSTALLERS.items():
        if not shutil.which(program):
            continue
        if program == "brew" or os.geteuid() == 0:
            return commands
        if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
            return [["sudo", "-n", *command] for command in commands]
    return []


def remedy() -> str:
    """What a person has to do when no browser was found and none could be installed."""
    if os.environ.get("CHROMIUM"):
        return f"CHROMIUM={os.environ['CHROMIUM']} is no program that can be run. Correct it or unset it."
    return (
        "The browser tests need Chromium or Chrome, and found none. Install one:\n"
        "    Debian:      sudo apt-get install chromium fonts-dejavu-core\n"
        "    Fedora:      sudo dnf install chromium dejavu-sans-fonts\n"
        "    Arch:        sudo pacman -S chromium ttf-dejavu\n"
        "    macOS:       brew install --cask chromium\n"
        "    anywhere:    .venv/bin/python -m playwright install --with-deps chromium\n"
        "or name one: CHROMIUM=/path/to/chromium make test"
    )


def main() -> int:
    """Exit status 0 once there is a browser, 1 with the remedy on stderr otherwise."""
    if find():
        return 0
    if not os.environ.get("CHROMIUM"):
        for command in installation():
            print("Installing a browser for the tests (once):", " ".join(command), flush=True)
            environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(command, stdin=subprocess.DEVNULL, env=environment, check=False)
        if find():
            return 0
    print(remedy(), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
