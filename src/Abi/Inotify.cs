using System;

namespace Diesis.Abi;

/// <summary>Events and flags of inotify(7).</summary>
[Flags]
public enum InotifyMask : uint
{
    None = 0,
    IN_ACCESS = 1,
    IN_MODIFY = 2,
    IN_ATTRIB = 4,
    IN_CLOSE_WRITE = 8,
    IN_CLOSE_NOWRITE = 0x10,
    IN_OPEN = 0x20,
    IN_MOVED_FROM = 0x40,
    IN_MOVED_TO = 0x80,
    IN_CREATE = 0x100,
    IN_DELETE = 0x200,
    IN_DELETE_SELF = 0x400,
    IN_MOVE_SELF = 0x800,
    IN_ALL_EVENTS = 0xfff,
    IN_UNMOUNT = 0x2000,
    IN_Q_OVERFLOW = 0x4000,
    IN_IGNORED = 0x8000,
    IN_ONLYDIR = 0x100_0000,
    IN_DONT_FOLLOW = 0x200_0000,
    IN_EXCL_UNLINK = 0x400_0000,
    IN_MASK_CREATE = 0x1000_0000,
    IN_MASK_ADD = 0x2000_0000,
    IN_ISDIR = 0x4000_0000,
    IN_ONESHOT = 0x8000_0000,
}
