using System.Collections;

namespace System;

/// <summary>What <see cref="Exception.Data"/> holds: a few pairs in a list, since exceptions seldom carry more than one or two.</summary>
internal sealed class ExceptionData : IDictionary
{
    private DictionaryEntry[] _entries = [];
    private int _count;

    public object? this[object key]
    {
        get
        {
            int index = Find(key);
            return index < 0 ? null : _entries[index].Value;
        }
        set
        {
            int index = Find(key);
            if (index < 0)
                Append(key, value);
            else
                _entries[index].Value = value;
        }
    }

    public int Count => _count;

    public bool IsReadOnly => false;

    public bool IsFixedSize => false;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    public ICollection Keys => Collect(takesKeys: true);

    public ICollection Values => Collect(takesKeys: false);

    public bool Contains(object key) => Find(key) >= 0;

    public void Add(object key, object? value)
    {
        if (Find(key) >= 0)
            throw new ArgumentException(string.Concat("Item has already been added. Key in dictionary: '", key.ToString(), "'  Key being added: '", string.Concat(key.ToString(), "'")));
        Append(key, value);
    }

    public void Remove(object key)
    {
        int index = Find(key);
        if (index < 0)
            return;
        _count--;
        for (int i = index; i < _count; i++)
            _entries[i] = _entries[i + 1];
        _entries[_count] = default;
    }

    public void Clear()
    {
        _entries = [];
        _count = 0;
    }

    public void CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        for (int i = 0; i < _count; i++)
            array.SetValue(_entries[i], index + i);
    }

    public IDictionaryEnumerator GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    private int Find(object key)
    {
        ArgumentNullException.ThrowIfNull(key);
        for (int i = 0; i < _count; i++)
        {
            if (_entries[i].Key.Equals(key))
                return i;
        }
        return -1;
    }

    private void Append(object key, object? value)
    {
        if (_count == _entries.Length)
        {
            DictionaryEntry[] larger = new DictionaryEntry[_count + 4];
            for (int i = 0; i < _count; i++)
                larger[i] = _entries[i];
            _entries = larger;
        }
        _entries[_count++] = new DictionaryEntry(key, value);
    }

    private object?[] Collect(bool takesKeys)
    {
        object?[] items = new object?[_count];
        for (int i = 0; i < _count; i++)
            items[i] = takesKeys ? _entries[i].Key : _entries[i].Value;
        return items;
    }

    private sealed class Enumerator(ExceptionData data) : IDictionaryEnumerator
    {
        private int _index = -1;

        public DictionaryEntry Entry => (uint)_index < (uint)data._count
            ? data._entries[_index]
            : throw new InvalidOperationException("Enumeration has either not started or has already finished.");

        public object Key => Entry.Key;

        public object? Value => Entry.Value;

        public object Current => Entry;

        public bool MoveNext()
        {
            if (_index < data._count)
                _index++;
            return _index < data._count;
        }

        public void Reset() => _index = -1;
    }
}
