using System.Text;

namespace System;

public sealed partial class String
{
    public static string Format(string format, object? arg0) => Format(null, format, arg0);

    public static string Format(string format, object? arg0, object? arg1) => Format(null, format, arg0, arg1);

    public static string Format(string format, object? arg0, object? arg1, object? arg2) => Format(null, format, arg0, arg1, arg2);

    public static string Format(string format, params object?[] args) => Format(null, format, args);

    public static string Format(string format, params ReadOnlySpan<object?> args) => Format(null, format, args);

    public static string Format(IFormatProvider? provider, string format, object? arg0)
    {
        return Composite(provider, format, new ReadOnlySpan<object?>(in arg0));
    }

    public static string Format(IFormatProvider? provider, string format, object? arg0, object? arg1)
    {
        object?[] args = [arg0, arg1];
        return Composite(provider, format, args);
    }

    public static string Format(IFormatProvider? provider, string format, object? arg0, object? arg1, object? arg2)
    {
        object?[] args = [arg0, arg1, arg2];
        return Composite(provider, format, args);
    }

    public static string Format(IFormatProvider? provider, string format, params object?[] args)
    {
        if (args is null)
            ThrowHelper.ThrowArgumentNull(format is null ? nameof(format) : nameof(args));
        return Composite(provider, format, args);
    }

    public static string Format(IFormatProvider? provider, string format, params ReadOnlySpan<object?> args) => Composite(provider, format, args);

    private static string Composite(IFormatProvider? provider, string format, ReadOnlySpan<object?> args)
    {
        ThrowHelper.CheckNotNull(format, nameof(format));
        ValueStringBuilder builder = new(format.Length + args.Length * 8);
        CompositeFormatting.Append(ref builder, provider, format, args);
        return builder.ToString();
    }
}
