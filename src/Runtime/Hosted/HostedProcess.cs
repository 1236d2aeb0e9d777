using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;
using Internal.Runtime.Memory;

namespace Diesis.Runtime.Hosted;

/// <summary>Start and end of the process, its arguments and standard streams.</summary>
internal static unsafe class HostedProcess
{
    private const int SetGs = 0x1001;
    private const nuint MainStackBytes = 8 << 20;

    // No static of a reference type may stand here: this runs before the statics are made.
    private static nint* s_arguments;
    private static int s_argumentCount;
    private struct MainThread
    {
        public ThreadBlock Block;
        public AllocationCache Cache;
    }

    private static MainThread s_main;

    [RuntimeImport("*", "ModulesAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint* Modules();

    [RuntimeImport("*", "__managed__Main")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int ManagedMain(int argumentCount, nint* arguments);

    /// <summary>On the kernel's stack, before anything works: makes the first thread's block and stack.</summary>
    /// <returns>Top of the new stack.</returns>
    [RuntimeExport("HostedPrepare")]
    private static byte* Prepare(nint* initialStack)
    {
        s_argumentCount = (int)initialStack[0];
        s_arguments = initialStack + 1;
        // SAFETY: a static field of an unmanaged type lies in the image and never moves.
        ThreadBlock* block = (ThreadBlock*)Unsafe.AsPointer(ref s_main.Block);
        block->Self = block;
        block->Cache = (AllocationCache*)(block + 1);
        Linux.Invoke(Linux.Call.ArchControl, SetGs, (long)block);
        block->NativeId = (int)Linux.Invoke(Linux.Call.GetThreadId);
        block->Alive = 1;
        if (!HostedStacks.Map(block, MainStackBytes))
            FailFast.Abort("no memory for the main thread's stack");
        return block->StackBase;
    }

    [RuntimeExport("HostedMain")]
    [System.Diagnostics.StackTraceHidden]
    private static void Main()
    {
        HostedSignals.Install();
        HostedSignals.EnterThread(RuntimeThread.Current);
        Startup.Initialize(Modules());
        Exit(ManagedMain(s_argumentCount, s_arguments));
    }

    [RuntimeExport("HomeExit")]
    private static void Exit(int status) => Linux.Invoke(Linux.Call.ExitGroup, status);

    [RuntimeExport("HomeAbort")]
    private static void Abort()
    {
        long process = Linux.Invoke(Linux.Call.GetProcessId);
        Linux.Invoke(Linux.Call.ThreadKill, process, Linux.Invoke(Linux.Call.GetThreadId), Linux.SignalAbort);
        Linux.Invoke(Linux.Call.ExitGroup, 128 + Linux.SignalAbort);
    }

    [RuntimeExport("HomeWrite")]
    private static void Write(int stream, byte* data, nuint length)
    {
        while (length != 0)
        {
            long written = Linux.Invoke(Linux.Call.Write, stream, (long)data, (long)length);
            if (written == Linux.Interrupted || written == Linux.TryAgain)
                continue;
            if (written <= 0)
                return;
            data += written;
            length -= (nuint)written;
        }
    }

    [RuntimeExport("HomeRead")]
    private static nint Read(byte* data, nuint length)
    {
        long count;
        do
        {
            count = Linux.Invoke(Linux.Call.Read, 0, (long)data, (long)length);
        }
        while (count == Linux.Interrupted);
        return count < 0 ? 0 : (nint)count;
    }

    [RuntimeExport("HomeArgumentCount")]
    private static int ArgumentCount() => s_argumentCount;

    [RuntimeExport("HomeArgument")]
    private static byte* Argument(int index) => (byte*)s_arguments[index];

    [RuntimeExport("HomeEnvironmentLine")]
    private static byte* EnvironmentLine(int index)
    {
        // The environment follows the arguments and their closing null.
        nint* environment = s_arguments + s_argumentCount + 1;
        for (int i = 0; i < index; i++)
        {
            if (environment[i] == 0)
                return null;
        }
        return (byte*)environment[index];
    }
}
