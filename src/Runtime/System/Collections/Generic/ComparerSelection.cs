using System.Runtime;
using Internal.Runtime;

namespace System.Collections.Generic;

// SAFETY: MethodTables are immutable image data.
/// <summary>Chooses default comparers at run time, for the type arguments that shared code only learns then.</summary>
internal static unsafe class ComparerSelection
{
    /// <summary>Whether every <typeparamref name="T"/> is a <typeparamref name="TInterface"/>.</summary>
    internal static bool Implements<T, TInterface>() => TypeCast.IsAssignable(MethodTable.Of<T>(), MethodTable.Of<TInterface>());
}
