using System.Runtime.InteropServices;
using Diesis.Platform.Boot;

namespace Diesis.Unit.Tests.Boot;

/// <summary>
/// A piece of physical memory that a test fills. A page that may not be touched follows it, so that a read beyond its end is a crash and not luck.
/// </summary>
internal sealed unsafe class PhysicalImage : IDisposable
{
    internal const ulong First = 0x10_0000;

    private const int PageBytes = 4096;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly byte* _mapping;
    private readonly int _mappingBytes;
    private readonly byte* _memory;
    private int _used;

    internal PhysicalImage(int bytes)
    {
        Length = bytes;
        int pages = (bytes + PageBytes - 1) / PageBytes;
        _mappingBytes = (pages + 1) * PageBytes;
        _mapping = (byte*)Map(0, (nuint)_mappingBytes, ReadWrite, PrivateAnonymous, -1, 0);
        if (_mapping == (byte*)-1 || Protect((nint)_mapping + pages * PageBytes, PageBytes, 0) != 0)
        {
            throw new InvalidOperationException("no memory with a guard page");
        }

        // The last byte of the image is the last before the guard.
        _memory = _mapping + pages * PageBytes - bytes;
    }

    internal int Length { get; }

    internal Span<byte> Bytes => new(_memory, Length);

    internal PhysicalWindow Window => new(_memory, First, (ulong)Length);

    /// <summary>The part that has been filled so far.</summary>
    internal Span<byte> Used => Bytes[.._used];

    /// <summary>The physical address of what comes next.</summary>
    internal ulong Next => First + (ulong)_used;

    internal ulong Add(ReadOnlySpan<byte> bytes, int alignment = 8)
    {
        _used = (_used + alignment - 1) / alignment * alignment;
        bytes.CopyTo(Bytes[_used..]);
        ulong address = Next;
        _used += bytes.Length;
        return address;
    }

    /// <summary>Adds numbers of 32 bits, one after another.</summary>
    internal ulong Add(params uint[] numbers) => Add(MemoryMarshal.AsBytes(numbers.AsSpan()));

    internal void Set(ulong address, uint value) => MemoryMarshal.Write(Bytes[(int)(address - First)..], in value);

    public void Dispose() => Unmap((nint)_mapping, (nuint)_mappingBytes);

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nuint length, int protection, int flags, int file, long offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nuint length);
}
