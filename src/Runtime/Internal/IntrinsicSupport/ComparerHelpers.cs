using System;
using System.Runtime.CompilerServices;

namespace Internal.IntrinsicSupport;

/// <summary>Compiler-made bodies: ilc finds this class by name and replaces its methods for each enum.</summary>
internal static class ComparerHelpers
{
    /// <summary>CompareTo of the integers under two enum values.</summary>
    [Intrinsic]
    internal static int EnumOnlyCompare<T>(T x, T y)
        where T : struct, Enum
        => throw new PlatformNotSupportedException();
}
