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
                Construct(ref Unsafe.As<T, byte>(ref result), constructor);
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

    /// <summary>
    /// Calls a struct's constructor. One that is shared by several instantiations is named by a tagged pair: the code, and where its type
    /// argument is; that comes after the receiver, which a call through a plain function pointer would not know.
    /// </summary>
    private static void Construct(ref byte value, nint constructor)
    {
        const nint PairTag = 2;
        if ((constructor & PairTag) == 0)
        {
            ((delegate*<ref byte, void>)constructor)(ref value);
            return;
        }
        nint* pair = (nint*)(constructor - PairTag);
        ((delegate*<ref byte, nint, void>)pair[0])(ref value, *(nint*)pair[1]);
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
