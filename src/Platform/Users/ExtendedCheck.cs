using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Diesis.Platform.Users;

/// <summary>Whether XRSTOR and FXRSTOR will take a state that a program has had in its hands (Intel SDM, volume 1, section 13.8): otherwise they fault.</summary>
internal static class ExtendedCheck
{
    internal const int LegacyBytes = 512;

    /// <summary>XSTATE_BV: which components the area holds.</summary>
    internal const int PresentOffset = 512;

    private const int CompactOffset = 520;
    private const int HeaderEnd = 576;
    private const int SseControlOffset = 24;

    /// <summary>Bits of MXCSR that exist on every processor of the level that the kernel needs.</summary>
    private const uint SseControlBits = 0xffff;

    internal static bool IsValid(ReadOnlySpan<byte> area, ulong components)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(area[SseControlOffset..]) > SseControlBits)
            return false;
        if ((BinaryPrimitives.ReadUInt64LittleEndian(area[PresentOffset..]) & ~components) != 0)
            return false;
        ulong reserved = 0;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(area[CompactOffset..HeaderEnd]))
            reserved |= word;
        return reserved == 0;
    }

    /// <summary>Parts of the first 512 bytes that the header calls absent are in their initial state.</summary>
    internal static void FillAbsent(Span<byte> area)
    {
        const byte X87 = 1;
        const byte Sse = 2;
        const int SseStart = 160;
        const int SseEnd = 416;
        if ((area[PresentOffset] & X87) == 0)
        {
            area[..SseControlOffset].Clear();
            area[32..SseStart].Clear();
            BinaryPrimitives.WriteUInt16LittleEndian(area, 0x37f);
        }
        if ((area[PresentOffset] & Sse) == 0)
            area[SseStart..SseEnd].Clear();
    }
}
