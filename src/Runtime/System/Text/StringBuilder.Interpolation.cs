using System.Runtime.CompilerServices;

namespace System.Text;

public sealed partial class StringBuilder
{
    /// <summary>What the compiler calls for an interpolated string that is appended to a builder.</summary>
    [InterpolatedStringHandler]
    public struct AppendInterpolatedStringHandler
    {
        private readonly StringBuilder _builder;
        private readonly IFormatProvider? _provider;
        private readonly ICustomFormatter? _custom;

        public AppendInterpolatedStringHandler(int literalLength, int formattedCount, StringBuilder stringBuilder)
        {
            _builder = stringBuilder;
            _provider = null;
            _custom = null;
        }

        public AppendInterpolatedStringHandler(int literalLength, int formattedCount, StringBuilder stringBuilder, IFormatProvider? provider)
        {
            _builder = stringBuilder;
            _provider = provider;
            _custom = DefaultInterpolatedStringHandler.FormatterOf(provider);
        }

        public readonly void AppendLiteral(string value) => _builder.Append(value);

        public readonly void AppendFormatted(scoped ReadOnlySpan<char> value) => _builder.Append(value);

        public readonly void AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string? format = null)
        {
            int start = _builder._length;
            _builder.Append(value);
            Align(start, alignment);
        }

        public readonly void AppendFormatted(string? value)
        {
            if (_custom is null)
                _builder.Append(value);
            else
                _builder.Append(_custom.Format(null, value, _provider));
        }

        public readonly void AppendFormatted(string? value, int alignment = 0, string? format = null) => AppendFormatted<string?>(value, alignment, format);

        public readonly void AppendFormatted(object? value, int alignment = 0, string? format = null) => AppendFormatted<object?>(value, alignment, format);

        public readonly void AppendFormatted<T>(T value) => AppendFormatted(value, null);

        public readonly void AppendFormatted<T>(T value, string? format)
        {
            if (_custom is not null)
            {
                _builder.Append(_custom.Format(format, value, _provider));
            }
            else if (value is IFormattable)
            {
                if (value is ISpanFormattable)
                {
                    int written;
                    while (!((ISpanFormattable)value).TryFormat(_builder._units.AsSpan(_builder._length), out written, format, _provider))
                    {
                        _builder.Grow(1, "valueCount");
                    }

                    _builder._length += written;
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

        public readonly void AppendFormatted<T>(T value, int alignment)
        {
            int start = _builder._length;
            AppendFormatted(value, null);
            Align(start, alignment);
        }

        public readonly void AppendFormatted<T>(T value, int alignment, string? format)
        {
            int start = _builder._length;
            AppendFormatted(value, format);
            Align(start, alignment);
        }

        private readonly void Align(int start, int alignment)
        {
            int padding = Math.Abs(alignment) - (_builder._length - start);
            if (padding <= 0)
                return;
            if (alignment < 0)
                _builder.Append(' ', padding);
            else
                _builder.OpenGap(start, padding).Fill(' ');
        }
    }
}
