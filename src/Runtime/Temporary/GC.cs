using System.Runtime.CompilerServices;
namespace System;
public static class GC { [MethodImpl(MethodImplOptions.NoInlining)] public static void KeepAlive(object? value) { } }
