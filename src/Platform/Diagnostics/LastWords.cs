using System;

namespace Diesis.Platform.Diagnostics;

/// <summary>The last of what went to standard error: how the runtime says why it ends. A panic shows it on the other consoles.</summary>
/// <remarks>Processors that write at the same time may garble it; nothing worse. SAFETY: the index stays within the static buffer.</remarks>
internal static unsafe class LastWords
{
    private const int Capacity = 8192;

    private struct Storage
    {
        public fixed byte Bytes[Capacity];
    }

    private static Storage s_storage;
    private static int s_length;

    /// <summary>What there is, whole lines or not.</summary>
    internal static ReadOnlySpan<byte> Text
    {
        get
        {
            // SAFETY: a static does not move.
            fixed (byte* bytes = s_storage.Bytes)
                return new ReadOnlySpan<byte>(bytes, Math.Min(s_length, Capacity));
        }
    }

    /// <summary>When there is no more room, what came last is lost: a report's beginning says most.</summary>
    internal static void Add(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            int at = s_length;
            if (at >= Capacity)
                return;
            s_storage.Bytes[at] = value;
            s_length = at + 1;
        }
    }

    internal static void Clear() => s_length = 0;
}
