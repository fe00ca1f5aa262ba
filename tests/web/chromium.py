"""Headless Chromium, asked over a pair of pipes in its own protocol: no driver and no package between.

Keys that are sent here go the way of a real key press (the browser's input, not the page's events), so that
moving the focus, typing and following a link are what a person would see.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE_S = 60.0
_KEYS = {
    "Tab": (9, ""),
    "Enter": (13, "\r"),
    "Escape": (27, ""),
    "Space": (32, " "),
    "ArrowDown": (40, ""),
    "End": (35, ""),
}
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)

_START = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
os.dup2(ends[0], 3)
os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Puts the two pipes where Chromium looks for them, and becomes Chromium."""


def program() -> str | None:
    """Return where Chromium is, None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


class Chromium:
    """One browser with one page. ``requests`` are the addresses the page asked for since it was opened."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="chromium-"))
        to_child, self._write = os.pipe()
        self._read, from_child = os.pipe()
        flags = [*_FLAGS, f"--user-data-dir={self._folder}"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")  # it refuses to start for root otherwise
        start = [sys.executable, "-S", "-c", _START, str(to_child), str(from_child), str(program())]
        self._process = subprocess.Popen(
            [*start, *flags, "about:blank"],
            pass_fds=(to_child, from_child),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_child)
        os.close(from_child)
        os.set_blocking(self._read, False)
        self._number, self._kept, self._session = 0, b"", ""
        self._events: list[dict[str, Any]] = []
        targets = self.ask("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in targets if one["type"] == "page")
        self._session = self.ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "Accessibility"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return the browser's answer to ``method``; what it tells unasked meanwhile is kept."""
        self._number += 1
        said = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            said["sessionId"] = self._session
        os.write(self._write, json.dumps(said).encode() + b"\0")
        while True:
            heard = self._hear()
            if heard.get("id") == self._number:
                assert "error" not in heard, heard["error"]
                return dict(heard["result"])
            self._events.append(heard)

    def _hear(self) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE_S
        while b"\0" not in self._kept:
            assert self._process.poll() is None, "Chromium ended"
            assert time.monotonic() < until, "Chromium does not answer"
            try:
                self._kept += os.read(self._read, 1 << 20)
            except BlockingIOError:
                _wait(self._read)
        one, _, self._kept = self._kept.partition(b"\0")
        return dict(json.loads(one))

    def _wait_for(self, event: str) -> None:
        while not any(one.get("method") == event for one in self._events):
            self._events.append(self._hear())

    def open(self, path: Path, anchor: str = "") -> None:
        """Open a file as a page and wait until it has loaded."""
        self._events.clear()
        self.ask("Page.navigate", url="about:blank")
        self._wait_for("Page.loadEventFired")
        self._events.clear()
        self.ask("Page.navigate", url=path.as_uri() + (f"#{anchor}" if anchor else ""))
        self._wait_for("Page.loadEventFired")

    def follow(self, key: str) -> None:
        """Press a key that leads to another page, and wait until that has loaded."""
        self._events.clear()
        self.press(key)
        self._wait_for("Page.loadEventFired")

    @property
    def requests(self) -> list[str]:
        """What was asked for since the page was opened: the page itself and whatever it fetched."""
        asked = [one for one in self._events if one.get("method") == "Network.requestWillBeSent"]
        return [one["params"]["request"]["url"] for one in asked]

    @property
    def problems(self) -> list[str]:
        """What the page's program stumbled over, and what its own rules (CSP) held back."""
        self.js("0")  # whatever was told before this has been heard after it
        thrown = [one for one in self._events if one.get("method") == "Runtime.exceptionThrown"]
        logged = [one for one in self._events if one.get("method") == "Log.entryAdded"]
        return [json.dumps(one["params"]) for one in (*thrown, *logged)]

    def js(self, expression: str, *, waits: bool = False) -> Any:
        """Return the value of ``expression`` in the page; a promise is waited for when ``waits``."""
        answer = self.ask(
            "Runtime.evaluate",
            expression=expression,
            returnByValue=True,
            awaitPromise=waits,
            userGesture=True,
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press and let go of a key as a person does."""
        code, text = _KEYS[key]
        name = " " if key == "Space" else key
        common = {"key": name, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        kind = "keyDown" if text else "rawKeyDown"
        self.ask("Input.dispatchKeyEvent", type=kind, **common, **({"text": text} if text else {}))
        self.ask("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text: str) -> None:
        """Type ``text`` letter by letter into what has the focus."""
        for letter in text:
            self.ask("Input.dispatchKeyEvent", type="keyDown", key=letter, text=letter)
            self.ask("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def width(self, px: int, height: int = 800) -> None:
        """Make the page ``px`` wide, as on a phone or a desk."""
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=px, height=height, deviceScaleFactor=1, mobile=False
        )

    def scheme(self, name: str) -> None:
        """Say whether the reader's device is set to "light" or "dark"."""
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def scripts(self, *, are_run: bool) -> None:
        """Switch the page's scripts on or off, from the next page on."""
        self.ask("Emulation.setScriptExecutionDisabled", value=not are_run)

    def read_aloud(self) -> str:
        """Return what a screen reader is told of the page: names of everything that is not ignored."""
        nodes = self.ask("Accessibility.getFullAXTree")["nodes"]
        names = [one.get("name", {}).get("value", "") for one in nodes if not one["ignored"]]
        return "\n".join(name for name in names if name)

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """Write the page as a PNG file."""
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def printed(self) -> bytes:
        """Return the page as it is printed, a PDF."""
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True)["data"])

    def close(self) -> None:
        """End the browser and remove what it kept."""
        self._session = ""
        try:
            self.ask("Browser.close")
        except (AssertionError, OSError):
            self._process.kill()
        self._process.wait(30)
        os.close(self._write)
        os.close(self._read)
        shutil.rmtree(self._folder, ignore_errors=True)


def _wait(handle: int) -> None:
    import select

    select.select([handle], [], [], 1.0)
