using System.Buffers;
using System.Runtime.CompilerServices;

namespace System;

public static unsafe partial class MemoryExtensions
{
    /// <summary>Walks the ranges of a span that lie between separators.</summary>
    // SAFETY: characters are seen as T only where T is char.
    public ref struct SpanSplitEnumerator<T> where T : IEquatable<T>
    {
        private readonly ReadOnlySpan<T> _source;
        private readonly ReadOnlySpan<T> _separators;
        private readonly SearchValues<T>? _values;
        private readonly T _separator;
        private readonly Mode _mode;
        private int _next;

        private enum Mode
        {
            Single,
            Sequence,
            Any,
            Values,
        }

        internal SpanSplitEnumerator(ReadOnlySpan<T> source, T separator)
        {
            _source = source;
            _separator = separator;
            _mode = Mode.Single;
        }

        internal SpanSplitEnumerator(ReadOnlySpan<T> source, ReadOnlySpan<T> separators, bool isSequence)
        {
            _source = source;
            _separators = separators;
            _separator = default!;
            _mode = isSequence ? Mode.Sequence : Mode.Any;
            if (_mode == Mode.Any && separators.IsEmpty && typeof(T) == typeof(char))
            {
                // Without separators, white space separates characters.
                ReadOnlySpan<char> whiteSpace =
                    "\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";
                _separators = new ReadOnlySpan<T>(ref Unsafe.As<char, T>(ref whiteSpace._reference), whiteSpace.Length);
            }
        }

        internal SpanSplitEnumerator(ReadOnlySpan<T> source, SearchValues<T> values)
        {
            ThrowHelper.CheckNotNull(values, "separators");
            _source = source;
            _values = values;
            _separator = default!;
            _mode = Mode.Values;
        }

        public Range Current { get; private set; }

        public readonly ReadOnlySpan<T> Source => _source;

        public readonly SpanSplitEnumerator<T> GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next > _source.Length)
                return false;

            ReadOnlySpan<T> rest = _source.Slice(_next);
            int width = 1;
            int found;
            switch (_mode)
            {
                case Mode.Single:
                    found = rest.IndexOf(_separator);
                    break;
                case Mode.Sequence:
                    found = _separators.IsEmpty ? -1 : rest.IndexOf(_separators);
                    width = _separators.Length;
                    break;
                case Mode.Any:
                    found = rest.IndexOfAny(_separators);
                    break;
                default:
                    found = _values!.IndexOfAny(rest);
                    break;
            }

            if (found < 0)
            {
                Current = _next.._source.Length;
                _next = _source.Length + 1;
            }
            else
            {
                Current = _next..(_next + found);
                _next += found + width;
            }

            return true;
        }
    }
}
