using System;

namespace Diesis.Abi;

/// <summary>What a descriptor is ready for: POLL* of poll(2), with the same values as EPOLL* of epoll_ctl(2).</summary>
[Flags]
public enum PollEvents : uint
{
    None = 0,
    In = 0x001,
    Priority = 0x002,
    Out = 0x004,
    Error = 0x008,
    HangUp = 0x010,
    Invalid = 0x020,
    ReadNormal = 0x040,
    ReadBand = 0x080,
    WriteNormal = 0x100,
    WriteBand = 0x200,
    Message = 0x400,
    Remove = 0x1000,
    ReadHangUp = 0x2000,
    All = 0xffff,
}
