using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

// SAFETY: pointers and lengths are checked where .NET checks them; a wild pointer faults as a null reference or ends the process, as there.
public sealed unsafe partial class String
{
    // A string's size is known only to the body, so the compiler calls the static Ctor with the same parameters in place of each constructor.

    public extern String(char[]? value);

    public extern String(char[] value, int startIndex, int length);

    public extern String(char c, int count);

    public extern String(ReadOnlySpan<char> value);

    public extern String(char* value);

    public extern String(char* value, int startIndex, int length);

    public extern String(sbyte* value);

    public extern String(sbyte* value, int startIndex, int length);

    private static string Ctor(char[]? value) =>
        value is null ? Empty : FromSpan(ref MemoryMarshal.GetArrayDataReference(value), value.Length);

    private static string Ctor(char[] value, int startIndex, int length)
    {
        ThrowHelper.CheckNotNull(value, nameof(value));
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        ThrowHelper.CheckNotNegative(length, nameof(length));
        ThrowHelper.CheckNotGreater(startIndex, value.Length - length, nameof(startIndex));
        return FromSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(value), startIndex), length);
    }

    private static string Ctor(char c, int count)
    {
        if (count <= 0)
        {
            ThrowHelper.CheckNotNegative(count, nameof(count));
            return Empty;
        }

        string result = FastAllocateString(count);
        if (c != '\0')
            SpanHelpers.FillElements(ref result._firstChar, c, (nuint)count);
        return result;
    }

    private static string Ctor(ReadOnlySpan<char> value) => FromSpan(ref value._reference, value.Length);

    private static string Ctor(char* value)
    {
        if (value is null)
            return Empty;
        return FromSpan(ref *value, LengthOfTerminated(value));
    }

    private static string Ctor(char* value, int startIndex, int length)
    {
        ThrowHelper.CheckNotNegative(length, nameof(length));
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        if (length == 0)
            return Empty;
        if (value is null)
            ThrowHelper.ThrowArgumentOutOfRange("ptr", "Pointer startIndex and length do not refer to a valid string.");
        return FromSpan(ref value[startIndex], length);
    }

    private static string Ctor(sbyte* value)
    {
        if (value is null)
            return Empty;

        int length = 0;
        while (value[length] != 0)
        {
            length++;
        }

        return System.Text.Utf8Coding.ToText(new ReadOnlySpan<byte>(value, length));
    }

    private static string Ctor(sbyte* value, int startIndex, int length)
    {
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        ThrowHelper.CheckNotNegative(length, nameof(length));
        if (value is null)
        {
            if (length == 0)
                return Empty;
            ThrowHelper.ThrowArgumentNull(nameof(value));
        }

        return System.Text.Utf8Coding.ToText(new ReadOnlySpan<byte>(value + startIndex, length));
    }

    private static int LengthOfTerminated(char* value)
    {
        char* end = value;
        while (*end != '\0')
        {
            end++;
        }

        return (int)(end - value);
    }
}
