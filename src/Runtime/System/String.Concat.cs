using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;

namespace System;

// SAFETY: the pieces are copied into a string that was allocated for the sum of their lengths and is not yet published.
public sealed partial class String
{
    /// <summary>The longest string in units, .NET's limit.</summary>
    internal const int MaxLength = 0x3FFFFFDF;

    public static string Concat(object? arg0) => arg0?.ToString() ?? Empty;

    public static string Concat(object? arg0, object? arg1) => Concat(arg0?.ToString(), arg1?.ToString());

    public static string Concat(object? arg0, object? arg1, object? arg2) => Concat(arg0?.ToString(), arg1?.ToString(), arg2?.ToString());

    public static string Concat(params object?[] args)
    {
        ThrowHelper.CheckNotNull(args, nameof(args));
        return Concat((ReadOnlySpan<object?>)args);
    }

    public static string Concat(params ReadOnlySpan<object?> args)
    {
        string?[] texts = new string?[args.Length];
        for (int i = 0; i < args.Length; i++)
        {
            texts[i] = args[i]?.ToString();
        }

        return Concat((ReadOnlySpan<string?>)texts);
    }

    public static string Concat<T>(IEnumerable<T> values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return JoinEnumerated(default, values);
    }

    public static string Concat(IEnumerable<string?> values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return JoinEnumerated(default, values);
    }

    public static string Concat(string? str0, string? str1)
    {
        if (str0 is null || str0.Length == 0)
            return str1 ?? Empty;
        if (str1 is null || str1.Length == 0)
            return str0;

        string result = Allocate((long)str0.Length + str1.Length);
        CopyUnits(ref result._firstChar, ref str0._firstChar, str0.Length);
        CopyUnits(ref Unsafe.Add(ref result._firstChar, str0.Length), ref str1._firstChar, str1.Length);
        return result;
    }

    public static string Concat(string? str0, string? str1, string? str2)
    {
        if (IsNullOrEmpty(str0))
            return Concat(str1, str2);
        if (IsNullOrEmpty(str1))
            return Concat(str0, str2);
        if (IsNullOrEmpty(str2))
            return Concat(str0, str1);

        string result = Allocate((long)str0.Length + str1.Length + str2.Length);
        ref char end = ref result._firstChar;
        CopyUnits(ref end, ref str0._firstChar, str0.Length);
        end = ref Unsafe.Add(ref end, str0.Length);
        CopyUnits(ref end, ref str1._firstChar, str1.Length);
        CopyUnits(ref Unsafe.Add(ref end, str1.Length), ref str2._firstChar, str2.Length);
        return result;
    }

    public static string Concat(string? str0, string? str1, string? str2, string? str3)
    {
        if (IsNullOrEmpty(str0))
            return Concat(str1, str2, str3);
        if (IsNullOrEmpty(str1))
            return Concat(str0, str2, str3);
        if (IsNullOrEmpty(str2))
            return Concat(str0, str1, str3);
        if (IsNullOrEmpty(str3))
            return Concat(str0, str1, str2);

        string result = Allocate((long)str0.Length + str1.Length + str2.Length + str3.Length);
        ref char end = ref result._firstChar;
        CopyUnits(ref end, ref str0._firstChar, str0.Length);
        end = ref Unsafe.Add(ref end, str0.Length);
        CopyUnits(ref end, ref str1._firstChar, str1.Length);
        end = ref Unsafe.Add(ref end, str1.Length);
        CopyUnits(ref end, ref str2._firstChar, str2.Length);
        CopyUnits(ref Unsafe.Add(ref end, str2.Length), ref str3._firstChar, str3.Length);
        return result;
    }

    public static string Concat(ReadOnlySpan<char> str0, ReadOnlySpan<char> str1) => ConcatSpans(str0, str1, default, default);

    public static string Concat(ReadOnlySpan<char> str0, ReadOnlySpan<char> str1, ReadOnlySpan<char> str2) => ConcatSpans(str0, str1, str2, default);

    public static string Concat(ReadOnlySpan<char> str0, ReadOnlySpan<char> str1, ReadOnlySpan<char> str2, ReadOnlySpan<char> str3) =>
        ConcatSpans(str0, str1, str2, str3);

    public static string Concat(params string?[] values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return JoinStrings(default, values);
    }

    public static string Concat(params ReadOnlySpan<string?> values) => JoinStrings(default, values);

    public static string Join(char separator, params string?[] value)
    {
        ThrowHelper.CheckNotNull(value, nameof(value));
        return JoinStrings(new ReadOnlySpan<char>(in separator), value);
    }

    public static string Join(char separator, params ReadOnlySpan<string?> value) => JoinStrings(new ReadOnlySpan<char>(in separator), value);

    public static string Join(char separator, string?[] value, int startIndex, int count) =>
        JoinStrings(new ReadOnlySpan<char>(in separator), Part(value, startIndex, count));

    public static string Join(char separator, params object?[] values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return JoinObjects(new ReadOnlySpan<char>(in separator), values);
    }

    public static string Join(char separator, params ReadOnlySpan<object?> values) => JoinObjects(new ReadOnlySpan<char>(in separator), values);

    public static string Join<T>(char separator, IEnumerable<T> values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return JoinEnumerated(new ReadOnlySpan<char>(in separator), values);
    }

    public static string Join(string? separator, params string?[] value)
    {
        ThrowHelper.CheckNotNull(value, nameof(value));
        return JoinStrings(separator, value);
    }

    public static string Join(string? separator, params ReadOnlySpan<string?> value) => JoinStrings(separator, value);

    public static string Join(string? separator, string?[] value, int startIndex, int count) => JoinStrings(separator, Part(value, startIndex, count));

    public static string Join(string? separator, params object?[] values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return JoinObjects(separator, values);
    }

    public static string Join(string? separator, params ReadOnlySpan<object?> values) => JoinObjects(separator, values);

    public static string Join(string? separator, IEnumerable<string?> values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return JoinEnumerated(separator, values);
    }

    public static string Join<T>(string? separator, IEnumerable<T> values)
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return JoinEnumerated(separator, values);
    }

    private static ReadOnlySpan<string?> Part(string?[] value, int startIndex, int count)
    {
        ThrowHelper.CheckNotNull(value, nameof(value));
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        ThrowHelper.CheckNotNegative(count, nameof(count));
        ThrowHelper.CheckNotGreater(startIndex, value.Length - count, nameof(startIndex));
        return new ReadOnlySpan<string?>(value, startIndex, count);
    }

    private static string Allocate(long length)
    {
        if (length > MaxLength)
            ThrowHelper.ThrowOutOfMemoryException();
        return FastAllocateString((int)length);
    }

    private static string ConcatSpans(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> third, ReadOnlySpan<char> fourth)
    {
        long length = (long)first.Length + second.Length + third.Length + fourth.Length;
        if (length == 0)
            return Empty;

        string result = Allocate(length);
        ref char end = ref result._firstChar;
        CopyUnits(ref end, ref first._reference, first.Length);
        end = ref Unsafe.Add(ref end, first.Length);
        CopyUnits(ref end, ref second._reference, second.Length);
        end = ref Unsafe.Add(ref end, second.Length);
        CopyUnits(ref end, ref third._reference, third.Length);
        end = ref Unsafe.Add(ref end, third.Length);
        CopyUnits(ref end, ref fourth._reference, fourth.Length);
        return result;
    }

    private static string JoinStrings(ReadOnlySpan<char> separator, ReadOnlySpan<string?> values)
    {
        if (values.Length <= 1)
            return values.IsEmpty ? Empty : values[0] ?? Empty;

        long length = (long)(values.Length - 1) * separator.Length;
        foreach (string? value in values)
        {
            if (value is not null)
                length += value.Length;
        }

        if (length == 0)
            return Empty;

        string result = Allocate(length);
        Span<char> free = result.Writable;
        for (int i = 0; i < values.Length; i++)
        {
            // Another thread may exchange the elements meanwhile: a longer text than was counted must not pass the end.
            string? value = values[i];
            if (value is not null)
            {
                if (value.Length > free.Length)
                    return JoinStrings(separator, values.ToArray());
                value.CopyTo(free);
                free = free.Slice(value.Length);
            }

            if (i != values.Length - 1)
            {
                if (separator.Length > free.Length)
                    return JoinStrings(separator, values.ToArray());
                separator.CopyTo(free);
                free = free.Slice(separator.Length);
            }
        }

        return free.IsEmpty ? result : result.Substring(0, result.Length - free.Length);
    }

    private static string JoinObjects(ReadOnlySpan<char> separator, ReadOnlySpan<object?> values)
    {
        ValueStringBuilder builder = new(0);
        for (int i = 0; i < values.Length; i++)
        {
            if (i != 0)
                builder.Append(separator);
            builder.Append(values[i]?.ToString());
        }

        return builder.ToString();
    }

    private static string JoinEnumerated<T>(ReadOnlySpan<char> separator, IEnumerable<T> values)
    {
        ValueStringBuilder builder = new(0);
        bool first = true;
        foreach (T value in values)
        {
            if (!first)
                builder.Append(separator);
            first = false;
            builder.Append(value?.ToString());
        }

        return builder.ToString();
    }
}
