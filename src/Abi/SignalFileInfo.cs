using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>struct signalfd_siginfo (signalfd(2)): 128 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
public struct SignalFileInfo
{
    public const int Bytes = 128;

    [FieldOffset(0)] public uint ssi_signo;
    [FieldOffset(4)] public int ssi_errno;
    [FieldOffset(8)] public int ssi_code;
    [FieldOffset(12)] public uint ssi_pid;
    [FieldOffset(16)] public uint ssi_uid;
    [FieldOffset(20)] public int ssi_fd;
    [FieldOffset(24)] public uint ssi_tid;
    [FieldOffset(28)] public uint ssi_band;
    [FieldOffset(32)] public uint ssi_overrun;
    [FieldOffset(36)] public uint ssi_trapno;
    [FieldOffset(40)] public int ssi_status;
    [FieldOffset(44)] public int ssi_int;
    [FieldOffset(48)] public ulong ssi_ptr;
    [FieldOffset(56)] public ulong ssi_utime;
    [FieldOffset(64)] public ulong ssi_stime;
    [FieldOffset(72)] public ulong ssi_addr;
}

/// <summary>Flags of signalfd4(2).</summary>
[Flags]
public enum SignalFileFlags
{
    SFD_NONBLOCK = 0x800,
    SFD_CLOEXEC = 0x8_0000,
}
