"""Recalculation by somebody else's program: LibreOffice headless, with a profile of its own per run.

By default it believes the values that a file brings along; the profile says to calculate every formula anew
on loading. A test of this module shows that it does.
"""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TIMEOUT_S = 240
_ALWAYS = (
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
    'oor:op="fuse"><value>0</value></prop></item>'
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    f"{_ALWAYS}</oor:items>\n"
)


def converted(content: bytes, folder: Path, to: str = "xlsx") -> bytes:
    """Return the workbook ``content`` as LibreOffice writes it after calculating every formula anew."""
    return all_converted({"in": content}, folder, to)["in"]


def all_converted(contents: dict[str, bytes], folder: Path, to: str = "xlsx") -> dict[str, bytes]:
    """Return each workbook as :func:`converted` does, by the same name: LibreOffice is started once for them all."""
    assert SOFFICE is not None
    profile, target = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    for name, content in contents.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    command = [
        SOFFICE, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", to, "--outdir", str(target), *(str(folder / f"{name}.xlsx") for name in contents),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    written = {name: target / f"{name}.{to}" for name in contents}
    assert all(one.exists() for one in written.values()), done.stdout + done.stderr
    found = {name: one.read_bytes() for name, one in written.items()}
    shutil.rmtree(target)
    return found


def opened(content: bytes, *, values: bool) -> Any:
    """Return the openpyxl workbook of ``content``: with the stored values, or with formulas."""
    from openpyxl import load_workbook

    return load_workbook(BytesIO(content), data_only=values)
