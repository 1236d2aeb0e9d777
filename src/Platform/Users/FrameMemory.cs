using System;
using Diesis.Platform.Memory;

namespace Diesis.Platform.Users;

/// <summary>The bytes of frames, by copying: a frame of a file may be mapped by programs, which change it at any time.</summary>
/// <remarks>Preconditions: the caller holds a reference to the frame. SAFETY: all RAM is in the direct map; offsets are checked.</remarks>
public static unsafe class FrameMemory
{
    public const int Bytes = FrameNumber.FrameBytes;

    public static void Read(FrameNumber frame, int offset, Span<byte> to)
    {
        Check(offset, to.Length);
        new ReadOnlySpan<byte>(DirectMap.Pointer(frame) + offset, to.Length).CopyTo(to);
    }

    public static void Write(FrameNumber frame, int offset, ReadOnlySpan<byte> from)
    {
        Check(offset, from.Length);
        from.CopyTo(new Span<byte>(DirectMap.Pointer(frame) + offset, from.Length));
    }

    public static void Clear(FrameNumber frame, int offset, int count)
    {
        Check(offset, count);
        new Span<byte>(DirectMap.Pointer(frame) + offset, count).Clear();
    }

    public static void Copy(FrameNumber from, FrameNumber to) =>
        new ReadOnlySpan<byte>(DirectMap.Pointer(from), Bytes).CopyTo(new Span<byte>(DirectMap.Pointer(to), Bytes));

    /// <summary>Where a part of a frame is.</summary>
    internal static byte* Pointer(FrameNumber frame, int offset, int count)
    {
        Check(offset, count);
        return DirectMap.Pointer(frame) + offset;
    }

    private static void Check(int offset, int count)
    {
        if ((uint)offset > Bytes || (uint)count > (uint)(Bytes - offset))
            throw new ArgumentOutOfRangeException(nameof(offset));
    }
}
