using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Platform.Interrupts;

namespace Diesis.Platform.Users;

/// <summary>The few instructions that touch a program's memory (Arch/X64/UserCopy.S). They stop at a page fault and say where it was.</summary>
/// <remarks>
/// A result of 0 means that all has been done. After a fault the result is the complement of what is left to do.
/// Those for one word check the program's address themselves, and tell a bad one like a fault.
/// SAFETY: the caller has checked that the program's side lies in the lower half, and owns the kernel's side.
/// </remarks>
internal static unsafe class UserCopy
{
    private static nint s_start;
    private static nint s_end;
    private static nint s_fault;

    [RuntimeImport("*", "UserCopyBytes")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint Bytes(byte* to, byte* from, nuint count, ulong* fault);

    [RuntimeImport("*", "UserClearBytes")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint Clear(byte* to, nuint count, ulong* fault);

    [RuntimeImport("*", "UserCopyString")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint String(byte* to, byte* from, nuint room, ulong* fault);

    [RuntimeImport("*", "UserCompareExchange")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint CompareExchange(uint* at, uint expected, uint desired, ulong* fault, uint* found);

    [RuntimeImport("*", "UserReadWord")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint ReadWord(uint* at, uint* value, ulong* fault);

    [RuntimeImport("*", "UserLoadLong")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint LoadLong(ulong at, ulong* to);

    [RuntimeImport("*", "UserLoadWord")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint LoadWord(ulong at, uint* to);

    [RuntimeImport("*", "UserStoreLong")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint StoreLong(ulong at, ulong value);

    [RuntimeImport("*", "UserStoreWord")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint StoreWord(ulong at, uint value);

    [RuntimeImport("*", "UserCopyStartAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint StartAddress();

    [RuntimeImport("*", "UserCopyEndAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint EndAddress();

    [RuntimeImport("*", "UserCopyFaultAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint FaultAddress();

    [RuntimeImport("*", "UserAccessGuardedAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* GuardedAddress();

    /// <summary>Once, before the first program.</summary>
    internal static void Initialize(bool isGuarded)
    {
        s_start = StartAddress();
        s_end = EndAddress();
        s_fault = FaultAddress();
        *GuardedAddress() = isGuarded ? (byte)1 : (byte)0;
    }

    /// <summary>Lets an access that has faulted end early. On the fault's stack, interrupts off.</summary>
    internal static bool TryRecover(InterruptFrame* frame, nuint address)
    {
        if (frame->InstructionPointer < s_start || frame->InstructionPointer >= s_end)
            return false;
        frame->InstructionPointer = s_fault;
        frame->R10 = (nint)address;
        return true;
    }
}
