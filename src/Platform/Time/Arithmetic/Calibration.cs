using System;

namespace Diesis.Platform.Time;

/// <summary>Chooses among several measurements of one frequency.</summary>
internal static class Calibration
{
    /// <summary>
    /// The median: a measurement that something slow came between (system management, the hypervisor) lies far off to one side and does not
    /// move it. Zeros are failed measurements. 0 when all failed.
    /// </summary>
    /// <param name="frequencies">Sorted by this method.</param>
    internal static ulong Choose(Span<ulong> frequencies)
    {
        for (int i = 1; i < frequencies.Length; i++)
        {
            for (int j = i; j > 0 && frequencies[j] < frequencies[j - 1]; j--)
                (frequencies[j], frequencies[j - 1]) = (frequencies[j - 1], frequencies[j]);
        }
        int failed = 0;
        while (failed < frequencies.Length && frequencies[failed] == 0)
            failed++;
        int good = frequencies.Length - failed;
        return good == 0 ? 0 : frequencies[failed + (good - 1) / 2];
    }

    /// <summary>Whether two counters of one time agree to some parts in a million.</summary>
    internal static bool Agree(long nanoseconds, long referenceNanoseconds, long partsPerMillion)
    {
        long difference = Math.Abs(nanoseconds - referenceNanoseconds);
        return difference <= referenceNanoseconds / 1_000_000 * partsPerMillion + referenceNanoseconds % 1_000_000 * partsPerMillion / 1_000_000;
    }
}
