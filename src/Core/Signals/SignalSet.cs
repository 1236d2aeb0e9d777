using System.Numerics;
using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Core.Signals;

/// <summary>A set of signals, one bit each: signal 1 is bit 0, as in the programs' sigset_t.</summary>
public readonly struct SignalSet(ulong bits)
{
    /// <summary>sizeof(sigset_t) as the kernel has it: what system calls must be given.</summary>
    public const nuint Bytes = 8;

    private const ulong SynchronousBits = 1UL << ((int)Signal.SIGSEGV - 1) | 1UL << ((int)Signal.SIGBUS - 1) | 1UL << ((int)Signal.SIGILL - 1)
        | 1UL << ((int)Signal.SIGTRAP - 1) | 1UL << ((int)Signal.SIGFPE - 1) | 1UL << ((int)Signal.SIGSYS - 1);
    private const ulong StopBits = 1UL << ((int)Signal.SIGSTOP - 1) | 1UL << ((int)Signal.SIGTSTP - 1) | 1UL << ((int)Signal.SIGTTIN - 1)
        | 1UL << ((int)Signal.SIGTTOU - 1);
    private const ulong UnblockableBits = 1UL << ((int)Signal.SIGKILL - 1) | 1UL << ((int)Signal.SIGSTOP - 1);

    public ulong Bits { get; } = bits;

    public bool IsEmpty => Bits == 0;

    public static SignalSet All => new(ulong.MaxValue);

    /// <summary>Those that the running instruction causes: they are delivered before all others.</summary>
    public static SignalSet Synchronous => new(SynchronousBits);

    /// <summary>Those that stop a process by default.</summary>
    public static SignalSet Stopping => new(StopBits);

    /// <summary>SIGKILL and SIGSTOP.</summary>
    public static SignalSet Unblockable => new(UnblockableBits);

    public static SignalSet Of(Signal signal) => new(1UL << ((int)signal - 1));

    public bool Contains(Signal signal) => (Bits >> ((int)signal - 1) & 1) != 0;

    /// <summary>The next to be delivered: synchronous ones first, else the lowest number; <see cref="Signal.None"/> if the set is empty.</summary>
    public Signal First
    {
        get
        {
            ulong bits = (Bits & SynchronousBits) != 0 ? Bits & SynchronousBits : Bits;
            return bits == 0 ? Signal.None : (Signal)(BitOperations.TrailingZeroCount(bits) + 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignalSet operator |(SignalSet left, SignalSet right) => new(left.Bits | right.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignalSet operator &(SignalSet left, SignalSet right) => new(left.Bits & right.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignalSet operator ~(SignalSet set) => new(~set.Bits);

    /// <summary>What is in the left set but not in the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignalSet operator -(SignalSet left, SignalSet right) => new(left.Bits & ~right.Bits);
}
