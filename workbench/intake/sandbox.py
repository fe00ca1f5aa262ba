"""Run a reading function in a child process with limits, so that a hostile file can only end the child.

The child gets a function by name and plain values, and answers with one JSON text. Nothing it
sends is executed or unpickled here: a parser that was taken over cannot reach further than its
own process. Limits on memory and processor time exist on POSIX systems; on Windows only the time
limit of the parent holds.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from workbench.intake.errors import IntakeError, cannot_open
from workbench.model.text import N_, Message, message

Json = Any
"""What JSON can hold: None, bool, int, float, str, lists, and objects with string keys."""

MEMORY_MB = 512
SECONDS = 30.0
_MARK = b"\x1eROSA "
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]);"
    "from workbench.intake.sandbox import answer; answer()"
)


def run_limited(
    function: Callable[..., Json], *arguments: Json, memory_mb: int = MEMORY_MB, seconds: float = SECONDS
) -> Json:
    """Return ``function(*arguments)``, computed in a child process with limits.

    ``function`` is a module's own function; arguments and result are what JSON can hold (tuples
    come back as lists). Raises the :class:`IntakeError` that the function raises; a crash, a
    memory overrun and a timeout become one with a remedy. On Windows ``memory_mb`` is not enforced.
    """
    request = json.dumps(
        {
            "module": function.__module__,
            "name": function.__qualname__,
            "arguments": arguments,
            "memory_mb": memory_mb,
            "seconds": seconds,
        }
    )
    command = [sys.executable, "-I", "-X", "utf8", "-c", _START, json.dumps(sys.path)]
    # The answer goes to an unnamed file, not a pipe: endless writing then ends at the child's own limit.
    with tempfile.TemporaryFile() as said:
        try:
            code = _wait(command, request, said, seconds)
        except subprocess.TimeoutExpired:
            raise _too_slow(seconds) from None
        said.seek(0)
        return _result(said.read(), code, memory_mb, seconds)


def _wait(command: list[str], request: str, said: IO[bytes], seconds: float) -> int:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(  # noqa: S603 - our own interpreter with our own program text
        command, stdin=subprocess.PIPE, stdout=said, stderr=subprocess.DEVNULL, env=environment
    ) as child:
        try:
            child.communicate(request.encode(), timeout=seconds)
        except BaseException:
            child.kill()
            raise
    return child.returncode


def _result(said: bytes, code: int, memory_mb: int, seconds: float) -> Json:
    _, mark, text = said.rpartition(_MARK)
    try:
        answer = json.loads(text) if mark else {}
    except ValueError:
        answer = {}
    if "result" in answer:
        return answer["result"]
    if "what" in answer:
        raise IntakeError(_message(answer["what"]), _message(answer["remedy"]))
    if "memory" in answer:
        raise IntakeError(
            message(N_("The file needs more than {limit} MB of memory to be read."), limit=memory_mb),
            message(N_("Split it into smaller files, or ask for it without pictures and unused columns.")),
        )
    if code == -_signal_of_processor_limit():
        raise _too_slow(seconds)
    raise IntakeError(
        message(
            N_("The program part that reads the file stopped ({reason})."), reason=answer.get("crash", code)
        ),
        message(N_("The file is probably damaged: open it in the program that made it and save it again.")),
    )


def _too_slow(seconds: float) -> IntakeError:
    return IntakeError(
        message(N_("The file was not read within {limit} seconds."), limit=round(seconds)),
        message(N_("Split it into smaller files and read them one at a time.")),
    )


def _message(said: dict[str, Any]) -> Message:
    return Message(str(said["text"]), dict(said["values"]))


def answer() -> None:
    """Do one request from standard input and write the answer: what the child process runs."""
    said = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not mix with the answer
    request = json.loads(sys.stdin.buffer.read())
    limit_this_process(request["memory_mb"], request["seconds"])
    gc.set_threshold(100_000)  # rows of cells make no cycles; looking for them costs a tenth of the time
    try:
        function = getattr(importlib.import_module(request["module"]), request["name"])
        reply = json.dumps({"result": function(*request["arguments"])}, allow_nan=False)
    except IntakeError as error:
        reply = json.dumps({"what": _plain(error.what), "remedy": _plain(error.remedy)})
    except MemoryError:
        reply = json.dumps({"memory": True})
    except Exception as error:  # noqa: BLE001 - the parent turns every failure of a reader into one message
        reply = json.dumps({"crash": type(error).__name__})
    said.write(_MARK + reply.encode())
    said.flush()


def _plain(what: Message) -> dict[str, Any]:
    plain = {
        key: value if isinstance(value, int | float | str) else str(value)
        for key, value in what.values.items()
    }
    return {"text": what.text, "values": plain}


def limit_this_process(memory_mb: int, seconds: float, platform: str = sys.platform) -> bool:
    """Limit memory, processor time and writing of this process; return whether the system can."""
    if platform == "win32":
        return False
    import resource  # exists on POSIX only

    wanted = {
        resource.RLIMIT_AS: memory_mb * 1024 * 1024,
        resource.RLIMIT_CPU: int(seconds) + 1,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_FSIZE: memory_mb * 1024 * 1024,  # the answer is a file too
    }
    for kind, limit in wanted.items():
        _, hard = resource.getrlimit(kind)
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        with contextlib.suppress(ValueError, OSError):  # a system may know a limit and not enforce it
            resource.setrlimit(kind, (allowed, allowed))
    return True


def _signal_of_processor_limit() -> int:
    import signal

    return int(getattr(signal, "SIGXCPU", 0))


def size_checked(path: Path, limit_mb: int) -> int:
    """Return the size of ``path`` in bytes; an IntakeError when it is no file or larger than ``limit_mb``."""
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise cannot_open(path, error) from error
    if size > limit_mb * 1024 * 1024:
        raise IntakeError(
            message(N_("{file} is larger than {limit} MB."), file=path.name, limit=limit_mb),
            message(N_("Split it into smaller files and read them one at a time.")),
        )
    return size
