using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System;

/// <summary>The base of all delegate types: one target, or a list of targets called in order.</summary>
public abstract unsafe class MulticastDelegate : Delegate
{
    private const int MulticastThunk = 0;

    private Wrapper[]? List => _helperObject as Wrapper[];

    private int Count => List == null ? 1 : (int)_extraFunctionPointerOrData;

    private Delegate At(int index) => List is { } list ? list[index].Value : this;

    private protected override object? TargetCore
    {
        get
        {
            if (List is { } list)
                return list[Count - 1].Value.Target;
            if (!ReferenceEquals(_firstParameter, this))
                return _firstParameter;
            // Closed over the first argument of a static method, or open: then the helper is null.
            return _helperObject;
        }
    }

    public sealed override Delegate[] GetInvocationList()
    {
        Delegate[] targets = new Delegate[Count];
        for (int i = 0; i < targets.Length; i++)
            targets[i] = At(i);
        return targets;
    }

    internal Delegate CombineWith(MulticastDelegate other)
    {
        Wrapper[] list = new Wrapper[Count + other.Count];
        int next = 0;
        for (int i = 0; i < Count; i++)
            list[next++].Value = At(i);
        for (int i = 0; i < other.Count; i++)
            list[next++].Value = other.At(i);
        return FromList(list);
    }

    internal Delegate? Without(MulticastDelegate other)
    {
        int count = Count;
        int removed = other.Count;
        for (int start = count - removed; start >= 0; start--)
        {
            if (!Matches(start, other))
                continue;
            int remaining = count - removed;
            if (remaining == 0)
                return null;
            if (remaining == 1)
                return At(start == 0 ? count - 1 : 0);
            Wrapper[] list = new Wrapper[remaining];
            for (int i = 0; i < remaining; i++)
                list[i].Value = At(i < start ? i : i + removed);
            return FromList(list);
        }
        return this;
    }

    private bool Matches(int start, MulticastDelegate other)
    {
        for (int i = 0; i < other.Count; i++)
        {
            if (!At(start + i).Equals(other.At(i)))
                return false;
        }
        return true;
    }

    private MulticastDelegate FromList(Wrapper[] list)
    {
        // SAFETY: same type as this, and all four fields are set before anyone sees it.
        MulticastDelegate result = Unsafe.As<MulticastDelegate>(ObjectAllocator.Allocate(MethodTablePointer));
        result._firstParameter = result;
        result._functionPointer = GetThunk(MulticastThunk);
        result._helperObject = list;
        result._extraFunctionPointerOrData = list.Length;
        return result;
    }

    public sealed override bool Equals(object? value)
    {
        if (ReferenceEquals(this, value))
            return true;
        if (value is not MulticastDelegate other || other.MethodTablePointer != MethodTablePointer)
            return false;
        if (List != null || other.List != null)
            return List != null && other.List != null && Count == other.Count && Matches(0, other);

        bool thisIsThunk = ReferenceEquals(_firstParameter, this);
        bool otherIsThunk = ReferenceEquals(other._firstParameter, other);
        if (thisIsThunk != otherIsThunk || _functionPointer != other._functionPointer)
            return false;
        if (!thisIsThunk)
            return ReferenceEquals(_firstParameter, other._firstParameter);
        return _extraFunctionPointerOrData == other._extraFunctionPointerOrData && ReferenceEquals(_helperObject, other._helperObject);
    }

    public sealed override int GetHashCode()
    {
        if (List is { } list)
            return list[0].Value.GetHashCode() * 31 + Count;
        nint code = ReferenceEquals(_firstParameter, this) ? _extraFunctionPointerOrData : _functionPointer;
        return (int)(code >> 4) ^ RuntimeHelpers.GetHashCode(Target);
    }
}
