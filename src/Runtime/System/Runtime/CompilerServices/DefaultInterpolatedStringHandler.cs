using System.Text;

namespace System.Runtime.CompilerServices;

/// <summary>What the compiler calls for an interpolated string.</summary>
[InterpolatedStringHandler]
public ref struct DefaultInterpolatedStringHandler
{
    // What a formatted value is expected to take, .NET's guess.
    private const int GuessedLengthPerHole = 11;

    private readonly IFormatProvider? _provider;
    private readonly ICustomFormatter? _custom;
    private ValueStringBuilder _builder;

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        _provider = null;
        _custom = null;
        _builder = new ValueStringBuilder(literalLength + formattedCount * GuessedLengthPerHole);
    }

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount, IFormatProvider? provider)
        : this(literalLength, formattedCount)
    {
        _provider = provider;
        _custom = FormatterOf(provider);
    }

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount, IFormatProvider? provider, Span<char> initialBuffer)
    {
        _provider = provider;
        _custom = FormatterOf(provider);
        _builder = new ValueStringBuilder(initialBuffer);
    }

    /// <summary>What was written so far; invalid after the next append or the end.</summary>
    public ReadOnlySpan<char> Text => _builder.Written;

    public override string ToString() => _builder.Written.ToString();

    /// <summary>The string; the handler must not be used afterwards.</summary>
    public string ToStringAndClear() => _builder.ToString();

    /// <summary>Gives the buffer back without making a string.</summary>
    public void Clear() => _builder.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendLiteral(string value) => _builder.Append(value.AsSpan());

    public void AppendFormatted(scoped ReadOnlySpan<char> value) => _builder.Append(value);

    public void AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string? format = null)
    {
        int start = _builder.Length;
        _builder.Append(value);
        Align(start, alignment);
    }

    public void AppendFormatted(string? value)
    {
        if (_custom is null)
            _builder.Append(value);
        else
            _builder.Append(_custom.Format(null, value, _provider));
    }

    public void AppendFormatted(string? value, int alignment = 0, string? format = null) => AppendFormatted<string?>(value, alignment, format);

    public void AppendFormatted(object? value, int alignment = 0, string? format = null) => AppendFormatted<object?>(value, alignment, format);

    public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    public void AppendFormatted<T>(T value, string? format)
    {
        if (_custom is not null)
        {
            _builder.Append(_custom.Format(format, value, _provider));
        }
        else if (value is IFormattable)
        {
            // The casts inside the tests let the compiler call a struct's method without boxing it.
            if (value is ISpanFormattable)
            {
                int written;
                while (!((ISpanFormattable)value).TryFormat(_builder.Free, out written, format, _provider))
                {
                    _builder.Grow(1);
                }

                _builder.Length += written;
            }
            else
            {
                _builder.Append(((IFormattable)value).ToString(format, _provider));
            }
        }
        else
        {
            _builder.Append(value?.ToString());
        }
    }

    public void AppendFormatted<T>(T value, int alignment)
    {
        int start = _builder.Length;
        AppendFormatted(value, null);
        Align(start, alignment);
    }

    public void AppendFormatted<T>(T value, int alignment, string? format)
    {
        int start = _builder.Length;
        AppendFormatted(value, format);
        Align(start, alignment);
    }

    internal static ICustomFormatter? FormatterOf(IFormatProvider? provider) =>
        provider is null ? null : (ICustomFormatter?)provider.GetFormat(typeof(ICustomFormatter));

    private void Align(int start, int alignment)
    {
        int padding = Math.Abs(alignment) - (_builder.Length - start);
        if (padding <= 0)
            return;
        if (alignment < 0)
            _builder.Append(' ', padding);
        else
            _builder.InsertPadding(start, padding);
    }
}
