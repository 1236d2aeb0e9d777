using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System;

/// <summary>The base of all arrays. In memory: length (32 bits, 32 of padding), bounds if multi-dimensional, elements.</summary>
/// <remarks>SAFETY: element addresses are computed from the MethodTable's sizes and stay within the object.</remarks>
public abstract unsafe partial class Array
{
    // ilc knows this field as an array's length.
    private readonly int _numComponents;

    public int Length
    {
        [Intrinsic]
        get => _numComponents;
    }

    public long LongLength => _numComponents;

    /// <summary>Number of dimensions.</summary>
    public int Rank
    {
        get
        {
            int rank = MethodTablePointer->Rank;
            return rank == 0 ? 1 : rank;
        }
    }

    /// <summary>The longest array that can be made.</summary>
    public static int MaxLength => 0x7fff_ffc7;

    /// <summary>The first bound of a multi-dimensional array; the first element of a vector.</summary>
    internal ref byte FirstBound => ref Unsafe.Add(ref FirstField, sizeof(nint));

    /// <summary>The first element's first byte.</summary>
    internal ref byte FirstElement => ref Unsafe.Add(ref FirstField, (nint)(MethodTablePointer->BaseSize - 2 * (uint)sizeof(nint)));

    internal nuint ElementSize => MethodTablePointer->ComponentSize;

    public int GetLength(int dimension)
    {
        if ((uint)dimension >= (uint)Rank)
            throw new IndexOutOfRangeException("Array does not have that many dimensions.");
        return MethodTablePointer->Rank == 0 ? _numComponents : Unsafe.Add(ref Unsafe.As<byte, int>(ref FirstBound), dimension);
    }

    public int GetLowerBound(int dimension)
    {
        if ((uint)dimension >= (uint)Rank)
            throw new IndexOutOfRangeException("Array does not have that many dimensions.");
        return 0;
    }

    public int GetUpperBound(int dimension) => GetLength(dimension) - 1;
}
