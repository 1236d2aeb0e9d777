using System.Runtime.InteropServices;
using Diesis.Platform.Memory.Native;
using Diesis.Platform.Memory.Virtual;

namespace Diesis.Unit.Tests.Memory;

/// <summary>Pages from the host, with an account of what is out.</summary>
internal sealed unsafe class HostBlockStore : IDisposable
{
    // SAFETY: each block is freed once, by Free or by Dispose.
    private readonly Dictionary<nint, int> _blocks = [];

    /// <summary>Blocks that may still be allocated.</summary>
    internal int Left { get; set; } = int.MaxValue;

    internal nuint HeldBytes => (nuint)_blocks.Values.Sum(order => 4096L << order);

    internal byte* Allocate(int order)
    {
        if (Left == 0)
        {
            return null;
        }

        Left--;
        nuint bytes = (nuint)4096 << order;
        byte* block = (byte*)NativeMemory.AlignedAlloc(bytes, bytes);
        NativeMemory.Fill(block, bytes, 0x5a);
        _blocks.Add((nint)block, order);
        return block;
    }

    internal void Free(byte* block, int order)
    {
        Assert.True(_blocks.Remove((nint)block, out int had) && had == order, "a block went back that was not out");
        NativeMemory.AlignedFree(block);
    }

    public void Dispose()
    {
        foreach (nint block in _blocks.Keys)
        {
            NativeMemory.AlignedFree((void*)block);
        }
    }
}

internal readonly unsafe struct HostBlocks(HostBlockStore store) : IBlockSource, IPageSource
{
    // SAFETY: see HostBlockStore.
    public byte* Allocate(int order) => store.Allocate(order);

    public void Free(byte* block, int order) => store.Free(block, order);

    public byte* AllocatePage() => store.Allocate(0);
}
