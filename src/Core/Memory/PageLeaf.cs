namespace Diesis.Core.Memory;

/// <summary>64 pages of a file that follow each other: their frames, and a word of marks for each kind of mark.</summary>
internal sealed class PageLeaf
{
    internal const int Shift = 6;
    internal const int Pages = 1 << Shift;

    /// <summary>The number of the first page.</summary>
    internal readonly long First;

    /// <summary>Frame numbers; 0 where no page is.</summary>
    internal readonly uint[] Frames = new uint[Pages];

    internal ulong Present;
    internal ulong Dirty;

    /// <summary>Used since reclaim looked last.</summary>
    internal ulong Referenced;

    /// <summary>Being read or written by the file's source: neither taken away nor, while it is read, shown.</summary>
    internal ulong Busy;

    /// <summary>Of the busy ones those that are being read.</summary>
    internal ulong Filling;

    internal PageLeaf(long first) => First = first;

    internal static ulong Bit(long page) => 1UL << (int)(page & (Pages - 1));

    internal static int Slot(long page) => (int)(page & (Pages - 1));
}
