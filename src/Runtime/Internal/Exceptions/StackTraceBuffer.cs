using System;

namespace Internal.Runtime;

/// <summary>An address in the image's code; a type of its own, since an array of numbers would bring the formatting of numbers into every program.</summary>
internal readonly struct CodeAddress(nint value)
{
    public readonly nint Value = value;
}

/// <summary>The return addresses that an exception has passed, innermost first.</summary>
internal unsafe struct StackTraceBuffer
{
    // SAFETY: code addresses are kept as numbers and never followed.

    /// <summary>Stands between the frames of an exception's way to where it was caught and those since it was thrown again.</summary>
    internal const nint EndOfPrevious = 0;

    private const int FirstCapacity = 16;
    private const int MaxFrames = 1000;

    private CodeAddress[]? _addresses;
    private int _count;
    private nint _lastMethod;
    private bool _continues;

    public readonly int Count => _count;

    public readonly nint this[int index] => _addresses![index].Value;

    /// <summary>A throw statement starts the trace anew, unless <see cref="Continue"/> was called.</summary>
    public void Begin()
    {
        if (!_continues)
            _count = 0;
        _continues = false;
        _lastMethod = 0;
    }

    /// <summary>The next throw appends to the trace: for exceptions carried from one thread or task to another.</summary>
    public void Continue(bool marked)
    {
        _continues = true;
        if (marked && _count != 0 && _addresses![_count - 1].Value != EndOfPrevious)
            Append(EndOfPrevious);
    }

    /// <summary>Notes a frame. A method that is met again because its handler rethrew, or because a funclet of it was left, counts once.</summary>
    /// <remarks>Short of memory, frames are left out rather than the dispatch failed.</remarks>
    public void Append(in UnwindFrame frame, byte* method, bool mayBeKnown)
    {
        if (mayBeKnown && (nint)method == _lastMethod)
            return;
        _lastMethod = (nint)method;
        // As if each were a return address, also where the instruction itself faulted.
        Append((nint)frame.LookupAddress + 1);
    }

    private void Append(nint address)
    {
        if (_count == MaxFrames)
            return;
        if (_addresses == null || _count == _addresses.Length)
        {
            int capacity = _addresses == null ? FirstCapacity : _addresses.Length * 2;
            CodeAddress[]? larger = ObjectAllocator.TryAllocateAddresses(capacity);
            if (larger == null)
                return;
            for (int i = 0; i < _count; i++)
                larger[i] = _addresses![i];
            _addresses = larger;
        }
        _addresses[_count++] = new CodeAddress(address);
    }
}
