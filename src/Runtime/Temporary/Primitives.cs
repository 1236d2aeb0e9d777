using System.Runtime.CompilerServices;

namespace System;

public struct Boolean { private bool _value; public override string ToString() => this ? "True" : "False"; }
public struct Char : IEquatable<char> { private char _value; public override string ToString() => new string(this, 1); public bool Equals(char o) => this == o; public override int GetHashCode() => this | (this << 16); public override bool Equals(object? o) => o is char c && c == this; }
public struct SByte { private sbyte _value; public override string ToString() => ((int)this).ToString(); }
public struct Byte { private byte _value; public override string ToString() => ((int)this).ToString(); }
public struct Int16 { private short _value; public override string ToString() => ((int)this).ToString(); }
public struct UInt16 { private ushort _value; public override string ToString() => ((int)this).ToString(); }
public struct Int32 : IEquatable<int>, IComparable<int>
{
    private int _value;
    public const int MaxValue = 0x7fffffff;
    public const int MinValue = unchecked((int)0x80000000);
    public override string ToString() => ((long)this).ToString();
    public override int GetHashCode() => this;
    public override bool Equals(object? o) => o is int i && i == this;
    public bool Equals(int o) => this == o;
    public int CompareTo(int o) => this < o ? -1 : this > o ? 1 : 0;
}
public struct UInt32 { private uint _value; public const uint MaxValue = 0xffffffff; public override string ToString() => ((long)this).ToString(); }
public struct Int64
{
    private long _value;
    public override unsafe string ToString()
    {
        // SAFETY: 20 digits and a sign fit the buffer.
        char* buffer = stackalloc char[24];
        int at = 24;
        ulong value = this < 0 ? (ulong)-this : (ulong)this;
        do { buffer[--at] = (char)('0' + (int)(value % 10)); value /= 10; } while (value != 0);
        if (this < 0) buffer[--at] = '-';
        return new string(buffer, at, 24 - at);
    }
}
public struct UInt64 { private ulong _value; public const ulong MaxValue = 0xffff_ffff_ffff_ffff; public override string ToString() => ((long)this).ToString(); }
public unsafe struct IntPtr { private nint _value; public override string ToString() => ((long)(nint)this).ToString(); public static readonly nint Zero; }
public struct UIntPtr { private nuint _value; }
public struct Single { private float _value; }
public struct Double { private double _value; }
public abstract class Enum : ValueType { public bool HasFlag(Enum flag) => throw new NotSupportedException(); }
public interface IFormatProvider { object? GetFormat(Type? formatType); }
public interface IFormattable { string ToString(string? format, IFormatProvider? provider); }
public interface ISpanFormattable : IFormattable { bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider); }
public interface IUtf8SpanFormattable { bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider); }
public static class Math
{
    public static int Max(int a, int b) => a > b ? a : b;
    public static int Min(int a, int b) => a < b ? a : b;
}
public static class FloatRemainder
{
    [System.Runtime.RuntimeExport("fmod")] private static double Mod(double a, double b) => a - (double)(long)(a / b) * b;
}
