using System.Runtime;
using System.Runtime.CompilerServices;

namespace System.Threading
{
    public static class Interlocked
    {
        [Intrinsic] public static int CompareExchange(ref int location, int value, int comparand) => CompareExchange(ref location, value, comparand);
        [Intrinsic] public static long CompareExchange(ref long location, long value, long comparand) => CompareExchange(ref location, value, comparand);
        public static nint CompareExchange(ref nint location, nint value, nint comparand) => (nint)CompareExchange(ref Unsafe.As<nint, long>(ref location), (long)value, (long)comparand);
        [RuntimeImport("*", "RhpCheckedLockCmpXchg")] [MethodImpl(MethodImplOptions.InternalCall)] public static extern object? CompareExchange(ref object? location, object? value, object? comparand);
        [Intrinsic] public static int Exchange(ref int location, int value) => Exchange(ref location, value);
        [Intrinsic] private static int ExchangeAdd(ref int location, int value) => ExchangeAdd(ref location, value);
        [Intrinsic] private static long ExchangeAdd(ref long location, long value) => ExchangeAdd(ref location, value);
        public static int Add(ref int location, int value) => ExchangeAdd(ref location, value) + value;
        public static long Add(ref long location, long value) => ExchangeAdd(ref location, value) + value;
        public static int Increment(ref int location) => Add(ref location, 1);
        public static int Decrement(ref int location) => Add(ref location, -1);
        [Intrinsic] public static void MemoryBarrier() => MemoryBarrier();
    }
    public static class Volatile
    {
        private struct VolatileInt { public volatile int Value; }
        private struct VolatileNint { public volatile nint Value; }
        public static int Read(ref readonly int location) => Unsafe.As<int, VolatileInt>(ref Unsafe.AsRef(in location)).Value;
        public static void Write(ref int location, int value) => Unsafe.As<int, VolatileInt>(ref location).Value = value;
        public static nint Read(ref readonly nint location) => Unsafe.As<nint, VolatileNint>(ref Unsafe.AsRef(in location)).Value;
        public static void Write(ref nint location, nint value) => Unsafe.As<nint, VolatileNint>(ref location).Value = value;
        public static long Read(ref readonly long location) => Unsafe.As<long, VolatileNint>(ref Unsafe.AsRef(in location)).Value;
        public static void Write(ref long location, long value) => Unsafe.As<long, VolatileNint>(ref location).Value = (nint)value;
    }
    public static class Monitor
    {
        public static void Enter(object value, ref bool taken) { taken = true; }
        public static void Exit(object value) { }
    }
    public sealed class Thread
    {
        private readonly Action _start;
        public Thread(Action start) => _start = start;
        internal void RunOnNewThread() => _start();
    }
}
namespace System.Threading.Tasks
{
    public readonly struct ValueTask { }
}
namespace Internal.Runtime
{
    internal static class ObjectHeader
    {
        internal static int GetHashCode(object value) => (int)(Unsafe.As<object, nint>(ref value) >> 3);
    }
}
