"""System calls that the sandbox does not have: such that strace does not see, and such that no plugin needs.

io_uring opens files and connects without a system call of its own for each, so nobody would see it. The numbers are
those of the kernel's tables (arch/*/entry/syscalls); the program is classic BPF as in
https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

from __future__ import annotations

import os
import struct

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 38  # ENOSYS, as an older kernel would say
# machine -> (AUDIT_ARCH, add_key request_key keyctl perf_event_open bpf userfaultfd open_by_handle_at)
_MACHINES = {
    "x86_64": (0xC000003E, (248, 249, 250, 298, 321, 323, 304)),
    "aarch64": (0xC00000B7, (217, 218, 219, 241, 280, 282, 265)),
}
_EVERYWHERE = (425, 426, 427)  # io_uring_setup, io_uring_enter, io_uring_register
_X32 = 0x40000000


def program() -> bytes:
    """The filter for this machine, b"" for one whose numbers are not known."""
    known = _MACHINES.get(os.uname().machine)
    if known is None:
        return b""
    architecture, own = known
    refused = (*_EVERYWHERE, *own)
    lines = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _REFUSE),  # 32-bit programs: strace would need another set of numbers
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, len(refused) + 1, 0, _X32),
        *((_EQUAL, len(refused) - index, 0, number) for index, number in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
