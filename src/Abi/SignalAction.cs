using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>Flags of sigaction(2).</summary>
[Flags]
public enum SignalActionFlags : ulong
{
    None = 0,
    SA_NOCLDSTOP = 0x1,
    SA_NOCLDWAIT = 0x2,
    SA_SIGINFO = 0x4,
    SA_UNSUPPORTED = 0x400,
    SA_EXPOSE_TAGBITS = 0x800,
    SA_RESTORER = 0x0400_0000,
    SA_ONSTACK = 0x0800_0000,
    SA_RESTART = 0x1000_0000,
    SA_NODEFER = 0x4000_0000,
    SA_RESETHAND = 0x8000_0000,

    /// <summary>What the kernel keeps; the others read back as 0, by which programs find out what is supported.</summary>
    Supported = SA_NOCLDSTOP | SA_NOCLDWAIT | SA_SIGINFO | SA_RESTORER | SA_ONSTACK | SA_RESTART | SA_NODEFER | SA_RESETHAND | SA_EXPOSE_TAGBITS,
}

/// <summary>Handlers that are none.</summary>
public static class SignalHandler
{
    public const ulong SIG_DFL = 0;
    public const ulong SIG_IGN = 1;
}

/// <summary>The kernel's struct sigaction (rt_sigaction(2)): 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SigAction
{
    public ulong Handler;
    public ulong Flags;
    public ulong Restorer;
    public ulong Mask;
}

/// <summary>stack_t of sigaltstack(2).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalStack
{
    public ulong Base;
    public int Flags;
    private readonly int _padding;
    public ulong Size;
}

/// <summary>Flags of <see cref="SignalStack"/>.</summary>
public static class SignalStackFlags
{
    public const int SS_ONSTACK = 1;
    public const int SS_DISABLE = 2;
    public const int SS_AUTODISARM = unchecked((int)0x8000_0000);

    /// <summary>The least size that sigaltstack(2) takes.</summary>
    public const ulong MINSIGSTKSZ = 2048;
}
