using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.Memory;

/// <summary>The cell sizes of small objects: about 12 % apart, so that little is lost to rounding.</summary>
/// <remarks>
/// 8 bytes apart up to 128, then eight sizes for each doubling up to 2 KiB, then as many cells as fit a block evenly. Each size is two
/// classes: an even one for objects without references, which are marked but never traced, the next for objects with. The allocator's
/// assembly reads the table at SizeClassTable (Allocate.S).
/// </remarks>
internal static unsafe class SizeClasses
{
    // SAFETY: the table is part of the image and has an entry for each multiple of 8 up to MaxTableBytes.

    internal const int Count = 2 * 54;
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
        int size = 0;
        for (int bytes = 0; bytes <= MaxTableBytes; bytes += 8)
        {
            if (bytes > Sizes[size])
                size++;
            table[bytes / 8] = (byte)(size * 2);
        }
    }

    internal static uint CellBytes(int sizeClass) => Sizes[sizeClass / 2];

    internal static bool HoldsReferences(int sizeClass) => (sizeClass & 1) != 0;

    /// <summary>The class for objects of a type and size; the size is at most <see cref="MaxSmallBytes"/>.</summary>
    internal static int Find(MethodTable* type, nuint bytes)
    {
        int references = type->HasReferences ? 1 : 0;
        if (bytes <= MaxTableBytes)
            return Table()[(bytes + 7) / 8] + references;
        int size = Table()[MaxTableBytes / 8] / 2 + 1;
        while (Sizes[size] < bytes)
            size++;
        return size * 2 + references;
    }
}
