using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics;

public static partial class Vector128
{
    /// <summary>True: the baseline is x86-64-v2, and other ports bring their own 128-bit registers.</summary>
    public static bool IsHardwareAccelerated { [Intrinsic] get => IsHardwareAccelerated; }

    public static Vector128<T> Create<T>(ReadOnlySpan<T> values)
    {
        if (values.Length < Vector128<T>.Count)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(values));
        return LoadUnsafe(in System.Runtime.InteropServices.MemoryMarshal.GetReference(values));
    }

    public static void CopyTo<T>(this Vector128<T> vector, Span<T> destination)
    {
        if (destination.Length < Vector128<T>.Count)
            ThrowHelper.ThrowDestinationTooShort();
        StoreUnsafe(vector, ref System.Runtime.InteropServices.MemoryMarshal.GetReference(destination));
    }

    public static (Vector128<ushort> Lower, Vector128<ushort> Upper) Widen(Vector128<byte> source) =>
        (WidenLower(source), WidenUpper(source));

    public static (Vector128<uint> Lower, Vector128<uint> Upper) Widen(Vector128<ushort> source) =>
        (WidenLower(source), WidenUpper(source));

    public static (Vector128<ulong> Lower, Vector128<ulong> Upper) Widen(Vector128<uint> source) =>
        (WidenLower(source), WidenUpper(source));
}
