using System.Runtime;
using System.Threading;
using Internal.Runtime;

namespace Diesis.Runtime.Hosted;

/// <summary>Threads from clone(2), waiting from futex(2).</summary>
internal static unsafe class HostedThreads
{
    // SAFETY: a block stays valid while its thread lives and after; the caller keeps futex words alive while somebody waits on them.

    private const nuint DefaultStackBytes = 1536 << 10;

    // CLONE_VM, FS, FILES, SIGHAND, THREAD, SYSVSEM; PARENT_SETTID; CHILD_CLEARTID: the kernel zeroes Alive when the thread is gone.
    private const long CloneFlags = 0x100 | 0x200 | 0x400 | 0x800 | 0x1_0000 | 0x4_0000 | 0x10_0000 | 0x20_0000;

    private const int FutexWait = 0 | PrivateFutex;
    private const int FutexWake = 1 | PrivateFutex;
    private const int PrivateFutex = 128;

    [RuntimeExport("HomeHasThreads")]
    private static bool HasThreads() => true;

    [RuntimeExport("HomeStartThread")]
    private static bool StartThread(ThreadBlock* block, nuint stackBytes)
    {
        if (!HostedStacks.Map(block, stackBytes == 0 ? DefaultStackBytes : stackBytes))
            return false;
        block->Alive = 1;
        ulong mask = HostedSignals.SetMask(ulong.MaxValue);
        long result = Linux.Clone(CloneFlags, block->StackBase, &block->NativeId, &block->Alive, block);
        HostedSignals.SetMask(mask);
        if (result > 0)
            return true;
        block->Alive = 0;
        return false;
    }

    [RuntimeExport("HostedThreadMain")]
    [System.Diagnostics.StackTraceHidden]
    private static void ThreadMain(ThreadBlock* block)
    {
        // The parent's copy of the id may not have been written yet.
        block->NativeId = (int)Linux.Invoke(Linux.Call.GetThreadId);
        HostedSignals.EnterThread(block);
        RuntimeThread.Enter(block);
    }

    [RuntimeExport("HomeYieldProcessor")]
    private static void YieldProcessor() => Linux.Invoke(Linux.Call.SchedulerYield);

    [RuntimeExport("HomeWaitOnAddress")]
    private static bool WaitOnAddress(int* address, int expected, long timeoutNanoseconds)
    {
        if (timeoutNanoseconds < 0)
        {
            Linux.Invoke(Linux.Call.Futex, (long)address, FutexWait, expected, 0);
            return true;
        }
        TimeSpecification timeout = new(timeoutNanoseconds);
        return Linux.Invoke(Linux.Call.Futex, (long)address, FutexWait, expected, (long)&timeout) != Linux.TimedOut;
    }

    [RuntimeExport("HomeWakeByAddress")]
    private static void WakeByAddress(int* address, int count) => Linux.Invoke(Linux.Call.Futex, (long)address, FutexWake, count);

    private static int s_processorCount;

    [RuntimeExport("HomeProcessorCount")]
    private static int ProcessorCount()
    {
        if (s_processorCount != 0)
            return s_processorCount;
        const int MaskBytes = 128;
        byte* mask = stackalloc byte[MaskBytes];
        long bytes = Linux.Invoke(Linux.Call.SchedulerGetAffinity, 0, MaskBytes, (long)mask);
        int count = 0;
        for (long i = 0; i < bytes; i++)
        {
            for (int bits = mask[i]; bits != 0; bits &= bits - 1)
                count++;
        }
        return s_processorCount = count == 0 ? 1 : count;
    }

    [RuntimeExport("HomeRequestStops")]
    private static int RequestStops(ThreadBlock* self)
    {
        long process = Linux.Invoke(Linux.Call.GetProcessId);
        int asked = 0;
        for (ThreadBlock* block = ThreadList.First; block != null; block = block->Next)
        {
            if (block == self || block->Attached == 0)
                continue;
            while (Linux.Invoke(Linux.Call.ThreadKill, process, block->NativeId, Linux.SignalStop) == Linux.TryAgain)
                YieldProcessor();
            asked++;
        }
        return asked;
    }

    [RuntimeExport("HomeEndStops")]
    private static void EndStops()
    {
    }

    [RuntimeExport("HomeWaitStopped")]
    private static void WaitStopped(int* address, int expected) => WaitOnAddress(address, expected, -1);

    [RuntimeExport("HomeWakeStopped")]
    private static void WakeStopped(int* address, int count) => WakeByAddress(address, count);

    [RuntimeExport("HomeMayCollect")]
    private static bool MayCollect() => true;
}
