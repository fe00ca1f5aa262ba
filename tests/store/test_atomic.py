"""A written file is the old one or the new one, and never something between."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.support.powercut import SimulatedDisk
from workbench.store.atomic import NotWritten, remove_leftovers, write_atomically
from workbench.store.disk import Disk

pytestmark = pytest.mark.fast


def test_the_new_contents_replace_the_old(tmp_path):
    target = tmp_path / "plan.rosa"
    target.write_bytes(b"old")
    assert write_atomically(Disk(), target, [b"ne", b"w"]) == target
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.rosa"]


def test_colleagues_keep_their_rights(tmp_path):
    target = tmp_path / "plan.rosa"
    target.write_bytes(b"old")
    target.chmod(0o664)
    write_atomically(Disk(), target, [b"new"])
    assert target.stat().st_mode & 0o777 == 0o664


def test_nobody_reads_along_while_a_file_is_written(tmp_path):
    modes = []

    class Watched(Disk):
        def copy_mode(self, source, target):
            modes.append(target.stat().st_mode & 0o777)
            super().copy_mode(source, target)

    target = tmp_path / "plan.rosa"
    target.write_bytes(b"old")
    target.chmod(0o600)
    write_atomically(Watched(), target, [b"new"])
    assert modes == [0o600]
    assert target.stat().st_mode & 0o777 == 0o600


def test_private_files_are_for_this_user_alone(tmp_path):
    write_atomically(Disk(), tmp_path / "journal", [b"x"], private=True)
    assert (tmp_path / "journal").stat().st_mode & 0o777 == 0o600


def test_what_somebody_else_wrote_stays_and_ours_goes_beside_it(tmp_path):
    target = tmp_path / "plan.rosa"
    target.write_bytes(b"theirs")
    assert (
        write_atomically(Disk(), target, [b"ours"], is_ours=lambda: False)
        == tmp_path / "plan (conflict 1).rosa"
    )
    assert (
        write_atomically(Disk(), target, [b"more"], is_ours=lambda: False)
        == tmp_path / "plan (conflict 2).rosa"
    )
    assert target.read_bytes() == b"theirs"
    assert (tmp_path / "plan (conflict 1).rosa").read_bytes() == b"ours"


def test_bytes_that_come_back_different_are_not_put_in_place(tmp_path):
    class Lying(Disk):
        def read_chunks(self, path, limit_bytes=None):
            yield b"something else"

    target = tmp_path / "plan.rosa"
    target.write_bytes(b"old")
    with pytest.raises(NotWritten, match="read back"):
        write_atomically(Lying(), target, [b"new"])
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_target_in_use_gets_a_side_file_that_the_message_names(tmp_path):
    class Busy(Disk):
        def replace(self, source, target):
            if target.name == "plan.rosa":
                raise PermissionError(errno.EACCES, "in use")
            super().replace(source, target)

    target = tmp_path / "plan.rosa"
    target.write_bytes(b"old")
    with pytest.raises(NotWritten) as refused:
        write_atomically(Busy(), target, [b"new"])
    side_file = refused.value.side_file
    assert side_file is not None
    assert side_file.read_bytes() == b"new"
    assert str(side_file) in str(refused.value)
    assert target.read_bytes() == b"old"


def test_at_every_failing_step_the_old_or_the_new_is_there():
    target = Path("/p/plan.rosa")
    for k in range(1, 30):
        disk = SimulatedDisk({target: b"old"})
        disk.problem_at = lambda step, k=k: OSError(errno.ENOSPC, "disk full") if step == k else None
        try:
            write_atomically(disk, target, [b"new"])
        except NotWritten as refused:
            assert "disk full" in str(refused)
        assert disk.read(target) in (b"old", b"new")
        disk.problem_at = lambda step: None
        write_atomically(disk, target, [b"newer"])
        assert disk.read(target) == b"newer"


def test_leftovers_of_a_killed_process_are_tidied_up(tmp_path):
    for name in (".plan.rosa.12ab34cd.tmp", "plan.rosa", ".other.rosa.12ab34cd.tmp", "plan.rosa.tmp"):
        (tmp_path / name).touch()
    remove_leftovers(Disk(), tmp_path / "plan.rosa")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".other.rosa.12ab34cd.tmp",
        "plan.rosa",
        "plan.rosa.tmp",
    ]
