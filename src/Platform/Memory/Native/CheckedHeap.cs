using System;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Memory.Native;

/// <summary>What a check of a native block found.</summary>
internal enum HeapFault
{
    None,
    FreedTwice,
    Overrun,
    Underrun,
    WrittenWhileFree,

    /// <summary>No block of this heap.</summary>
    Foreign,
}

/// <summary>What one place in the program holds.</summary>
/// <remarks>SAFETY: the name is a literal of the image.</remarks>
internal unsafe struct SiteUsage
{
    internal byte* Name;
    internal int NameLength;
    internal long Blocks;
    internal long Bytes;

    internal readonly ReadOnlySpan<byte> NameText => new(Name, NameLength);
}

/// <summary>
/// Lays known bytes around and into the blocks of another allocator: a word before and after each block, which whoever writes beyond it
/// destroys; a pattern in fresh blocks; and in freed ones another, which is looked at when they leave the quarantine that they go to. Blocks
/// know who asked for them.
/// </summary>
/// <remarks>
/// Not synchronized. SAFETY: a block begins with its header, in memory of the inner allocator; sites are literals.
/// </remarks>
internal unsafe struct CheckedHeap<TAllocator>
    where TAllocator : struct, INativeAllocator
{
    private const int QuarantineLength = 64;

    /// <summary>Large blocks leave at once: they are often whole pages, where the frames' own poison takes over.</summary>
    private const nuint LargestQuarantined = 8192;

    private const ulong LiveCanary = 0xca4a_4711_a11c_a7ed;
    private const ulong FreedCanary = 0xdead_b10c_dead_b10c;
    private const byte FreshPattern = 0xcd;
    private const byte FreedPattern = 0xdd;

    private struct Header
    {
        public Header* Next;
        public Header* Previous;
        public byte* Site;
        public int SiteLength;
        public int Unused;
        public nuint Bytes;

        /// <summary>Right before the block.</summary>
        public ulong Canary;
    }

    [InlineArray(QuarantineLength)]
    private struct Ring
    {
        private nint _first;
    }

    private TAllocator _inner;
    private Header* _live;
    private Ring _quarantine;
    private int _quarantineNext;

    internal CheckedHeap(TAllocator inner)
    {
        this = default;
        _inner = inner;
    }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    internal ref TAllocator Inner => ref _inner;

    /// <summary>Blocks in use, without those in quarantine.</summary>
    internal long Count { get; private set; }

    internal long Bytes { get; private set; }

    /// <summary>How much longer than the block the inner allocator's is.</summary>
    internal static nuint Overhead => (nuint)sizeof(Header) + sizeof(ulong);

    internal byte* Allocate(nuint bytes, ReadOnlySpan<byte> site)
    {
        if (bytes > NativeBlocks.MaximumBytes)
            return null;
        Header* header = (Header*)_inner.Allocate(bytes + Overhead);
        if (header == null)
            return null;
        // SAFETY: a literal's bytes are in the image and stay where they are.
        fixed (byte* name = site)
            header->Site = name;
        header->SiteLength = site.Length;
        header->Bytes = bytes;
        header->Canary = LiveCanary;
        header->Previous = null;
        header->Next = _live;
        if (_live != null)
            _live->Previous = header;
        _live = header;
        Count++;
        Bytes += (long)bytes;
        byte* block = (byte*)(header + 1);
        new Span<byte>(block, (int)bytes).Fill(FreshPattern);
        Unsafe.WriteUnaligned(block + bytes, LiveCanary);
        return block;
    }

    /// <summary>Looks at a block in use.</summary>
    internal readonly HeapFault Check(byte* block)
    {
        if (block == null || ((nuint)block & (NativeBlocks.Alignment - 1)) != 0)
            return HeapFault.Foreign;
        Header* header = (Header*)block - 1;
        if (header->Canary == FreedCanary)
            return HeapFault.FreedTwice;
        if (header->Canary != LiveCanary)
            return IsListed(header) ? HeapFault.Underrun : HeapFault.Foreign;
        return Unsafe.ReadUnaligned<ulong>(block + header->Bytes) == LiveCanary ? HeapFault.None : HeapFault.Overrun;
    }

    private readonly bool IsListed(Header* wanted)
    {
        for (Header* header = _live; header != null; header = header->Next)
        {
            if (header == wanted)
                return true;
        }
        return false;
    }

    /// <summary>Takes a block back; on a fault it is left as it is, for somebody to look at.</summary>
    internal HeapFault Free(byte* block)
    {
        HeapFault fault = Check(block);
        if (fault != HeapFault.None)
            return fault;
        Header* header = (Header*)block - 1;
        if (header->Next != null)
            header->Next->Previous = header->Previous;
        if (header->Previous != null)
            header->Previous->Next = header->Next;
        else
            _live = header->Next;
        Count--;
        Bytes -= (long)header->Bytes;
        header->Canary = FreedCanary;
        if (header->Bytes > LargestQuarantined)
        {
            _inner.Free((byte*)header);
            return HeapFault.None;
        }
        new Span<byte>(block, (int)header->Bytes).Fill(FreedPattern);
        Header* leaving = (Header*)_quarantine[_quarantineNext];
        _quarantine[_quarantineNext] = (nint)header;
        _quarantineNext = (_quarantineNext + 1) % QuarantineLength;
        return leaving == null ? HeapFault.None : Leave(leaving);
    }

    private HeapFault Leave(Header* header)
    {
        bool intact = header->Canary == FreedCanary
            && !new ReadOnlySpan<byte>((byte*)(header + 1), (int)header->Bytes).ContainsAnyExcept(FreedPattern);
        // A block that was written to is not used again: whoever writes may go on.
        if (!intact)
            return HeapFault.WrittenWhileFree;
        header->Canary = 0;
        _inner.Free((byte*)header);
        return HeapFault.None;
    }

    /// <summary>Empties the quarantine. Returns the last fault found in it.</summary>
    internal HeapFault Flush()
    {
        HeapFault found = HeapFault.None;
        for (int i = 0; i < QuarantineLength; i++)
        {
            Header* header = (Header*)_quarantine[i];
            _quarantine[i] = 0;
            if (header != null && Leave(header) is var fault && fault != HeapFault.None)
                found = fault;
        }
        return found;
    }

    /// <summary>Looks at all blocks in use. Returns the first fault, and where.</summary>
    internal readonly HeapFault CheckAll(out byte* culprit)
    {
        for (Header* header = _live; header != null; header = header->Next)
        {
            culprit = (byte*)(header + 1);
            HeapFault fault = Check(culprit);
            if (fault != HeapFault.None)
                return fault;
        }
        culprit = null;
        return HeapFault.None;
    }

    /// <summary>Sums the blocks in use up by who asked for them. Returns how many sites there are in the array.</summary>
    /// <param name="sites">Filled from the start; what does not fit is left out.</param>
    internal readonly int Report(Span<SiteUsage> sites)
    {
        int count = 0;
        for (Header* header = _live; header != null; header = header->Next)
        {
            int at = 0;
            while (at < count && !sites[at].NameText.SequenceEqual(new ReadOnlySpan<byte>(header->Site, header->SiteLength)))
                at++;
            if (at == count)
            {
                if (count == sites.Length)
                    continue;
                sites[count++] = new SiteUsage { Name = header->Site, NameLength = header->SiteLength };
            }
            sites[at].Blocks++;
            sites[at].Bytes += (long)header->Bytes;
        }
        return count;
    }
}
