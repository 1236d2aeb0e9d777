using Diesis.Platform.Memory.Physical;

namespace Diesis.Unit.Tests.Memory;

/// <summary>A frame allocator with its memory, as an object.</summary>
internal interface IAllocatorUnderTest
{
    uint FrameCount { get; }

    void AddFree(uint first, uint count);

    uint Allocate(int order, FrameZone highest, FrameReserve reserve = FrameReserve.Keep);

    uint AllocateContiguous(uint count, uint alignment, uint limit);

    FrameFreeResult Free(uint first, int order);

    FrameFreeResult FreeContiguous(uint first, uint count);

    uint FreeFrames(FrameZone zone);

    uint TotalFrames(FrameZone zone);

    bool IsConsistent();
}

internal sealed unsafe class AllocatorUnderTest<T> : IAllocatorUnderTest, IDisposable
    where T : struct, IFrameAllocator
{
    // SAFETY: both buffers have the sizes that the allocator asks for and live as long as it.
    private readonly NativeBuffer _table;
    private readonly NativeBuffer _metadata;
    private T _allocator;

    internal AllocatorUnderTest(uint frames)
    {
        FrameCount = frames;
        _table = new NativeBuffer(frames * (nuint)sizeof(FrameDescriptor));
        _metadata = new NativeBuffer(T.MetadataBytes(frames));
        _allocator.Initialize((FrameDescriptor*)_table.Pointer, frames, _metadata.Pointer);
    }

    public uint FrameCount { get; }

    public void AddFree(uint first, uint count) => _allocator.AddFree(first, count);

    public uint Allocate(int order, FrameZone highest, FrameReserve reserve) => _allocator.Allocate(order, highest, reserve);

    public uint AllocateContiguous(uint count, uint alignment, uint limit) => _allocator.AllocateContiguous(count, alignment, limit);

    public FrameFreeResult Free(uint first, int order) => _allocator.Free(first, order);

    public FrameFreeResult FreeContiguous(uint first, uint count) => _allocator.FreeContiguous(first, count);

    public uint FreeFrames(FrameZone zone) => _allocator.FreeFrames(zone);

    public uint TotalFrames(FrameZone zone) => _allocator.TotalFrames(zone);

    public bool IsConsistent() => _allocator.IsConsistent();

    public void Dispose()
    {
        _table.Dispose();
        _metadata.Dispose();
    }
}
