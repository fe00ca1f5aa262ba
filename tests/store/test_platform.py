"""What differs between systems, with the Windows branch forced where this system can follow it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.store import platform

pytestmark = pytest.mark.fast


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "WINDOWS", True)
    monkeypatch.setattr(platform, "_pause", lambda seconds: None)


def test_a_replaced_file_that_others_read_is_tried_again_on_windows(tmp_path, monkeypatch, on_windows):
    source, target = tmp_path / "new", tmp_path / "old"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    refusals = iter([True, True, False])
    really = Path.replace

    def replace(self, other):
        if next(refusals):
            raise PermissionError(errno.EACCES, "in use")
        return really(self, other)

    monkeypatch.setattr(Path, "replace", replace)
    platform.replace(source, target)
    assert target.read_bytes() == b"new"


def test_it_gives_up_after_three_seconds_and_leaves_both(tmp_path, monkeypatch, on_windows):
    source, target = tmp_path / "new", tmp_path / "old"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    seconds = iter(range(100))
    monkeypatch.setattr(platform.time, "monotonic", lambda: float(next(seconds)))

    def replace(self, other):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PermissionError):
        platform.replace(source, target)
    assert (source.read_bytes(), target.read_bytes()) == (b"new", b"old")
    assert next(seconds) <= 6


def test_elsewhere_a_refusal_is_final(tmp_path, monkeypatch):
    asked = []

    def replace(self, other):
        asked.append(other)
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PermissionError):
        platform.replace(tmp_path / "a", tmp_path / "b")
    assert len(asked) == 1


def test_windows_syncs_whole_files_and_no_folders(tmp_path, monkeypatch, on_windows):
    synced = []
    monkeypatch.setattr(platform.os, "fsync", synced.append)
    monkeypatch.setattr(
        platform.os, "fdatasync", lambda descriptor: pytest.fail("not there on Windows"), raising=False
    )
    platform.sync_contents(7)
    platform.sync_folder(tmp_path / "nowhere")
    assert synced == [7]


def test_a_folder_that_cannot_be_synced_is_the_servers_business(tmp_path, monkeypatch):
    def fsync(descriptor):
        raise OSError(errno.EINVAL, "shares say this")

    monkeypatch.setattr(platform.os, "fsync", fsync)
    platform.sync_folder(tmp_path)


def test_a_failing_disk_is_not_overlooked(tmp_path, monkeypatch):
    def fsync(descriptor):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(platform.os, "fsync", fsync)
    with pytest.raises(OSError, match="broken"):
        platform.sync_folder(tmp_path)


@pytest.mark.parametrize("windows", [False, True])
def test_only_one_claims_a_name(tmp_path, monkeypatch, windows):
    monkeypatch.setattr(platform, "WINDOWS", windows)
    if windows:  # rename refuses an existing target there

        def rename(self, target):
            if target.exists():
                raise FileExistsError(errno.EEXIST, "exists")
            self.replace(target)

        monkeypatch.setattr(Path, "rename", rename)
    for name in "ab":
        (tmp_path / name).write_text(name)
    assert platform.claim(tmp_path / "a", tmp_path / "lock")
    assert not platform.claim(tmp_path / "b", tmp_path / "lock")
    assert (tmp_path / "lock").read_text() == "a"


def test_a_share_without_hard_links_still_has_one_winner(tmp_path, monkeypatch):
    def link(source, target):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(platform.os, "link", link)
    for name in "ab":
        (tmp_path / name).write_text(name)
    assert platform.claim(tmp_path / "a", tmp_path / "lock")
    assert not platform.claim(tmp_path / "b", tmp_path / "lock")
    assert (tmp_path / "lock").read_text() == "a"


def test_this_process_lives_and_an_ended_one_does_not():
    start = platform.process_start(os.getpid())
    assert start
    assert platform.is_alive(os.getpid(), start)
    assert platform.is_alive(os.getpid(), None)
    assert not platform.is_alive(os.getpid(), f"{start}0")  # the number was given to somebody else
    with subprocess.Popen([sys.executable, "-c", "pass"]) as ended:
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
        assert not platform.is_alive(
            ended.pid, platform.process_start(ended.pid)
        )  # nobody asked about it yet
    assert not platform.is_alive(ended.pid, None)


def test_without_the_systems_answer_nobody_is_declared_dead(on_windows):
    assert platform.is_alive(os.getpid(), "anything")
    assert platform.process_start(os.getpid()) is None


def test_state_is_for_this_user_alone(tmp_path):
    folder = tmp_path / "state" / "journals"
    (tmp_path / "state").mkdir(mode=0o755)
    platform.make_private_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    platform.make_private_folder(tmp_path / "state")
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700
