"""Gives away, for the rest of this process, what a reader never needs: network, programs, processes, writing to files.

A filter of system calls (seccomp, Linux) that no process can take off again. Where the kernel has none, or on another
kind of machine, the limits of memory, time and file size stand alone; ``seal_off`` says which of the two it is.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
#: Calls of the half-forgotten 32-bit way into a 64-bit kernel have this bit, and would go around the list.
_OTHER_WAY = 0x40000000
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000  # refuse with EPERM

#: For each machine its number in the kernel and the calls that are refused: socket, socketpair, connect, bind, listen,
#: accept, sendto, sendmsg, clone, fork, vfork, clone3, execve, execveat, kill, tkill, tgkill, ptrace, unlink, rename,
#: mkdir, symlink, link, chmod, mknod, chown and their newer forms, truncate, ftruncate, fallocate, reading another
#: process, io_uring, and openat2, whose flags no filter can read.
_MACHINES: dict[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (
        0xC000003E,
        (41, 42, 43, 44, 46, 49, 50, 53, 56, 57, 58, 59, 62, 76, 77, 82, 83, 84, 85, 86, 87, 88, 90, 92, 101, 133, 200,
         234, 258, 259, 260, 263, 264, 265, 266, 268, 285, 288, 310, 311, 316, 322, 425, 435, 437),
    ),
    "aarch64": (
        0xC00000B7,
        (33, 34, 35, 36, 37, 38, 45, 46, 47, 53, 54, 117, 129, 130, 131, 198, 199, 200, 201, 202, 203, 206, 211, 220,
         221, 242, 270, 271, 276, 281, 425, 435, 437),
    ),
}  # fmt: skip
#: For each machine the calls that open a file, each with the place of its flags among what it is given.
_OPENING: dict[str, tuple[tuple[int, int], ...]] = {"x86_64": ((2, 1), (257, 2)), "aarch64": ((56, 2),)}
#: Flags of an opening that could change a file: to write, to read and write, to create, to empty, to append.
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FLAGS_LIE_AT, _BYTES_OF_ONE = 16, 8


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_void_p)]


def seal_off() -> bool:
    """Refuse those calls from now on; False where this kernel or machine cannot."""
    if platform.system() != "Linux" or platform.machine() not in _MACHINES:
        return False
    steps = b"".join(_steps(*_MACHINES[platform.machine()], _OPENING[platform.machine()]))
    held = ctypes.create_string_buffer(steps, len(steps))
    program = _Program(len(steps) // 8, ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _steps(machine: int, refused: tuple[int, ...], opening: tuple[tuple[int, int], ...]) -> list[bytes]:
    """Another machine's calls end the process; refused calls, and opening to write, jump to the refusal at the end."""
    openings = _openings(opening)
    count = len(refused) + len(openings)
    steps = [_step(_LOAD, 0, 0, 4), _step(_EQUAL, 1, 0, machine), _step(_RETURN, 0, 0, _KILL), _step(_LOAD, 0, 0, 0)]
    steps += [_step(_AT_LEAST, count + 1, 0, _OTHER_WAY)]
    steps += [_step(_EQUAL, count - place, 0, number) for place, number in enumerate(refused)]
    return [*steps, *openings, _step(_RETURN, 0, 0, _ALLOW), _step(_RETURN, 0, 0, _REFUSE)]


def _openings(opening: tuple[tuple[int, int], ...]) -> list[bytes]:
    """Three steps for each call that opens: is it that, what are its flags, does one of them mean writing."""
    steps: list[bytes] = []
    for after, (number, place) in zip(reversed(range(len(opening))), opening, strict=True):
        steps += [
            _step(_EQUAL, 0, 2, number),
            _step(_LOAD, 0, 0, _FLAGS_LIE_AT + _BYTES_OF_ONE * place),
            _step(_ANY_BIT, 3 * after + 1, 3 * after, _TO_WRITE),
        ]
    return steps


def _step(code: int, if_so: int, if_not: int, value: int) -> bytes:
    return struct.pack("HBBI", code, if_so, if_not, value)
