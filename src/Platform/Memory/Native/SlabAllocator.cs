using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Memory.Native;

/// <summary>
/// Blocks of like size share a slab of 16 KiB (after Bonwick, 1994), which says at its beginning which of them are free. No block has a header; a
/// slab is found from a block's address. Slabs with free blocks are in a list for each size; of those all free one for each size is kept.
/// </summary>
/// <remarks>SAFETY: see <see cref="INativeAllocator"/>; every address that is a multiple of the slab's size within the allocator's pages is a header.</remarks>
internal unsafe struct SlabAllocator<TSource>(TSource source) : INativeAllocator
    where TSource : struct, IBlockSource
{
    private const int SlabOrder = 2;
    private const nuint SlabBytes = (nuint)FrameNumber.FrameBytes << SlabOrder;
    private const uint SlabMagic = 0x51ab_51ab;
    private const uint LargeMagic = 0xb16b_10c5;
    private const int BitmapWords = 16;
    private const int HeaderBytes = 48 + BitmapWords * sizeof(ulong);
    private const int LargeHeaderBytes = 48;
    private const int ClassCount = 20;

    /// <summary>The largest block that shares a slab: two in one.</summary>
    private const uint LargestShared = ((uint)SlabBytes - HeaderBytes) / 2 & ~15u;

    private struct Slab
    {
        public uint Magic;

        /// <summary>Of a slab its size class, of a large block its order.</summary>
        public int Class;
        public Slab* Next;
        public Slab* Previous;
        public uint BlockBytes;
        public ushort Count;
        public ushort FreeCount;
        public nuint LargeBytes;
        public ulong Unused;

        /// <summary>A bit for each block, set when it is free. The slab's last member.</summary>
        public fixed ulong Free[BitmapWords];
    }

    [InlineArray(ClassCount)]
    private struct Lists
    {
        private nint _first;
    }

    [InlineArray(ClassCount)]
    private struct Counts
    {
        private int _first;
    }

    private TSource _source = source;

    /// <summary>Slabs with free blocks, for each size.</summary>
    private Lists _partial;

    /// <summary>Of these the ones that are all free.</summary>
    private Counts _empty;
    private nuint _count;
    private nuint _held;

    public readonly nuint Count => _count;

    public readonly nuint HeldBytes => _held;

    /// <summary>Sizes of blocks: close together, multiples of 16, and such that little of a slab is left over.</summary>
    private static uint SizeOf(int sizeClass) => sizeClass switch
    {
        < 4 => 16 + (uint)sizeClass * 16,
        4 => 96,
        5 => 128,
        6 => 160,
        7 => 192,
        8 => 256,
        9 => 320,
        10 => 384,
        11 => 512,
        12 => 672,
        13 => 896,
        14 => 1152,
        15 => 1616,
        16 => 2016,
        17 => 2688,
        18 => 4048,
        _ => LargestShared,
    };

    private static int ClassFor(nuint bytes)
    {
        int low = 0;
        int high = ClassCount - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (SizeOf(middle) < bytes)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    public byte* Allocate(nuint bytes)
    {
        if (bytes > NativeBlocks.MaximumBytes)
            return null;
        if (bytes > LargestShared)
            return AllocateLarge(bytes);
        int sizeClass = ClassFor(bytes);
        Slab* slab = (Slab*)_partial[sizeClass];
        if (slab == null)
        {
            slab = AddSlab(sizeClass);
            if (slab == null)
                return null;
        }
        int word = 0;
        while (slab->Free[word] == 0)
            word++;
        int bit = BitOperations.TrailingZeroCount(slab->Free[word]);
        slab->Free[word] &= ~(1UL << bit);
        if (slab->FreeCount == slab->Count)
            _empty[sizeClass]--;
        if (--slab->FreeCount == 0)
            Unlink(slab);
        _count++;
        return (byte*)slab + HeaderBytes + (uint)(word * 64 + bit) * slab->BlockBytes;
    }

    private byte* AllocateLarge(nuint bytes)
    {
        int order = int.Max(SlabOrder, NativeBlocks.OrderFor(bytes + LargeHeaderBytes));
        Slab* slab = (Slab*)_source.Allocate(order);
        if (slab == null)
            return null;
        slab->Magic = LargeMagic;
        slab->Class = order;
        slab->LargeBytes = ((nuint)FrameNumber.FrameBytes << order) - LargeHeaderBytes;
        _held += (nuint)FrameNumber.FrameBytes << order;
        _count++;
        return (byte*)slab + LargeHeaderBytes;
    }

    private Slab* AddSlab(int sizeClass)
    {
        Slab* slab = (Slab*)_source.Allocate(SlabOrder);
        if (slab == null)
            return null;
        uint size = SizeOf(sizeClass);
        slab->Magic = SlabMagic;
        slab->Class = sizeClass;
        slab->BlockBytes = size;
        slab->Count = (ushort)(((uint)SlabBytes - HeaderBytes) / size);
        slab->FreeCount = slab->Count;
        for (int word = 0; word < BitmapWords; word++)
        {
            int left = slab->Count - word * 64;
            slab->Free[word] = left >= 64 ? ulong.MaxValue : left <= 0 ? 0 : (1UL << left) - 1;
        }
        _held += SlabBytes;
        _empty[sizeClass]++;
        Link(slab);
        return slab;
    }

    private static Slab* SlabOf(byte* block) => (Slab*)((nuint)block & ~(SlabBytes - 1));

    public readonly nuint UsableBytes(byte* block)
    {
        Slab* slab = SlabOf(block);
        return slab->Magic == LargeMagic ? slab->LargeBytes : slab->BlockBytes;
    }

    public NativeFreeResult Free(byte* block)
    {
        Slab* slab = SlabOf(block);
        nuint offset = (nuint)(block - (byte*)slab);
        if (slab->Magic == LargeMagic && offset == LargeHeaderBytes)
        {
            slab->Magic = 0;
            _count--;
            _held -= (nuint)FrameNumber.FrameBytes << slab->Class;
            _source.Free((byte*)slab, slab->Class);
            return NativeFreeResult.Freed;
        }
        if (slab->Magic != SlabMagic || offset < HeaderBytes)
            return NativeFreeResult.NotAllocated;
        uint index = (uint)(offset - HeaderBytes) / slab->BlockBytes;
        ref ulong word = ref slab->Free[index / 64];
        ulong bit = 1UL << (int)(index % 64);
        if (index >= slab->Count || offset != HeaderBytes + index * slab->BlockBytes || (word & bit) != 0)
            return NativeFreeResult.NotAllocated;
        word |= bit;
        _count--;
        if (slab->FreeCount++ == 0)
            Link(slab);
        if (slab->FreeCount == slab->Count && _empty[slab->Class]++ != 0)
            Remove(slab);
        return NativeFreeResult.Freed;
    }

    private void Link(Slab* slab)
    {
        slab->Previous = null;
        slab->Next = (Slab*)_partial[slab->Class];
        if (slab->Next != null)
            slab->Next->Previous = slab;
        _partial[slab->Class] = (nint)slab;
    }

    private void Unlink(Slab* slab)
    {
        if (slab->Next != null)
            slab->Next->Previous = slab->Previous;
        if (slab->Previous != null)
            slab->Previous->Next = slab->Next;
        else
            _partial[slab->Class] = (nint)slab->Next;
    }

    /// <summary>Gives a slab back that is all free.</summary>
    private void Remove(Slab* slab)
    {
        _empty[slab->Class]--;
        Unlink(slab);
        slab->Magic = 0;
        _held -= SlabBytes;
        _source.Free((byte*)slab, SlabOrder);
    }

    public void Trim()
    {
        for (int sizeClass = 0; sizeClass < ClassCount; sizeClass++)
        {
            for (Slab* slab = (Slab*)_partial[sizeClass]; slab != null;)
            {
                Slab* next = slab->Next;
                if (slab->FreeCount == slab->Count)
                    Remove(slab);
                slab = next;
            }
        }
    }

    public readonly bool IsConsistent()
    {
        for (int sizeClass = 0; sizeClass < ClassCount; sizeClass++)
        {
            int empty = 0;
            Slab* previous = null;
            for (Slab* slab = (Slab*)_partial[sizeClass]; slab != null; previous = slab, slab = slab->Next)
            {
                int free = 0;
                for (int word = 0; word < BitmapWords; word++)
                    free += BitOperations.PopCount(slab->Free[word]);
                if (slab->Magic != SlabMagic || slab->Class != sizeClass || slab->Previous != previous || free != slab->FreeCount || free == 0)
                    return false;
                empty += free == slab->Count ? 1 : 0;
            }
            if (empty != _empty[sizeClass])
                return false;
        }
        return true;
    }
}
