using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System;

/// <summary>A method with its receiver.</summary>
/// <remarks>
/// The four fields, the Initialize methods, <see cref="GetThunk"/> and <see cref="Wrapper"/> are ilc's contract: it calls them when a
/// delegate is made, by kind of method. Kinds, told apart by the fields:
/// closed over an instance: _firstParameter is the receiver, _functionPointer the method;
/// static or open: _firstParameter is the delegate itself, _functionPointer a thunk, _extraFunctionPointerOrData the method;
/// multicast: as static, with _helperObject the list and _extraFunctionPointerOrData its length.
/// SAFETY: code pointers come from the compiler and match the delegate's signature.
/// </remarks>
public abstract unsafe partial class Delegate
{
    internal object _firstParameter = null!;
    internal object? _helperObject;
    internal nint _extraFunctionPointerOrData;
    internal nint _functionPointer;

    /// <summary>An element of a multicast list; a struct, so that storing it needs no covariance check.</summary>
    private protected struct Wrapper(Delegate value)
    {
        public Delegate Value = value;
    }

    /// <summary>Overridden by ilc in each delegate type: the code for a kind of call.</summary>
    private protected virtual nint GetThunk(int whichThunk) => 0;

    private void InitializeClosedInstance(object firstParameter, nint functionPointer)
    {
        if (firstParameter is null)
            throw new ArgumentException("Delegate to an instance method cannot have null 'this'.");
        _functionPointer = functionPointer;
        _firstParameter = firstParameter;
    }

    private void InitializeClosedInstanceSlow(object firstParameter, nint functionPointer) => InitializeClosedInstance(firstParameter, functionPointer);

    private void InitializeClosedInstanceWithoutNullCheck(object firstParameter, nint functionPointer)
    {
        _functionPointer = functionPointer;
        _firstParameter = firstParameter;
    }

    private void InitializeClosedInstanceToInterface(object firstParameter, nint dispatchCell)
    {
        if (firstParameter is null)
            throw new ArgumentException("Delegate to an instance method cannot have null 'this'.");
        _functionPointer = InterfaceDispatch.Resolve(firstParameter, (DispatchCell*)dispatchCell);
        _firstParameter = firstParameter;
    }

    private void InitializeClosedStaticThunk(object firstParameter, nint functionPointer, nint functionPointerThunk)
    {
        _extraFunctionPointerOrData = functionPointer;
        _helperObject = firstParameter;
        _functionPointer = functionPointerThunk;
        _firstParameter = this;
    }

    private void InitializeOpenStaticThunk(object firstParameter, nint functionPointer, nint functionPointerThunk)
    {
        _firstParameter = this;
        _functionPointer = functionPointerThunk;
        _extraFunctionPointerOrData = functionPointer;
    }

    private void InitializeOpenInstanceThunk(nint functionPointer, nint functionPointerThunk)
    {
        _firstParameter = this;
        _functionPointer = functionPointerThunk;
        _extraFunctionPointerOrData = functionPointer;
    }

    /// <summary>The receiver, or null for a static method.</summary>
    public object? Target => TargetCore;

    private protected abstract object? TargetCore { get; }

    public abstract Delegate[] GetInvocationList();

    public bool HasSingleTarget => GetInvocationList().Length == 1;

    public static Delegate? Combine(Delegate? a, Delegate? b)
    {
        if (a is null)
            return b;
        if (b is null)
            return a;
        if (a.GetType() != b.GetType())
            throw new ArgumentException("Delegates must be of the same type.");
        return ((MulticastDelegate)a).CombineWith((MulticastDelegate)b);
    }

    public static Delegate? Combine(params Delegate?[]? delegates)
    {
        Delegate? result = null;
        if (delegates != null)
        {
            foreach (Delegate? next in delegates)
                result = Combine(result, next);
        }
        return result;
    }

    /// <summary>The list of <paramref name="source"/> without the last occurrence of the list of <paramref name="value"/>.</summary>
    public static Delegate? Remove(Delegate? source, Delegate? value)
    {
        if (source is null || value is null)
            return source;
        if (source.GetType() != value.GetType())
            throw new ArgumentException("Delegates must be of the same type.");
        return ((MulticastDelegate)source).Without((MulticastDelegate)value);
    }

    public static Delegate? RemoveAll(Delegate? source, Delegate? value)
    {
        Delegate? before;
        do
        {
            before = source;
            source = Remove(source, value);
        }
        while (before != source);
        return source;
    }

    public static bool operator ==(Delegate? left, Delegate? right) => ReferenceEquals(left, right) || (left is not null && left.Equals(right));

    public static bool operator !=(Delegate? left, Delegate? right) => !(left == right);
}
