"""Every system call of the store that differs between systems, so that there is one place to look.

Each function asks :data:`WINDOWS` when it is called; the tests force that branch on other systems.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

WINDOWS = os.name == "nt"

RETRY_S = 3.0
_SHARING_ERRORS = {5, 32, 33}  # access denied, sharing violation, lock violation
_pause = time.sleep


def sync_contents(descriptor: int) -> None:
    """Return when the contents (and length) of an open file are on the disk, or raise OSError."""
    if WINDOWS or not hasattr(os, "fdatasync"):
        os.fsync(descriptor)
    else:
        os.fdatasync(descriptor)


def sync_file(descriptor: int) -> None:
    """Return when contents and attributes of an open file are on the disk, or raise OSError."""
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names in ``folder`` are on the disk; Windows writes them through by itself.

    Some network shares refuse to sync a folder; there the server decides, and nothing can be done here.
    """
    if WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


def replace(source: Path, target: Path) -> None:
    """Put ``source`` in the place of ``target`` in one step; on Windows try again while others read it.

    Virus scanners and previews open files there without sharing them, mostly for an instant: about
    three seconds of trying, then OSError and both files as they were.
    """
    gives_up_at = time.monotonic() + RETRY_S
    while True:
        try:
            source.replace(target)
        except OSError as problem:
            sharing = (
                isinstance(problem, PermissionError) or getattr(problem, "winerror", None) in _SHARING_ERRORS
            )
            if not (WINDOWS and sharing) or time.monotonic() >= gives_up_at:
                raise
            _pause(0.05)
        else:
            return


def claim(source: Path, target: Path) -> bool:
    """Give ``source`` the name ``target`` if nothing has it; tell whether that happened. One winner only."""
    try:
        if WINDOWS:
            source.rename(target)  # refused there when the target exists
            return True
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError as problem:
        if problem.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}:
            raise
        return _claim_without_links(source, target)
    source.unlink()
    return True


def _claim_without_links(source: Path, target: Path) -> bool:
    """The same on shares that know no hard links."""
    try:
        descriptor = os.open(target, open_flags(new=True), 0o666)
    except FileExistsError:
        return False
    try:
        os.write(descriptor, source.read_bytes())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    source.unlink()
    return True


def open_flags(*, new: bool) -> int:
    """Return the flags for a file that is written: a new one, or appended to an existing one."""
    flags = os.O_WRONLY | (os.O_CREAT | os.O_EXCL if new else os.O_APPEND)
    return flags | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` for this user alone; on Windows the user's profile already is."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    if not WINDOWS and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def machine() -> str:
    """Return a name for this machine that another one with the same host name does not share."""
    return f"{socket.gethostname()}/{_machine_id()}"


def _machine_id() -> str:
    if WINDOWS:
        with suppress(ImportError, OSError):
            winreg = importlib.import_module("winreg")
            key = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography")
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    with suppress(OSError):
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    return ""


def process_start(pid: int) -> str | None:
    """Return when process ``pid`` of this machine started, in the system's own words; None: unknown.

    A number given again to another process, also after a restart of the machine, has another start.
    """
    if WINDOWS:
        return _windows_start(pid)
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return _start_by_ps(pid)
    return f"{boot}/{stat.rpartition(')')[2].split()[19]}"


def _start_by_ps(pid: int) -> str | None:
    with suppress(OSError, subprocess.SubprocessError):
        answer = subprocess.run(  # noqa: S603 - a number and nothing a user typed
            ["/bin/ps", "-o", "lstart=", "-p", str(int(pid))],
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
        return answer.stdout.strip() or None
    return None


def _windows_start(pid: int) -> str | None:
    kernel: Any = _kernel32()
    if kernel is None:
        return None
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return None
    times = [ctypes.c_ulonglong() for _ in range(4)]
    try:
        known = kernel.GetProcessTimes(handle, *(ctypes.byref(value) for value in times))
        return str(times[0].value) if known else None
    finally:
        kernel.CloseHandle(handle)


def is_alive(pid: int, start: str | None) -> bool:
    """Tell whether the process that had ``pid`` since ``start`` may still run; False only with proof."""
    if WINDOWS:
        return _windows_is_alive(pid, start)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # it exists, and belongs to somebody else
    if _has_ended(pid):
        return False
    now = process_start(pid)
    return start is None or now is None or now == start


def _has_ended(pid: int) -> bool:
    """Tell whether ``pid`` is a process that ended and that nobody has asked about yet."""
    with suppress(OSError, IndexError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rpartition(")")[2].split()[0] in {"Z", "X"}
    return False


def _windows_is_alive(pid: int, start: str | None) -> bool:
    kernel: Any = _kernel32()
    if kernel is None:
        return True
    handle = kernel.OpenProcess(0x1000, False, pid)
    if not handle:
        return bool(kernel.GetLastError() != 87)  # ERROR_INVALID_PARAMETER: there is no such process
    code = ctypes.c_ulong()
    try:
        runs = not kernel.GetExitCodeProcess(handle, ctypes.byref(code)) or code.value == 259  # STILL_ACTIVE
    finally:
        kernel.CloseHandle(handle)
    now = _windows_start(pid)
    return runs and (start is None or now is None or now == start)


def _kernel32() -> Any:
    windll = getattr(ctypes, "windll", None)
    return None if windll is None else windll.kernel32


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the system's own lock on ``path`` meanwhile; it falls away by itself when a process ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if WINDOWS:
            msvcrt: Any = importlib.import_module("msvcrt")
            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        else:
            fcntl = importlib.import_module("fcntl")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
