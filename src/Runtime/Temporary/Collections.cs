using System.Runtime.CompilerServices;

namespace System.Collections
{
    public interface IEnumerable { IEnumerator GetEnumerator(); }
    public interface IEnumerator { bool MoveNext(); object? Current { get; } void Reset(); }
    public interface IDictionary : IEnumerable { }
}
namespace System.Collections.Generic
{
    public interface IEnumerable<out T> : IEnumerable where T : allows ref struct { new IEnumerator<T> GetEnumerator(); }
    public interface IEnumerator<out T> : IDisposable, IEnumerator where T : allows ref struct { new T Current { get; } }
    public interface ICollection<T> : IEnumerable<T> { int Count { get; } }
    public interface IList<T> : ICollection<T> { T this[int i] { get; set; } }
    public abstract class EqualityComparer<T>
    {
        public static EqualityComparer<T> Default { get; } = new ObjectComparer<T>();
        public abstract bool Equals(T? a, T? b);
        public abstract int GetHashCode(T a);
    }
    internal sealed class ObjectComparer<T> : EqualityComparer<T>
    {
        public override bool Equals(T? a, T? b) => a is IEquatable<T> e ? e.Equals(b) : a == null ? b == null : a.Equals(b);
        public override int GetHashCode(T a) => a == null ? 0 : a.GetHashCode();
    }
    public abstract class Comparer<T>
    {
        public static Comparer<T> Default { get; } = new OrderComparer<T>();
        public abstract int Compare(T? a, T? b);
    }
    internal sealed class OrderComparer<T> : Comparer<T>
    {
        public override int Compare(T? a, T? b) => a is IComparable<T> c ? c.CompareTo(b) : 0;
    }
}
namespace System
{
    internal class Array<T> : Array, System.Collections.Generic.IEnumerable<T>
    {
        public System.Collections.Generic.IEnumerator<T> GetEnumerator() => new Enumerator(Unsafe.As<T[]>(this));
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
        private sealed class Enumerator(T[] array) : System.Collections.Generic.IEnumerator<T>
        {
            private int _i = -1;
            public bool MoveNext() => ++_i < array.Length;
            public T Current => array[_i];
            object? System.Collections.IEnumerator.Current => Current;
            public void Reset() => _i = -1;
            public void Dispose() { }
        }
    }
    public abstract partial class Array
    {
        public static void Copy<T>(T[] from, int start, T[] to, int at, int length) { for (int i = 0; i < length; i++) to[at + i] = from[start + i]; }
    }
    public struct ValueTuple<T1, T2> { public T1 Item1; public T2 Item2; public ValueTuple(T1 a, T2 b) { Item1 = a; Item2 = b; } }
}
