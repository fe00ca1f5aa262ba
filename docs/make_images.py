"""Make the README's pictures from the Swedish sample: ``python docs/make_images.py``.

Needs pdftoppm (poppler-utils) and soffice (LibreOffice); the page of questions and answers also needs Chromium and
is left as it is where there is none.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
IMAGES = HERE / "images"
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def run(*command: str | Path) -> None:
    """Run ``command``; its output is shown only when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr or done.stdout}")


def page(pdf: Path, words: str, image: str, width: int = 900) -> None:
    """Write the first page of ``pdf`` that starts with ``words`` below its head as a picture ``width`` pixels wide."""
    from pypdf import PdfReader

    texts = [one.extract_text() for one in PdfReader(pdf).pages]
    number = 1 + next(at for at, text in enumerate(texts) if words in text[:200])
    target = IMAGES / image
    run("pdftoppm", "-png", "-f", str(number), "-l", str(number), "-singlefile",
        "-scale-to-x", str(width), "-scale-to-y", "-1", pdf, target.with_suffix(""))  # fmt: skip


def main() -> None:
    """Export the sample and picture one page of each main document."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sample, out = work / "sample.rosa", work / "out"
        program = (sys.executable, "-m", "workbench", "--language", "sv")
        run(*program, "new", sample, "--template", "se")
        run(*program, "export", sample, "--out", out)
        page(out / "agreements" / "agreement-tekniska-forvaltningen.pdf", "Bilaga 1:", "agreement.png")
        shutil.copy(
            out / "processes" / "process-parkeringstillstand-for-rorelsehindrad.png", IMAGES / "process.png"
        )
        shutil.copy(out / "network" / "handoffs.png", IMAGES / "handoffs.png")
        run("soffice", f"-env:UserInstallation=file://{work}/office", "--headless", "--convert-to", "pdf",
            "--outdir", work, out / "costs.xlsx")  # fmt: skip
        page(work / "costs.pdf", "Budget", "costs.png")
        browser = shutil.which("chromium") or shutil.which("chromium-browser")
        if browser:
            target = f"--screenshot={IMAGES / 'faq.png'}"
            site = (out / "faq" / "index.html").as_uri()
            run(browser, *CHROMIUM, f"--user-data-dir={work}/browser", "--window-size=900,700", target, site)
    print(f"Pictures in {IMAGES}")


if __name__ == "__main__":
    main()
