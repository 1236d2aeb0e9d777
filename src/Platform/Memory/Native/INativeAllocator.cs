namespace Diesis.Platform.Memory.Native;

/// <summary>Blocks of whole pages for a native allocator: 2^order pages, aligned to their size.</summary>
/// <remarks>SAFETY: a block is the allocator's until it gives it back.</remarks>
internal unsafe interface IBlockSource
{
    /// <returns>Null when memory is short.</returns>
    byte* Allocate(int order);

    void Free(byte* block, int order);
}

/// <summary>What came of giving a block back. Unless Freed nothing has been changed.</summary>
internal enum NativeFreeResult
{
    Freed,

    /// <summary>No block in use begins there.</summary>
    NotAllocated,
}

/// <summary>
/// An allocator of memory that holds no objects. Implementations are structs over pages that a source gives, so they work before there is a
/// heap and are tested on the host, one suite for all. The caller serializes all calls.
/// </summary>
/// <remarks>SAFETY: a block is the caller's from Allocate to Free, from its first byte to <see cref="UsableBytes"/>.</remarks>
internal unsafe interface INativeAllocator
{
    /// <summary>A block with an address that is a multiple of 16; null when memory is short or <paramref name="bytes"/> is absurd.</summary>
    byte* Allocate(nuint bytes);

    NativeFreeResult Free(byte* block);

    /// <summary>At least what was asked for. Precondition: the block is in use.</summary>
    nuint UsableBytes(byte* block);

    /// <summary>Blocks in use.</summary>
    nuint Count { get; }

    /// <summary>Bytes of pages that the allocator has from its source.</summary>
    nuint HeldBytes { get; }

    /// <summary>Gives pages back that are only kept for later use.</summary>
    void Trim();

    /// <summary>Walks all structures; false if they contradict each other.</summary>
    bool IsConsistent();
}

internal static class NativeBlocks
{
    internal const nuint Alignment = 16;

    /// <summary>The largest block of the frame allocators, less an allocator's own header.</summary>
    internal const nuint MaximumBytes = ((nuint)FrameNumber.FrameBytes << 10) - 64;

    internal static nuint RoundUp(nuint bytes) => (bytes + Alignment - 1) & ~(Alignment - 1);

    /// <summary>The smallest order whose block holds so many bytes.</summary>
    internal static int OrderFor(nuint bytes) =>
        bytes <= FrameNumber.FrameBytes ? 0 : System.Numerics.BitOperations.Log2(bytes - 1) + 1 - FrameNumber.FrameShift;
}
