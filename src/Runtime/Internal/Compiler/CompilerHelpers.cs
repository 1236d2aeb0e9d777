using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Internal.Runtime.CompilerHelpers
{
    /// <summary>typeof and other tokens; found by ilc under these names.</summary>
    internal static unsafe class LdTokenHelpers
    {
        public static RuntimeTypeHandle GetRuntimeTypeHandle(nint methodTable) => new(methodTable);

        public static Type GetRuntimeType(nint methodTable) => RuntimeType.Of((MethodTable*)methodTable);

        public static RuntimeMethodHandle GetRuntimeMethodHandle(nint value) => new(value);

        public static RuntimeFieldHandle GetRuntimeFieldHandle(nint value) => new(value);
    }

    /// <summary>Creation of multi-dimensional arrays; found by ilc under these names.</summary>
    internal static unsafe class ArrayHelpers
    {
        /// <param name="lengths">One length for each dimension; lower bounds are not supported, as in Native AOT.</param>
        public static Array NewObjArray(nint methodTable, int lengthCount, int* lengths)
        {
            MethodTable* type = (MethodTable*)methodTable;
            ulong total = 1;
            for (int i = 0; i < lengthCount; i++)
            {
                if (lengths[i] < 0)
                    throw new OverflowException();
                total *= (uint)lengths[i];
                if (total > int.MaxValue)
                    throw new OutOfMemoryException("Array dimensions exceeded supported range.");
            }
            Array array = Unsafe.As<Array>(ObjectAllocator.AllocateArray(type, (int)total));
            // SAFETY: a multi-dimensional array's base size includes its bounds, which follow the length: lengths, then lower bounds (all 0).
            ref int bounds = ref Unsafe.As<byte, int>(ref array.FirstBound);
            for (int i = 0; i < lengthCount; i++)
                Unsafe.Add(ref bounds, i) = lengths[i];
            return array;
        }

        public static Array NewObjArrayRare(nint methodTable, int lengthCount, int* lengths) => NewObjArray(methodTable, lengthCount, lengths);
    }

    /// <summary>Generic code shared between reference types; found by ilc under these names.</summary>
    internal static unsafe class SharedCodeHelpers
    {
        public static MethodTable* GetOrdinalInterface(MethodTable* type, ushort index) => type->Interfaces[index];

        public static MethodTable* GetCurrentSharedThunkContext()
        {
            FailFast.Abort("GetCurrentSharedThunkContext is not supported");
            return null;
        }
    }

    /// <summary>What ilc's start-up stub for Main asks for.</summary>
    internal static unsafe class StartupCodeHelpers
    {
        /// <summary>Its presence tells ilc that Main may have arguments; they come from the home.</summary>
        internal static void InitializeCommandLineArgs(int count, sbyte** arguments)
        {
        }

        private static void SetLatchedExitCode(int exitCode) => Environment.ExitCode = exitCode;

        /// <summary>The exit status, after Main has returned and the foreground threads have ended.</summary>
        private static int Shutdown()
        {
            ForegroundThreads.WaitForAll();
            Memory.GcStatistics.ReportIfWanted();
            return Environment.ExitCode;
        }

        /// <summary>The arguments for Main, without the program's name.</summary>
        internal static string[] GetMainMethodArguments() => Environment.GetMainArguments();
    }
}

namespace System.Runtime.InteropServices
{
    /// <summary>Casting decided by the object; ilc wants the type to exist, nothing here uses it.</summary>
    public interface IDynamicInterfaceCastable
    {
        bool IsInterfaceImplemented(RuntimeTypeHandle interfaceType, bool throwIfNotImplemented);

        RuntimeTypeHandle GetInterfaceImplementation(RuntimeTypeHandle interfaceType);

        private static RuntimeTypeHandle GetDynamicInterfaceImplementation(IDynamicInterfaceCastable instance, RuntimeTypeHandle interfaceType, nint slot) =>
            throw new PlatformNotSupportedException();
    }
}
