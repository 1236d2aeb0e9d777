using System.Reflection;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System;

/// <summary>Makes objects of a type parameter: what <c>new T()</c> becomes.</summary>
/// <remarks>
/// The members below <see cref="CreateInstance{T}"/> are ilc's contract. SAFETY: the constructor that ilc names belongs to just this type; for
/// a struct without one it is that of <see cref="StructWithNoConstructor"/>, which touches nothing.
/// </remarks>
public static unsafe class Activator
{
    /// <exception cref="TargetInvocationException">The constructor threw.</exception>
    [Intrinsic]
    public static T CreateInstance<T>()
    {
        nint constructor = DefaultConstructorOf<T>();
        MethodTable* type = MethodTable.Of<T>();
        T result = default!;
        try
        {
            if (type->IsValueType)
            {
                ((delegate*<ref byte, void>)constructor)(ref Unsafe.As<T, byte>(ref result));
            }
            else
            {
                object made = ObjectAllocator.Allocate(type);
                ((delegate*<object, void>)constructor)(made);
                result = Unsafe.As<object, T>(ref made);
            }
        }
        catch (Exception exception)
        {
            throw new TargetInvocationException(exception);
        }
        return result;
    }

    [Intrinsic]
    private static nint DefaultConstructorOf<T>() => DefaultConstructorOf<T>();

    [Intrinsic]
    private static nint AllocatorOf<T>() => AllocatorOf<T>();

    private static void MissingConstructorMethod() => throw new MissingMethodException();

    private struct StructWithNoConstructor
    {
        public StructWithNoConstructor()
        {
        }
    }

    private sealed class ClassWithMissingConstructor
    {
        private ClassWithMissingConstructor()
        {
        }

        internal static void MissingDefaultConstructorStaticEntryPoint() => throw new MissingMethodException();
    }
}
