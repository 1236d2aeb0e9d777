using System.Collections.Generic;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;

namespace Diesis.Platform.Diagnostics.Figures;

/// <summary>A range of the machine's memory map.</summary>
public readonly record struct PhysicalRangeFigure(ulong Start, ulong End, string Kind);

/// <summary>The kernel's address space by use.</summary>
/// <param name="Ranges">How many there are.</param>
/// <param name="Bytes">Address space that they take, mapped or not.</param>
public readonly record struct VirtualUseFigure(string Use, int Ranges, ulong Bytes);

/// <summary>Physical memory and the kernel's address space.</summary>
/// <remarks>SAFETY: the visitor gets a valid range and a number, which is an index of its own.</remarks>
public static unsafe class MemoryFigures
{
    private const int Uses = (int)RangeUse.Other + 1;

    private struct Tally
    {
        public fixed int Ranges[Uses];
        public fixed ulong Bytes[Uses];
    }

    public static IReadOnlyList<PhysicalRangeFigure> PhysicalMap
    {
        get
        {
            List<PhysicalRangeFigure> figures = [];
            for (int i = 0; i < Memory.PhysicalMap.Count; i++)
            {
                MemoryRange range = Memory.PhysicalMap.Range(i);
                figures.Add(new PhysicalRangeFigure(range.Start, range.End, range.Kind.ToString()));
            }
            return figures;
        }
    }

    /// <summary>Bytes that the frames' own descriptors take.</summary>
    public static ulong FrameOverhead => Frames.OverheadBytes;

    public static IReadOnlyList<VirtualUseFigure> AddressSpace
    {
        get
        {
            // Under the ranges' lock nothing may be allocated: count first, tell afterwards.
            Tally tally = default;
            KernelMemory.Visit(&Count, (nint)(&tally));
            List<VirtualUseFigure> figures = [];
            for (int i = 0; i < Uses; i++)
            {
                if (tally.Ranges[i] != 0)
                    figures.Add(new VirtualUseFigure(((RangeUse)i).ToString(), tally.Ranges[i], tally.Bytes[i]));
            }
            return figures;
        }
    }

    private static void Count(in VirtualRange range, nint tally)
    {
        // SAFETY: the caller's own tally, alive during the visit.
        ((Tally*)tally)->Ranges[(int)range.Use]++;
        ((Tally*)tally)->Bytes[(int)range.Use] += range.Length;
    }
}
