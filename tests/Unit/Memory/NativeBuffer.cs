using System.Runtime.InteropServices;

namespace Diesis.Unit.Tests.Memory;

/// <summary>Zeroed memory with a red zone of known bytes on both sides, which <see cref="Dispose"/> checks.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    // SAFETY: the block belongs to this object alone until Dispose.
    private const int RedZone = 4096;
    private const byte Red = 0xa7;

    private readonly byte* _block;
    private readonly nuint _bytes;

    internal NativeBuffer(nuint bytes)
    {
        _bytes = bytes;
        _block = (byte*)NativeMemory.AlignedAlloc(bytes + 2 * RedZone, RedZone);
        NativeMemory.Clear(_block, bytes + 2 * RedZone);
        NativeMemory.Fill(_block, RedZone, Red);
        NativeMemory.Fill(_block + RedZone + bytes, RedZone, Red);
    }

    internal byte* Pointer => _block + RedZone;

    public void Dispose()
    {
        Assert.Equal(-1, new ReadOnlySpan<byte>(_block, RedZone).IndexOfAnyExcept(Red));
        Assert.Equal(-1, new ReadOnlySpan<byte>(_block + RedZone + _bytes, RedZone).IndexOfAnyExcept(Red));
        NativeMemory.AlignedFree(_block);
    }
}
