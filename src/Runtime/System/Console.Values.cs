namespace System;

// Values other than strings.
public static partial class Console
{
    public static void Write(bool value) => Write(value ? "True" : "False");

    public static void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public static void Write(int value) => Write(value.ToString());

    public static void Write(uint value) => Write(value.ToString());

    public static void Write(long value) => Write(value.ToString());

    public static void Write(ulong value) => Write(value.ToString());

    public static void Write(float value) => Write(value.ToString());

    public static void Write(double value) => Write(value.ToString());

    public static void Write(object? value) => Write(value?.ToString());

    public static void Write(char[]? buffer) => Write(new ReadOnlySpan<char>(buffer));

    public static void Write(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (buffer.Length - index < count)
            throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        Write(new ReadOnlySpan<char>(buffer, index, count));
    }

    public static void Write(string format, object? arg0) => Write(string.Format(format, arg0));

    public static void Write(string format, object? arg0, object? arg1) => Write(string.Format(format, arg0, arg1));

    public static void Write(string format, object? arg0, object? arg1, object? arg2) => Write(string.Format(format, arg0, arg1, arg2));

    public static void Write(string format, params object?[]? arg) => Write(arg is null ? string.Format(format, null, null) : string.Format(format, arg));

    public static void Write(string format, params ReadOnlySpan<object?> arg) => Write(string.Format(format, arg));

    public static void WriteLine(bool value) => WriteLine(value ? "True" : "False");

    public static void WriteLine(char value) => WriteLine(new ReadOnlySpan<char>(in value));

    public static void WriteLine(int value) => WriteLine(value.ToString());

    public static void WriteLine(uint value) => WriteLine(value.ToString());

    public static void WriteLine(long value) => WriteLine(value.ToString());

    public static void WriteLine(ulong value) => WriteLine(value.ToString());

    public static void WriteLine(float value) => WriteLine(value.ToString());

    public static void WriteLine(double value) => WriteLine(value.ToString());

    public static void WriteLine(object? value) => WriteLine(value?.ToString());

    public static void WriteLine(char[]? buffer) => WriteLine(new ReadOnlySpan<char>(buffer));

    public static void WriteLine(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (buffer.Length - index < count)
            throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        WriteLine(new ReadOnlySpan<char>(buffer, index, count));
    }

    public static void WriteLine(string format, object? arg0) => WriteLine(string.Format(format, arg0));

    public static void WriteLine(string format, object? arg0, object? arg1) => WriteLine(string.Format(format, arg0, arg1));

    public static void WriteLine(string format, object? arg0, object? arg1, object? arg2) => WriteLine(string.Format(format, arg0, arg1, arg2));

    public static void WriteLine(string format, params object?[]? arg) => WriteLine(arg is null ? string.Format(format, null, null) : string.Format(format, arg));

    public static void WriteLine(string format, params ReadOnlySpan<object?> arg) => WriteLine(string.Format(format, arg));
}
