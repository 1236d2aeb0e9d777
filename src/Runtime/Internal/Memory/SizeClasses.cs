using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.Memory;

/// <summary>The cell sizes of small objects: about 12 % apart, so that little is lost to rounding.</summary>
/// <remarks>
/// 8 bytes apart up to 128, then eight classes for each doubling up to 2 KiB, then as many cells as fit a block evenly. The allocator's
/// assembly reads the table at SizeClassTable (Allocate.S).
/// </remarks>
internal static unsafe class SizeClasses
{
    internal const int Count = 54;
    internal const int MaxSmallBytes = 16 << 10;

    /// <summary>Sizes up to here are found by a table, in steps of 8 bytes.</summary>
    internal const int MaxTableBytes = 1024;

    private static System.ReadOnlySpan<ushort> Sizes =>
    [
        24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128,
        144, 160, 176, 192, 208, 224, 240, 256,
        288, 320, 352, 384, 416, 448, 480, 512,
        576, 640, 704, 768, 832, 896, 960, 1024,
        1152, 1280, 1408, 1536, 1664, 1792, 1920, 2048,
        2336, 2720, 3272, 4096, 5456, 8192, 10920, 16384,
    ];

    [RuntimeImport("*", "SizeClassTableAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* Table();

    internal static void Initialize()
    {
        byte* table = Table();
        int sizeClass = 0;
        for (int bytes = 0; bytes <= MaxTableBytes; bytes += 8)
        {
            if (bytes > Sizes[sizeClass])
                sizeClass++;
            table[bytes / 8] = (byte)sizeClass;
        }
    }

    internal static uint CellBytes(int sizeClass) => Sizes[sizeClass];

    /// <summary>The smallest class that holds a size, which is at most <see cref="MaxSmallBytes"/>.</summary>
    internal static int Find(nuint bytes)
    {
        if (bytes <= MaxTableBytes)
            return Table()[(bytes + 7) / 8];
        int sizeClass = Table()[MaxTableBytes / 8] + 1;
        while (Sizes[sizeClass] < bytes)
            sizeClass++;
        return sizeClass;
    }
}
