using System.Runtime;
using Internal.Runtime;

namespace Diesis.Runtime.Hosted;

/// <summary>Address space and memory from mmap(2).</summary>
internal static unsafe class HostedMemory
{
    // SAFETY: the kernel chooses the place of a mapping; what is committed or given back lies in a reservation of the caller's.

    private const nuint Alignment = 64 << 10;

    [RuntimeExport("HomeReserve")]
    private static byte* Reserve(nuint length)
    {
        byte* start = Linux.Map(length + Alignment, Linux.ProtectNone, Linux.MapNoReserve);
        return start == null ? null : (byte*)(((nuint)start + Alignment - 1) & ~(Alignment - 1));
    }

    [RuntimeExport("HomeCommit")]
    private static bool Commit(byte* address, nuint length) =>
        Linux.Protect(address, length, Linux.ProtectRead | Linux.ProtectWrite);

    /// <remarks>The pages stay accessible: only what they hold is dropped (madvise(2), MADV_DONTNEED).</remarks>
    [RuntimeExport("HomeDecommit")]
    private static void Decommit(byte* address, nuint length) =>
        Linux.Invoke(Linux.Call.MemoryAdvise, (long)address, (long)length, Linux.AdviseDontNeed);

    /// <summary>struct sysinfo (sysinfo(2)) as far as needed; the kernel writes 112 bytes.</summary>
    private struct SystemInformation
    {
        public long Uptime;
        public fixed long Loads[3];
        public long TotalMemory;
        public fixed long Others[8];
        public int UnitBytes;
        public int Padding;
    }

    [RuntimeExport("HomeMemorySize")]
    private static nuint MemorySize()
    {
        SystemInformation information = default;
        if (Linux.Invoke(Linux.Call.SystemInformation, (long)&information) != 0)
            return 256 << 20;
        return (nuint)information.TotalMemory * (nuint)(information.UnitBytes == 0 ? 1 : information.UnitBytes);
    }

    [RuntimeExport("HomeRandom")]
    private static void Random(byte* data, nuint length)
    {
        while (length != 0)
        {
            long count = Linux.Invoke(Linux.Call.GetRandom, (long)data, (long)length, 0);
            if (count == Linux.Interrupted)
                continue;
            if (count <= 0)
                FailFast.Abort("getrandom failed");
            data += count;
            length -= (nuint)count;
        }
    }

    [RuntimeExport("HomeEnterCritical")]
    private static nuint EnterCritical() => 0;

    [RuntimeExport("HomeLeaveCritical")]
    private static void LeaveCritical(nuint state)
    {
    }
}
