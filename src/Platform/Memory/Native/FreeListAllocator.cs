using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Memory.Native;

/// <summary>
/// Free blocks of all sizes in lists by the power of two of their size; a freed block joins free neighbours at once (boundary tags: Knuth,
/// volume 1, section 2.5). Memory comes in chunks; one that is all free goes back, but for the last.
/// </summary>
/// <remarks>SAFETY: see <see cref="INativeAllocator"/>; tags lie before each block, inside chunks that are the allocator's.</remarks>
internal unsafe struct FreeListAllocator<TSource>(TSource source) : INativeAllocator
    where TSource : struct, IBlockSource
{
    /// <summary>64 KiB at least.</summary>
    private const int SmallestChunkOrder = 4;
    private const int BinCount = 24;
    private const nuint SmallestBlock = 32;
    private const nuint TagBytes = 16;
    private const ulong UsedMagic = 0x5ed0_b10c_0000_0000;
    private const ulong FreeMagic = 0xf4ee_b10c_0000_0000;
    private const ulong MagicMask = 0xffff_ffff_0000_0000;

    /// <summary>Before each block: its size with this tag, that of the block before, and what the block is.</summary>
    private struct Tag
    {
        public uint Size;
        public uint SizeBefore;
        public ulong Mark;
    }

    /// <summary>In a free block: its neighbours in the list.</summary>
    private struct FreeBlock
    {
        public Tag Tag;
        public FreeBlock* Next;
        public FreeBlock* Previous;
    }

    /// <summary>At a chunk's beginning; the first tag follows, and a tag of size 0 in use ends the chunk.</summary>
    private struct Chunk
    {
        public Chunk* Next;
        public Chunk* Previous;
        public int Order;
        public uint FirstSize;
    }

    private const nuint ChunkHeaderBytes = 32;

    [InlineArray(BinCount)]
    private struct Bins
    {
        private nint _first;
    }

    private TSource _source = source;
    private Bins _bins;
    private uint _nonEmpty;
    private Chunk* _chunks;
    private nuint _count;
    private nuint _held;
    private int _chunkCount;

    public readonly nuint Count => _count;

    public readonly nuint HeldBytes => _held;

    public byte* Allocate(nuint bytes)
    {
        if (bytes > NativeBlocks.MaximumBytes - ChunkHeaderBytes - 2 * TagBytes)
            return null;
        nuint size = NativeBlocks.RoundUp(bytes) + TagBytes;
        if (size < SmallestBlock)
            size = SmallestBlock;
        FreeBlock* block = Find(size);
        if (block == null)
        {
            if (!AddChunk(size))
                return null;
            block = Find(size);
        }
        Unlink(block);
        uint rest = block->Tag.Size - (uint)size;
        if (rest >= SmallestBlock)
        {
            block->Tag.Size = (uint)size;
            FreeBlock* remainder = (FreeBlock*)((byte*)block + size);
            remainder->Tag.SizeBefore = (uint)size;
            remainder->Tag.Size = rest;
            Link(remainder);
        }
        block->Tag.Mark = UsedMagic;
        _count++;
        return (byte*)block + TagBytes;
    }

    public readonly nuint UsableBytes(byte* block) => ((Tag*)(block - TagBytes))->Size - TagBytes;

    public NativeFreeResult Free(byte* block)
    {
        FreeBlock* freed = (FreeBlock*)(block - TagBytes);
        if (((nuint)block & (NativeBlocks.Alignment - 1)) != 0 || freed->Tag.Mark != UsedMagic || freed->Tag.Size < SmallestBlock)
            return NativeFreeResult.NotAllocated;
        _count--;
        FreeBlock* after = After(freed);
        if (IsFree(after))
        {
            Unlink(after);
            freed->Tag.Size += after->Tag.Size;
            after->Tag.Mark = 0;
        }
        if (freed->Tag.SizeBefore != 0)
        {
            FreeBlock* before = (FreeBlock*)((byte*)freed - freed->Tag.SizeBefore);
            if (IsFree(before))
            {
                Unlink(before);
                before->Tag.Size += freed->Tag.Size;
                freed->Tag.Mark = 0;
                freed = before;
            }
        }
        Link(freed);
        if (freed->Tag.SizeBefore == 0 && After(freed)->Tag.Size == 0 && _chunkCount > 1)
            ReleaseChunk(freed);
        return NativeFreeResult.Freed;
    }

    private static bool IsFree(FreeBlock* block) => (block->Tag.Mark & MagicMask) == (FreeMagic & MagicMask);

    private static FreeBlock* After(FreeBlock* block) => (FreeBlock*)((byte*)block + block->Tag.Size);

    private static int BinOf(uint size) => int.Min(BitOperations.Log2(size) - 5, BinCount - 1);

    /// <summary>The first block that is large enough: its own list may have smaller ones, every later list has none.</summary>
    private readonly FreeBlock* Find(nuint size)
    {
        uint bins = _nonEmpty >> BinOf((uint)size) << BinOf((uint)size);
        for (; bins != 0; bins &= bins - 1)
        {
            for (FreeBlock* block = (FreeBlock*)_bins[BitOperations.TrailingZeroCount(bins)]; block != null; block = block->Next)
            {
                if (block->Tag.Size >= size)
                    return block;
            }
        }
        return null;
    }

    /// <summary>Puts a block into its list and tells the block behind it of its size.</summary>
    private void Link(FreeBlock* block)
    {
        int bin = BinOf(block->Tag.Size);
        block->Tag.Mark = FreeMagic;
        block->Previous = null;
        block->Next = (FreeBlock*)_bins[bin];
        if (block->Next != null)
            block->Next->Previous = block;
        _bins[bin] = (nint)block;
        _nonEmpty |= 1u << bin;
        After(block)->Tag.SizeBefore = block->Tag.Size;
    }

    private void Unlink(FreeBlock* block)
    {
        int bin = BinOf(block->Tag.Size);
        if (block->Next != null)
            block->Next->Previous = block->Previous;
        if (block->Previous != null)
            block->Previous->Next = block->Next;
        else
            _bins[bin] = (nint)block->Next;
        if (_bins[bin] == 0)
            _nonEmpty &= ~(1u << bin);
    }

    private bool AddChunk(nuint size)
    {
        int order = int.Max(SmallestChunkOrder, NativeBlocks.OrderFor(size + ChunkHeaderBytes + TagBytes));
        byte* memory = _source.Allocate(order);
        if (memory == null)
            return false;
        uint bytes = (uint)FrameNumber.FrameBytes << order;
        Chunk* chunk = (Chunk*)memory;
        chunk->Order = order;
        chunk->Previous = null;
        chunk->Next = _chunks;
        if (_chunks != null)
            _chunks->Previous = chunk;
        _chunks = chunk;
        _held += bytes;
        _chunkCount++;

        FreeBlock* block = (FreeBlock*)(memory + ChunkHeaderBytes);
        block->Tag.SizeBefore = 0;
        block->Tag.Size = bytes - (uint)(ChunkHeaderBytes + TagBytes);
        Tag* end = (Tag*)After(block);
        end->Size = 0;
        end->Mark = UsedMagic;
        Link(block);
        return true;
    }

    /// <summary>Gives a chunk back that is one free block.</summary>
    private void ReleaseChunk(FreeBlock* block)
    {
        Unlink(block);
        Chunk* chunk = (Chunk*)((byte*)block - ChunkHeaderBytes);
        if (chunk->Next != null)
            chunk->Next->Previous = chunk->Previous;
        if (chunk->Previous != null)
            chunk->Previous->Next = chunk->Next;
        else
            _chunks = chunk->Next;
        _held -= (nuint)FrameNumber.FrameBytes << chunk->Order;
        _chunkCount--;
        _source.Free((byte*)chunk, chunk->Order);
    }

    public void Trim()
    {
        for (Chunk* chunk = _chunks; chunk != null;)
        {
            Chunk* next = chunk->Next;
            FreeBlock* first = (FreeBlock*)((byte*)chunk + ChunkHeaderBytes);
            if (IsFree(first) && After(first)->Tag.Size == 0)
                ReleaseChunk(first);
            chunk = next;
        }
    }

    public readonly bool IsConsistent()
    {
        nuint used = 0;
        nuint held = 0;
        nuint free = 0;
        for (Chunk* chunk = _chunks; chunk != null; chunk = chunk->Next)
        {
            held += (nuint)FrameNumber.FrameBytes << chunk->Order;
            uint before = 0;
            bool wasFree = false;
            FreeBlock* block = (FreeBlock*)((byte*)chunk + ChunkHeaderBytes);
            for (; block->Tag.Size != 0; block = After(block))
            {
                bool isFree = IsFree(block);
                if (block->Tag.SizeBefore != before || (isFree && wasFree) || (!isFree && block->Tag.Mark != UsedMagic))
                    return false;
                used += isFree ? 0u : 1u;
                free += isFree ? 1u : 0u;
                before = block->Tag.Size;
                wasFree = isFree;
            }
            if (block->Tag.SizeBefore != before || (byte*)block + TagBytes != (byte*)chunk + ((nuint)FrameNumber.FrameBytes << chunk->Order))
                return false;
        }
        for (int bin = 0; bin < BinCount; bin++)
        {
            if (_bins[bin] == 0 == ((_nonEmpty >> bin & 1) != 0))
                return false;
            for (FreeBlock* block = (FreeBlock*)_bins[bin]; block != null; block = block->Next)
            {
                if (!IsFree(block) || BinOf(block->Tag.Size) != bin || free-- == 0)
                    return false;
            }
        }
        return used == _count && held == _held && free == 0;
    }
}
