using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>struct sigcontext of x86-64: the registers of the interrupted program in a signal frame. 256 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SigContext
{
    public ulong R8;
    public ulong R9;
    public ulong R10;
    public ulong R11;
    public ulong R12;
    public ulong R13;
    public ulong R14;
    public ulong R15;
    public ulong Rdi;
    public ulong Rsi;
    public ulong Rbp;
    public ulong Rbx;
    public ulong Rdx;
    public ulong Rax;
    public ulong Rcx;
    public ulong Rsp;
    public ulong Rip;
    public ulong Flags;
    public ushort Cs;
    public ushort Gs;
    public ushort Fs;
    public ushort Ss;
    public ulong Error;
    public ulong Trap;
    public ulong OldMask;
    public ulong FaultAddress;

    /// <summary>Address of the floating-point state, or 0.</summary>
    public ulong FloatingPoint;
    private readonly ulong _reserved0;
    private readonly ulong _reserved1;
    private readonly ulong _reserved2;
    private readonly ulong _reserved3;
    private readonly ulong _reserved4;
    private readonly ulong _reserved5;
    private readonly ulong _reserved6;
    private readonly ulong _reserved7;
}

/// <summary>struct ucontext as the kernel writes it: 304 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct UContext
{
    /// <summary>The frame holds XSAVE state.</summary>
    public const ulong UC_FP_XSTATE = 1;

    /// <summary>The stack segment is saved.</summary>
    public const ulong UC_SIGCONTEXT_SS = 2;

    /// <summary>And is restored as it is.</summary>
    public const ulong UC_STRICT_RESTORE_SS = 4;

    public ulong Flags;
    public ulong Link;
    public SignalStack Stack;
    public SigContext Registers;
    public ulong Mask;
}

/// <summary>The rest of a siginfo_t behind <see cref="SigInfo"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = SigInfo.UserBytes - SigInfo.Bytes)]
public struct SigInfoPadding
{
}

/// <summary>struct rt_sigframe: what a handler finds at its stack pointer. 440 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalFrame
{
    /// <summary>sizeof.</summary>
    public const int Bytes = 440;

    /// <summary>Offset of <see cref="Context"/>.</summary>
    public const int ContextOffset = 8;

    /// <summary>Offset of <see cref="Info"/>.</summary>
    public const int InfoOffset = 312;

    /// <summary>Where the handler returns to: the restorer.</summary>
    public ulong Return;
    public UContext Context;
    public SigInfo Info;
    public SigInfoPadding Padding;
}

/// <summary>struct _fpx_sw_bytes: what the kernel writes into the unused end of the FXSAVE area, so that programs know what follows it.</summary>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
public struct FloatingPointNote
{
    public const int Bytes = 48;

    /// <summary>Its offset in the FXSAVE area.</summary>
    public const int Offset = 464;
    public const uint FP_XSTATE_MAGIC1 = 0x4650_5853;
    public const uint FP_XSTATE_MAGIC2 = 0x4650_5845;

    public uint Magic1;

    /// <summary>All of it, FP_XSTATE_MAGIC2 included.</summary>
    public uint ExtendedSize;

    /// <summary>Components that may be in the state.</summary>
    public ulong Features;

    /// <summary>Size of the XSAVE area.</summary>
    public uint StateSize;
}
