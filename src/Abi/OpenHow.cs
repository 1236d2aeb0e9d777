using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>struct open_how of openat2(2).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OpenHow
{
    public ulong flags;
    public ulong mode;
    public ResolveFlags resolve;
}

/// <summary>How openat2(2) resolves a path.</summary>
[Flags]
public enum ResolveFlags : ulong
{
    None = 0,
    RESOLVE_NO_XDEV = 1,
    RESOLVE_NO_MAGICLINKS = 2,
    RESOLVE_NO_SYMLINKS = 4,
    RESOLVE_BENEATH = 8,
    RESOLVE_IN_ROOT = 0x10,
    RESOLVE_CACHED = 0x20,
    Known = RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH | RESOLVE_IN_ROOT | RESOLVE_CACHED,
}
