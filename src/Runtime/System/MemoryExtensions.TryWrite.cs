using System.Runtime.CompilerServices;

namespace System;

public static unsafe partial class MemoryExtensions
{
    /// <summary>What the compiler calls for an interpolated string that is written into a span.</summary>
    [InterpolatedStringHandler]
    public ref struct TryWriteInterpolatedStringHandler
    {
        private readonly Span<char> _destination;
        private readonly IFormatProvider? _provider;
        private readonly ICustomFormatter? _custom;
        private int _position;
        private bool _succeeded;

        public TryWriteInterpolatedStringHandler(int literalLength, int formattedCount, Span<char> destination, out bool shouldAppend)
            : this(literalLength, formattedCount, destination, null, out shouldAppend)
        {
        }

        public TryWriteInterpolatedStringHandler(int literalLength, int formattedCount, Span<char> destination, IFormatProvider? provider, out bool shouldAppend)
        {
            _destination = destination;
            _provider = provider;
            _custom = provider is null ? null : (ICustomFormatter?)provider.GetFormat(typeof(ICustomFormatter));
            _position = 0;
            _succeeded = shouldAppend = destination.Length >= literalLength;
        }

        internal readonly bool Succeeded => _succeeded;

        internal readonly int Position => _position;

        public bool AppendLiteral(string value) => Put(value.AsSpan());

        public bool AppendFormatted(scoped ReadOnlySpan<char> value) => Put(value);

        public bool AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string? format = null)
        {
            int start = _position;
            return Put(value) && (alignment == 0 || Align(start, alignment));
        }

        public bool AppendFormatted(string? value) => _custom is null ? Put(value.AsSpan()) : AppendFormatted<string?>(value);

        public bool AppendFormatted(string? value, int alignment = 0, string? format = null) => AppendFormatted<string?>(value, alignment, format);

        public bool AppendFormatted(object? value, int alignment = 0, string? format = null) => AppendFormatted<object?>(value, alignment, format);

        public bool AppendFormatted<T>(T value) => AppendFormatted(value, null);

        public bool AppendFormatted<T>(T value, string? format)
        {
            if (_custom is not null)
                return Put(_custom.Format(format, value, _provider).AsSpan());

            if (value is IFormattable)
            {
                if (value is ISpanFormattable)
                {
                    if (((ISpanFormattable)value).TryFormat(_destination.Slice(_position), out int written, format, _provider))
                    {
                        _position += written;
                        return true;
                    }

                    return _succeeded = false;
                }

                return Put(((IFormattable)value).ToString(format, _provider).AsSpan());
            }

            return Put((value?.ToString()).AsSpan());
        }

        public bool AppendFormatted<T>(T value, int alignment) => AppendFormatted(value, alignment, null);

        public bool AppendFormatted<T>(T value, int alignment, string? format)
        {
            int start = _position;
            return AppendFormatted(value, format) && (alignment == 0 || Align(start, alignment));
        }

        private bool Put(scoped ReadOnlySpan<char> text)
        {
            if (!text.TryCopyTo(_destination.Slice(_position)))
                return _succeeded = false;
            _position += text.Length;
            return true;
        }

        private bool Align(int start, int alignment)
        {
            int padding = Math.Abs(alignment) - (_position - start);
            if (padding <= 0)
                return true;
            if (padding > _destination.Length - _position)
                return _succeeded = false;

            if (alignment < 0)
            {
                _destination.Slice(_position, padding).Fill(' ');
            }
            else
            {
                _destination.Slice(start, _position - start).CopyTo(_destination.Slice(start + padding));
                _destination.Slice(start, padding).Fill(' ');
            }

            _position += padding;
            return true;
        }
    }
}
