using System.Collections;
using System.Collections.Generic;

namespace System;

/// <summary>Walks the UTF-16 units of a string.</summary>
public sealed class CharEnumerator : IEnumerator, IEnumerator<char>, ICloneable
{
    private string _text;
    private int _index = -1;

    internal CharEnumerator(string text) => _text = text;

    public char Current
    {
        get
        {
            if ((uint)_index >= (uint)_text.Length)
            {
                throw new InvalidOperationException(
                    _index < 0 ? "Enumeration has not started. Call MoveNext." : "Enumeration already finished.");
            }

            return _text[_index];
        }
    }

    object? IEnumerator.Current => Current;

    public object Clone() => new CharEnumerator(_text) { _index = _index };

    public bool MoveNext()
    {
        int next = _index + 1;
        if (next < _text.Length)
        {
            _index = next;
            return true;
        }

        _index = _text.Length;
        return false;
    }

    public void Reset() => _index = -1;

    public void Dispose()
    {
        _text = string.Empty;
        _index = 0;
    }
}
