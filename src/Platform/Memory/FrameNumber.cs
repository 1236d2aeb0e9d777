using System;

namespace Diesis.Platform.Memory;

/// <summary>A frame of physical memory, 4 KiB: the physical address divided by the frame's size. 32 bits reach 16 TiB.</summary>
public readonly struct FrameNumber(uint value) : IEquatable<FrameNumber>
{
    public const int FrameShift = 12;
    public const int FrameBytes = 1 << FrameShift;

    public uint Value { get; } = value;

    /// <summary>Stands for "no frame". Frame 0 holds the real mode's interrupt table and is never given out.</summary>
    public static FrameNumber None => default;

    public bool IsNone => Value == 0;

    public PhysicalAddress Address => new((ulong)Value << FrameShift);

    public bool Equals(FrameNumber other) => Value == other.Value;

    public override bool Equals(object? other) => other is FrameNumber frame && Equals(frame);

    public override int GetHashCode() => (int)Value;

    public static bool operator ==(FrameNumber left, FrameNumber right) => left.Value == right.Value;

    public static bool operator !=(FrameNumber left, FrameNumber right) => left.Value != right.Value;

    public static FrameNumber operator +(FrameNumber frame, uint count) => new(frame.Value + count);
}
