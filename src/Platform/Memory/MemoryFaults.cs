using System.Threading;
using Internal.Runtime;

namespace Diesis.Platform.Memory;

/// <summary>What somebody has done to memory that is not theirs.</summary>
internal enum MemoryFault
{
    None,
    FrameFreedTwice,
    FrameFreedWithWrongSize,
    ForeignFrameFreed,
    FrameWrittenWhileFree,
    RangeFreedTwice,
    NativeBlockFreedTwice,
    NativeBlockOverrun,
    NativeBlockUnderrun,
    NativeBlockWrittenWhileFree,
    ForeignNativeBlockFreed,
}

/// <summary>Where such bugs end: the machine stops with a message. A test that plants one says so first, and reads what was found.</summary>
internal static class MemoryFaults
{
    private static int s_expected;
    private static MemoryFault s_found;
    private static ulong s_address;

    /// <summary>The next fault of this kind is noted instead of reported; nothing is changed by the faulty call.</summary>
    internal static void Expect(MemoryFault fault)
    {
        s_found = MemoryFault.None;
        s_address = 0;
        Volatile.Write(ref s_expected, (int)fault);
    }

    /// <summary>What was found since <see cref="Expect"/>, which is over by this.</summary>
    internal static MemoryFault TakeFound(out ulong address)
    {
        Volatile.Write(ref s_expected, 0);
        address = s_address;
        return s_found;
    }

    /// <remarks>Any context. Returns only to a test.</remarks>
    internal static void Report(MemoryFault fault, ulong address)
    {
        if (Interlocked.CompareExchange(ref s_expected, 0, (int)fault) == (int)fault)
        {
            s_found = fault;
            s_address = address;
            return;
        }
        RawConsole.WriteError("Memory at 0x");
        RawConsole.WriteErrorHex((nuint)address);
        RawConsole.WriteError("\n");
        FailFast.Abort(Describe(fault));
    }

    private static string Describe(MemoryFault fault) => fault switch
    {
        MemoryFault.FrameFreedTwice => "a frame was freed that is not in use",
        MemoryFault.FrameFreedWithWrongSize => "a block of frames was freed with another size than it has",
        MemoryFault.ForeignFrameFreed => "frames were freed that are not the allocator's",
        MemoryFault.FrameWrittenWhileFree => "a frame was written to while it was free",
        MemoryFault.RangeFreedTwice => "a range of addresses was freed that is not reserved",
        MemoryFault.NativeBlockFreedTwice => "a native block was freed twice",
        MemoryFault.NativeBlockOverrun => "a native block was written to beyond its end",
        MemoryFault.NativeBlockUnderrun => "a native block was written to before its beginning",
        MemoryFault.NativeBlockWrittenWhileFree => "a native block was written to while it was free",
        MemoryFault.ForeignNativeBlockFreed => "a native block was freed that the heap did not give out",
        _ => "memory is broken",
    };
}
