using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>The run-time description of a type, laid out by ilc; every object's first word points at one.</summary>
/// <remarks>
/// Followed in memory by the virtual slots, the interface list, and 32-bit self-relative fields whose presence the flags tell.
/// Preceded by the GC descriptor when the type holds references (see <see cref="Memory.ObjectLayout"/>).
/// SAFETY: all tables are emitted by the compiler into the image, immutable and never freed, so pointers to them and into them are
/// always valid and invisible to the collector.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MethodTable
{
    private const uint HasComponentSizeFlag = 0x8000_0000;
    private const uint HasReferencesFlag = 0x0100_0000;
    private const uint HasDispatchMapFlag = 0x0004_0000;
    private const uint HasFinalizerFlag = 0x0010_0000;
    private const uint HasSealedSlotsFlag = 0x0040_0000;
    private const uint HasVarianceFlag = 0x0080_0000;
    private const uint IsGenericFlag = 0x0200_0000;
    private const uint KindMask = 0x0003_0000;
    private const int ElementTypeShift = 26;

    // Offsets, in 32-bit words, of the relative fields that every table has.
    private const int WritableDataField = 1;
    private const int FirstOptionalField = 2;

    private readonly uint _flags;
    private readonly uint _baseSize;
    private readonly MethodTable* _relatedType;
    private readonly ushort _virtualSlotCount;
    private readonly ushort _interfaceCount;
    private readonly uint _hashCode;

    /// <summary>The table of <typeparamref name="T"/>; ilc replaces the call by the address.</summary>
    [Intrinsic]
    public static extern MethodTable* Of<T>();

    private MethodTable* Self => (MethodTable*)Unsafe.AsPointer(ref this);

    /// <summary>Bytes of an object without its elements, the 8-byte header before the MethodTable pointer included.</summary>
    public uint BaseSize => _baseSize;

    public bool HasComponentSize => (_flags & HasComponentSizeFlag) != 0;

    /// <summary>Bytes of one element of an array or string, else 0.</summary>
    public uint ComponentSize => HasComponentSize ? _flags & 0xffff : 0;

    public bool HasReferences => (_flags & HasReferencesFlag) != 0;
    public bool HasDispatchMap => (_flags & HasDispatchMapFlag) != 0;
    public bool HasVariance => (_flags & HasVarianceFlag) != 0;
    /// <summary>
    /// True for arrays and the cursors over them, whose generic interfaces follow the elements' compatibility. ilc sets the variance flag
    /// on the cursors' class; other classes with the flag are delegates, which have no generic interfaces.
    /// </summary>
    public bool HasArrayVariance => IsArray || (HasVariance && ElementType == ElementType.Class);
    /// <summary>A quick test that never misses one with <see cref="HasArrayVariance"/>.</summary>
    internal bool MayHaveArrayVariance => (_flags & (KindMask | HasVarianceFlag)) != 0;
    public bool IsGeneric => (_flags & IsGenericFlag) != 0;
    public uint HashCode => _hashCode;
    public uint VirtualSlotCount => _virtualSlotCount;
    public uint InterfaceCount => _interfaceCount;

    public TypeKind Kind => (TypeKind)(_flags & KindMask);
    public ElementType ElementType => (ElementType)((_flags >> ElementTypeShift) & 0x1f);

    public bool IsInterface => ElementType == ElementType.Interface;
    public bool IsNullable => ElementType == ElementType.Nullable;
    public bool IsValueType => ElementType < ElementType.Class;
    public bool IsArray => ElementType is ElementType.Array or ElementType.SzArray;
    public bool IsPrimitive => ElementType is >= ElementType.Boolean and <= ElementType.Double;

    /// <summary>True for an enum: a canonical type whose base is System.Enum.</summary>
    public bool IsEnum => IsPrimitive && Kind == TypeKind.Canonical && _relatedType == Of<System.Enum>();

    /// <summary>The base type, or null for Object, interfaces and what has none.</summary>
    public MethodTable* BaseType => IsArray ? Of<System.Array>() : Kind == TypeKind.Canonical ? _relatedType : null;

    /// <summary>The base type of one that is known to be canonical.</summary>
    internal MethodTable* CanonicalBaseType => _relatedType;

    /// <summary>Element type of an array; the pointee of pointers and byrefs.</summary>
    public MethodTable* ElementMethodTable => _relatedType;

    /// <summary>The same, by the name that ilc's code for the addresses of multi-dimensional arrays' elements asks for.</summary>
    public MethodTable* RelatedParameterType => _relatedType;

    /// <summary>Dimensions of a multi-dimensional array; 0 for a vector.</summary>
    public int Rank => ElementType == ElementType.Array ? (int)(_baseSize - ObjectHeaderAndLengthSize) / (2 * sizeof(int)) : 0;

    /// <summary>Base size of a vector: header, MethodTable pointer, length.</summary>
    public const uint ObjectHeaderAndLengthSize = 24;

    public nint* VirtualSlots => (nint*)(Self + 1);

    public MethodTable** Interfaces => (MethodTable**)(VirtualSlots + _virtualSlotCount);

    private int* RelativeFields => (int*)(Interfaces + _interfaceCount);

    private static byte* Follow(int* field) => (byte*)field + *field;

    /// <summary>One pointer-sized cell of writable memory per type: holds its System.Type.</summary>
    public nint* WritableData => (nint*)Follow(RelativeFields + WritableDataField);

    private int* DispatchMapField => RelativeFields + FirstOptionalField;
    private int* SealedSlotsField => DispatchMapField + (HasDispatchMap ? 1 : 0) + ((_flags & HasFinalizerFlag) != 0 ? 1 : 0);
    private int* GenericDefinitionField => SealedSlotsField + ((_flags & HasSealedSlotsFlag) != 0 ? 1 : 0);
    private int* GenericCompositionField => GenericDefinitionField + (IsGeneric ? 1 : 0);

    public DispatchMap* DispatchMap => (DispatchMap*)Follow(DispatchMapField);

    public MethodTable* GenericDefinition => (MethodTable*)Follow(GenericDefinitionField);

    /// <summary>Number of type arguments. A generic definition's table keeps it in the base size.</summary>
    public uint GenericArity => GenericDefinition->_baseSize;

    public MethodTable* GenericArgument(uint index)
    {
        int* field = GenericCompositionField;
        if (GenericArity > 1)
            field = (int*)Follow(field);
        return (MethodTable*)Follow(field + index);
    }

    /// <summary>Variance of each type parameter, one byte each.</summary>
    public byte* GenericVariance => IsGeneric ? GenericDefinition->GenericVariance : Follow(GenericCompositionField);

    /// <summary>Code of a sealed virtual method, numbered from 0 after the ordinary slots.</summary>
    public nint SealedSlot(uint number) => (nint)Follow((int*)Follow(SealedSlotsField) + number);

    /// <summary>Bytes of an unboxed value: the padding at the end of the boxed object is left out.</summary>
    public uint ValueTypeSize => _baseSize - 2 * (uint)sizeof(nint) - ((_flags & 0xe0) >> 5);

    /// <summary>Offset of the value within a Nullable.</summary>
    public int NullableValueOffset => 1 << (int)((_flags & 0x700) >> 8);
}

/// <summary>How a MethodTable describes its type.</summary>
internal enum TypeKind : uint
{
    Canonical = 0,
    FunctionPointer = 0x1_0000,
    Parameterized = 0x2_0000,
    GenericDefinition = 0x3_0000,
}

/// <summary>Classification of types as ilc numbers it.</summary>
internal enum ElementType : uint
{
    Unknown = 0,
    Void = 1,
    Boolean = 2,
    Char = 3,
    SByte = 4,
    Byte = 5,
    Int16 = 6,
    UInt16 = 7,
    Int32 = 8,
    UInt32 = 9,
    Int64 = 0xa,
    UInt64 = 0xb,
    IntPtr = 0xc,
    UIntPtr = 0xd,
    Single = 0xe,
    Double = 0xf,
    ValueType = 0x10,
    Nullable = 0x12,
    Class = 0x14,
    Interface = 0x15,
    SystemArray = 0x16,
    Array = 0x17,
    SzArray = 0x18,
    ByRef = 0x19,
    Pointer = 0x1a,
    FunctionPointer = 0x1b,
}
