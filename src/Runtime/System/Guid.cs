using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Internal.Runtime;

namespace System;

/// <summary>A universally unique identifier (RFC 9562). Its bytes are in Microsoft's mixed order unless asked otherwise.</summary>
/// <remarks>Files: Guid, Guid.Formatting, Guid.Parsing.</remarks>
// SAFETY: the struct is sixteen bytes without padding, and is read and written as such where a span of sixteen was checked for.
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct Guid : ISpanFormattable, IUtf8SpanFormattable, IComparable, IComparable<Guid>, IEquatable<Guid>
{
    private const int Size = 16;

    public static readonly Guid Empty;

    private readonly int _a;
    private readonly short _b;
    private readonly short _c;
    private readonly byte _d;
    private readonly byte _e;
    private readonly byte _f;
    private readonly byte _g;
    private readonly byte _h;
    private readonly byte _i;
    private readonly byte _j;
    private readonly byte _k;

    public Guid(byte[] b)
        : this(Checked(b))
    {
    }

    public Guid(ReadOnlySpan<byte> b)
        : this(b, bigEndian: false)
    {
    }

    public Guid(ReadOnlySpan<byte> b, bool bigEndian)
    {
        if (b.Length != Size)
        {
            throw new ArgumentException("Byte array for Guid must be exactly 16 bytes long.", nameof(b));
        }

        this = Unsafe.ReadUnaligned<Guid>(ref MemoryMarshal.GetReference(b));
        if (bigEndian)
        {
            _a = BinaryPrimitives.ReverseEndianness(_a);
            _b = BinaryPrimitives.ReverseEndianness(_b);
            _c = BinaryPrimitives.ReverseEndianness(_c);
        }
    }

    public Guid(int a, short b, short c, byte[] d)
    {
        ArgumentNullException.ThrowIfNull(d);
        if (d.Length != 8)
        {
            throw new ArgumentException("Byte array for Guid must be exactly 8 bytes long.", nameof(d));
        }

        this = new Guid(a, b, c, d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]);
    }

    public Guid(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)
    {
        _a = a;
        _b = b;
        _c = c;
        _d = d;
        _e = e;
        _f = f;
        _g = g;
        _h = h;
        _i = i;
        _j = j;
        _k = k;
    }

    public Guid(uint a, ushort b, ushort c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)
        : this((int)a, (short)b, (short)c, d, e, f, g, h, i, j, k)
    {
    }

    public Guid(string g)
    {
        ArgumentNullException.ThrowIfNull(g);
        this = Parse(g);
    }

    public static Guid AllBitsSet => new(-1, -1, -1, 255, 255, 255, 255, 255, 255, 255, 255);

    /// <summary>The upper half of the ninth byte.</summary>
    public int Variant => _d >> 4;

    public int Version => (ushort)_c >> 12;

    /// <summary>Version 4: random but for version and variant.</summary>
    public static unsafe Guid NewGuid()
    {
        Guid guid;
        Home.Random((byte*)&guid, Size);
        return guid.WithVersion(4);
    }

    public static Guid CreateVersion7() => CreateVersion7(DateTimeOffset.UtcNow);

    /// <summary>Version 7: milliseconds of Unix time, then random bits.</summary>
    public static Guid CreateVersion7(DateTimeOffset timestamp)
    {
        long milliseconds = timestamp.ToUnixTimeMilliseconds();
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds, nameof(timestamp));
        Guid random = NewGuid();
        return new Guid(
            (int)(milliseconds >> 16), (short)milliseconds, random._c, random._d, random._e, random._f, random._g, random._h, random._i, random._j,
            random._k).WithVersion(7);
    }

    public byte[] ToByteArray() => ToByteArray(bigEndian: false);

    public byte[] ToByteArray(bool bigEndian)
    {
        byte[] bytes = new byte[Size];
        TryWriteBytes(bytes, bigEndian, out _);
        return bytes;
    }

    public bool TryWriteBytes(Span<byte> destination) => TryWriteBytes(destination, bigEndian: false, out _);

    public bool TryWriteBytes(Span<byte> destination, bool bigEndian, out int bytesWritten)
    {
        if (destination.Length < Size)
        {
            bytesWritten = 0;
            return false;
        }

        Guid ordered = bigEndian
            ? new Guid(
                BinaryPrimitives.ReverseEndianness(_a), BinaryPrimitives.ReverseEndianness(_b), BinaryPrimitives.ReverseEndianness(_c), _d, _e, _f, _g, _h,
                _i, _j, _k)
            : this;
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(destination), ordered);
        bytesWritten = Size;
        return true;
    }

    public override int GetHashCode()
    {
        (ulong low, ulong high) = Halves();
        return (int)low ^ (int)(low >> 32) ^ (int)high ^ (int)(high >> 32);
    }

    public override bool Equals([NotNullWhen(true)] object? o) => o is Guid other && Equals(other);

    public bool Equals(Guid g) => Halves() == g.Halves();

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is Guid other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type GUID.", nameof(value));
    }

    /// <summary>By the order of the digits, each field taken as unsigned.</summary>
    public int CompareTo(Guid value)
    {
        int order = ((uint)_a).CompareTo((uint)value._a);
        if (order == 0)
        {
            order = ((ushort)_b).CompareTo((ushort)value._b);
        }

        if (order == 0)
        {
            order = ((ushort)_c).CompareTo((ushort)value._c);
        }

        if (order == 0)
        {
            order = BinaryPrimitives.ReverseEndianness(Halves().High).CompareTo(BinaryPrimitives.ReverseEndianness(value.Halves().High));
        }

        return order < 0 ? -1 : order > 0 ? 1 : 0;
    }

    public static bool operator ==(Guid a, Guid b) => a.Halves() == b.Halves();

    public static bool operator !=(Guid a, Guid b) => a.Halves() != b.Halves();

    public static bool operator <(Guid left, Guid right) => left.CompareTo(right) < 0;

    public static bool operator <=(Guid left, Guid right) => left.CompareTo(right) <= 0;

    public static bool operator >(Guid left, Guid right) => left.CompareTo(right) > 0;

    public static bool operator >=(Guid left, Guid right) => left.CompareTo(right) >= 0;

    private static ReadOnlySpan<byte> Checked(byte[] b)
    {
        ArgumentNullException.ThrowIfNull(b);
        return b;
    }

    private (ulong Low, ulong High) Halves()
    {
        ref byte start = ref Unsafe.As<Guid, byte>(ref Unsafe.AsRef(in this));
        return (Unsafe.ReadUnaligned<ulong>(ref start), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, sizeof(ulong))));
    }

    private Guid WithVersion(int version) =>
        new(_a, _b, (short)((_c & 0x0FFF) | (version << 12)), (byte)((_d & 0x3F) | 0x80), _e, _f, _g, _h, _i, _j, _k);
}
