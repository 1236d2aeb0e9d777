using System;
using Diesis.Platform.Memory;
using Diesis.Platform.Users;

namespace Diesis.Core.Files.Archives;

/// <summary>Bytes that lie in frames in a row, such as what a boot loader has put into memory.</summary>
/// <param name="start">Physical address.</param>
public sealed class FrameSource(ulong start, ulong bytes) : ByteSource
{
    private ulong _at = start;
    private ulong _left = bytes;

    public override int Read(Span<byte> to)
    {
        int offset = (int)(_at & (FrameMemory.Bytes - 1));
        int count = (int)ulong.Min(_left, (ulong)int.Min(to.Length, FrameMemory.Bytes - offset));
        if (count == 0)
            return 0;
        FrameMemory.Read(new PhysicalAddress(_at).Frame, offset, to[..count]);
        _at += (ulong)count;
        _left -= (ulong)count;
        return count;
    }
}
