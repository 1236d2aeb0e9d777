using System.Runtime.InteropServices;

namespace Diesis.Platform.Users;

/// <summary>The general registers of a program's thread while the kernel runs in its place. Assembly knows the offsets (UserRegisters.inc).</summary>
/// <remarks>The first part has the layout of an interrupt's frame.</remarks>
[StructLayout(LayoutKind.Sequential)]
public struct UserRegisters
{
    public ulong R15;
    public ulong R14;
    public ulong R13;
    public ulong R12;
    public ulong R11;
    public ulong R10;
    public ulong R9;
    public ulong R8;
    public ulong Rdi;
    public ulong Rsi;
    public ulong Rbp;
    public ulong Rbx;
    public ulong Rdx;
    public ulong Rcx;
    public ulong Rax;

    /// <summary>What ended the last stay in the program; <see cref="UserContext.SystemCall"/> lets the next one begin by SYSRET, which loses RCX and R11.</summary>
    public ulong Vector;

    /// <summary>The exception's error code; after a system call its number, while RAX takes the result.</summary>
    public ulong ErrorCode;

    public ulong InstructionPointer;
    public ulong CodeSelector;
    public ulong Flags;
    public ulong StackPointer;
    public ulong StackSelector;

    /// <summary>Valid while the thread does not run (<see cref="UserContext.SynchronizeBases"/>).</summary>
    public ulong FsBase;

    public ulong GsBase;
}
