using Internal.Runtime;

namespace System.Runtime.CompilerServices;

/// <summary>Services that the compilers lean on.</summary>
public static unsafe class RuntimeHelpers
{
    public static int OffsetToStringData => 12;

    /// <summary>Expanded by ilc: copies a constant array's data.</summary>
    [Intrinsic]
    public static void InitializeArray(Array array, RuntimeFieldHandle field) => throw new PlatformNotSupportedException();

    /// <summary>Expanded by ilc: a span over constant data in the image.</summary>
    [Intrinsic]
    public static ReadOnlySpan<T> CreateSpan<T>(RuntimeFieldHandle field) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static bool IsReferenceOrContainsReferences<T>() where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    internal static bool IsBitwiseEquatable<T>() => throw new PlatformNotSupportedException();

    /// <summary>The identity hash code: the same for an object's whole life, independent of its contents.</summary>
    public static int GetHashCode(object? value) => value == null ? 0 : ObjectHeader.GetHashCode(value);

    public static new bool Equals(object? left, object? right)
    {
        if (left == right)
            return true;
        if (left == null || right == null || left.MethodTablePointer != right.MethodTablePointer || !left.MethodTablePointer->IsValueType)
            return false;
        // SAFETY: both boxes have this size.
        return SpanHelpers.SequenceEqual(ref left.FirstField, ref right.FirstField, left.MethodTablePointer->ValueTypeSize);
    }

    public static T[] GetSubArray<T>(T[] array, Range range)
    {
        (int offset, int length) = range.GetOffsetAndLength(array.Length);
        if (length == 0)
            return [];
        T[] part = new T[length];
        Array.Copy(array, offset, part, 0, length);
        return part;
    }

    /// <summary>Throws if the stack is nearly used up: for code that recurses by its input.</summary>
    /// <exception cref="InsufficientExecutionStackException">Less than 64 KiB are left.</exception>
    public static void EnsureSufficientExecutionStack()
    {
        if (!TryEnsureSufficientExecutionStack())
            throw new InsufficientExecutionStackException();
    }

    public static bool TryEnsureSufficientExecutionStack()
    {
        const int Needed = 64 << 10;
        byte here;
        // SAFETY: only the address is used.
        return &here - RuntimeThread.Current->StackLimit > Needed;
    }

    /// <summary>An object without its constructor having run.</summary>
    public static object AllocateUninitializedObject<T>() where T : class => ObjectAllocator.Allocate(MethodTable.Of<T>());
}
