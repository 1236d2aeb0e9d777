namespace System;

/// <summary>What typeof compiles to: the address of a MethodTable.</summary>
public readonly struct RuntimeTypeHandle
{
    private readonly nint _value;

    internal RuntimeTypeHandle(nint value) => _value = value;

    public nint Value => _value;
}

/// <summary>A field token; used by array initialisers, which ilc expands.</summary>
public readonly struct RuntimeFieldHandle
{
    private readonly nint _value;

    internal RuntimeFieldHandle(nint value) => _value = value;

    public nint Value => _value;
}

/// <summary>A method token.</summary>
public readonly struct RuntimeMethodHandle
{
    private readonly nint _value;

    internal RuntimeMethodHandle(nint value) => _value = value;

    public nint Value => _value;
}

/// <summary>Wanted by the compiler for varargs, which are not supported.</summary>
public ref struct RuntimeArgumentHandle
{
}

/// <summary>Wanted by the compiler for __makeref, which is not supported.</summary>
public ref struct TypedReference
{
    private readonly ref byte _value;
    private readonly RuntimeTypeHandle _type;
}
