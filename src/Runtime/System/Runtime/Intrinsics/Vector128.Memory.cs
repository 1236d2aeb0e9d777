using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics;

// SAFETY: 16 bytes at the given place are read or written as they are; that they exist is the caller's affair.
public static partial class Vector128
{
    public static unsafe Vector128<T> Load<T>(T* source) => LoadUnsafe(ref *source);
    [Intrinsic] public static unsafe Vector128<T> LoadAligned<T>(T* source) => LoadAligned<T>(source);
    [Intrinsic] public static unsafe Vector128<T> LoadAlignedNonTemporal<T>(T* source) => LoadAlignedNonTemporal<T>(source);
    [Intrinsic] public static Vector128<T> LoadUnsafe<T>(ref readonly T source) => LoadUnsafe<T>(in source);
    [Intrinsic] public static Vector128<T> LoadUnsafe<T>(ref readonly T source, nuint elementOffset) => LoadUnsafe<T>(in source, elementOffset);
    public static unsafe void Store<T>(this Vector128<T> source, T* destination) => *(Vector128<T>*)destination = source;
    [Intrinsic] public static unsafe void StoreAligned<T>(this Vector128<T> source, T* destination) => StoreAligned<T>(source, destination);
    [Intrinsic] public static unsafe void StoreAlignedNonTemporal<T>(this Vector128<T> source, T* destination) => StoreAlignedNonTemporal<T>(source, destination);
    [Intrinsic] public static void StoreUnsafe<T>(this Vector128<T> source, ref T destination) => StoreUnsafe<T>(source, ref destination);
    [Intrinsic] public static void StoreUnsafe<T>(this Vector128<T> source, ref T destination, nuint elementOffset) => StoreUnsafe<T>(source, ref destination, elementOffset);
}
