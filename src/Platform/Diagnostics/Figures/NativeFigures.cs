using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Native;

namespace Diesis.Platform.Diagnostics.Figures;

/// <summary>What one place in the kernel holds of native memory.</summary>
public readonly record struct NativeSiteFigure(string Site, long Blocks, long Bytes);

/// <summary>Memory that holds no objects.</summary>
public static class NativeFigures
{
    private const int MostSites = 64;

    public static string Allocator => Encoding.UTF8.GetString(NativeHeap.AllocatorName);

    /// <summary>Blocks in use.</summary>
    public static long Blocks => NativeHeap.Count;

    /// <summary>Bytes of frames that the heap has.</summary>
    public static ulong HeldBytes => NativeHeap.HeldBytes;

    /// <summary>What is in use, by who asked for it; empty in a run without checks.</summary>
    public static IReadOnlyList<NativeSiteFigure> Sites
    {
        get
        {
            SiteUsage[] sites = new SiteUsage[MostSites];
            int count = NativeHeap.ReportSites(sites);
            List<NativeSiteFigure> figures = [];
            for (int i = 0; i < count; i++)
                figures.Add(new NativeSiteFigure(Encoding.UTF8.GetString(sites[i].NameText), sites[i].Blocks, sites[i].Bytes));
            return figures;
        }
    }
}
