using System.Runtime.CompilerServices;

namespace System.Runtime.InteropServices;

/// <summary>Spans and references made from memory of other shapes.</summary>
/// <remarks>SAFETY: the caller answers for lifetime and length where a span is made from a reference.</remarks>
public static unsafe partial class MemoryMarshal
{
    [Intrinsic]
    public static ref T GetArrayDataReference<T>(T[] array) => ref Unsafe.As<byte, T>(ref array.FirstBound);

    public static ref byte GetArrayDataReference(Array array) => ref array.FirstElement;

    public static ref T GetReference<T>(Span<T> span) => ref span._reference;

    public static ref T GetReference<T>(ReadOnlySpan<T> span) => ref span._reference;

    public static Span<T> CreateSpan<T>(scoped ref T reference, int length) => new(ref Unsafe.AsRef(in reference), length);

    public static ReadOnlySpan<T> CreateReadOnlySpan<T>(scoped ref readonly T reference, int length) =>
        new(ref Unsafe.AsRef(in reference), length);

    /// <summary>The bytes of values that hold no references.</summary>
    public static Span<byte> AsBytes<T>(Span<T> span) where T : struct
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            ThrowContainsReferences(typeof(T));
        return new(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * Unsafe.SizeOf<T>()));
    }

    public static ReadOnlySpan<byte> AsBytes<T>(ReadOnlySpan<T> span) where T : struct
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            ThrowContainsReferences(typeof(T));
        return new(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * Unsafe.SizeOf<T>()));
    }

    public static Span<TTo> Cast<TFrom, TTo>(Span<TFrom> span) where TFrom : struct where TTo : struct
    {
        int length = CastLength<TFrom, TTo>(span.Length);
        return new(ref Unsafe.As<TFrom, TTo>(ref span._reference), length);
    }

    public static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span) where TFrom : struct where TTo : struct
    {
        int length = CastLength<TFrom, TTo>(span.Length);
        return new(ref Unsafe.As<TFrom, TTo>(ref span._reference), length);
    }

    private static int CastLength<TFrom, TTo>(int length) where TFrom : struct where TTo : struct
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TFrom>())
            ThrowContainsReferences(typeof(TFrom));
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TTo>())
            ThrowContainsReferences(typeof(TTo));
        return checked((int)((ulong)(uint)length * (uint)Unsafe.SizeOf<TFrom>() / (uint)Unsafe.SizeOf<TTo>()));
    }

    public static T Read<T>(ReadOnlySpan<byte> source) where T : struct
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            ThrowContainsReferences(typeof(T));
        if (Unsafe.SizeOf<T>() > source.Length)
            throw new ArgumentOutOfRangeException("length");
        return Unsafe.ReadUnaligned<T>(ref source._reference);
    }

    public static bool TryRead<T>(ReadOnlySpan<byte> source, out T value) where T : struct
    {
        value = default;
        if (Unsafe.SizeOf<T>() > source.Length)
            return false;
        value = Read<T>(source);
        return true;
    }

    public static void Write<T>(Span<byte> destination, in T value) where T : struct
    {
        if (!TryWrite(destination, in value))
            throw new ArgumentOutOfRangeException("length");
    }

    public static bool TryWrite<T>(Span<byte> destination, in T value) where T : struct
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            ThrowContainsReferences(typeof(T));
        if (Unsafe.SizeOf<T>() > destination.Length)
            return false;
        Unsafe.WriteUnaligned(ref destination._reference, value);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowContainsReferences(Type type) =>
        throw new ArgumentException(string.Concat("Cannot use type '", type.ToString(), "'. Only value types without pointers or references are supported."));
}
