using System.Runtime.CompilerServices;
namespace System;
public static class GC { internal static T[] AllocateUninitializedArray<T>(int length) => new T[length]; [MethodImpl(MethodImplOptions.NoInlining)] public static void KeepAlive(object? value) { } }
