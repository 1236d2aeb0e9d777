using System.Collections.Generic;
using System.Threading;
using Diesis.Platform.Threads;
using Internal.Runtime;
using Internal.Runtime.Memory;

namespace Diesis.Platform.Diagnostics.Figures;

/// <summary>The kernel's threads, and where those are that do not run.</summary>
/// <remarks>
/// SAFETY: blocks are never given back. A stack is read only while its thread cannot run, since the lock of the queue that the thread belongs to
/// is held; the frames' addresses are made into text afterwards.
/// </remarks>
public static unsafe class ThreadFigures
{
    private const int MostThreads = 1024;
    private const int MostFrames = 48;

    /// <summary>What SwitchThreads leaves on a stack (Threads.S): r15, r14, r13, r12, rbp, rbx, the return address.</summary>
    private const int SavedWords = 7;

    private struct Frames
    {
        public fixed ulong Addresses[MostFrames];
    }

    /// <summary>All threads that belong to the scheduler; more than 1,024 are not listed.</summary>
    public static IReadOnlyList<KernelThread> All
    {
        get
        {
            // Nothing may be allocated while the list is locked.
            KernelThread?[] found = new KernelThread?[MostThreads];
            int count = 0;
            CriticalSection critical = ThreadList.Enter();
            for (ThreadBlock* block = ThreadList.First; block != null && count < found.Length; block = block->Next)
            {
                if (block->HomeObject != 0)
                    found[count++] = KernelThread.Of(block);
            }
            ThreadList.Leave(critical);

            List<KernelThread> threads = new(count);
            for (int i = count - 1; i >= 0; i--)
                threads.Add(found[i]!);
            return threads;
        }
    }

    /// <summary>The methods that a thread is in, innermost first; empty for one that runs.</summary>
    public static IReadOnlyList<string> Trace(KernelThread thread)
    {
        Frames frames = default;
        int count = Collect(thread, ref frames);
        List<string> lines = new(count);
        for (int i = 0; i < count; i++)
        {
            if (StackTraceText.TryDescribe((nuint)frames.Addresses[i], out string line))
                lines.Add(line);
        }
        return lines;
    }

    private static int Collect(KernelThread thread, ref Frames frames)
    {
        nuint flags = Processors.Instructions.SaveAndDisableInterrupts();
        ProcessorQueue queue = Scheduler.LockQueueOf(thread);
        int count = 0;
        ulong* saved = (ulong*)Volatile.Read(ref *(nint*)&thread.Block->StoppedAt);
        if (saved != null && thread.State is KernelThreadState.Ready or KernelThreadState.Blocked)
        {
            UnwindFrame frame = new()
            {
                R15 = saved[0],
                R14 = saved[1],
                R13 = saved[2],
                R12 = saved[3],
                Rbp = saved[4],
                Rbx = saved[5],
                InstructionPointer = (byte*)saved[6],
                StackPointer = (byte*)(saved + SavedWords),
            };
            do
                frames.Addresses[count++] = (ulong)frame.LookupAddress + 1;
            while (count < MostFrames && StackWalk.TryMoveToCaller(ref frame, out _));
        }
        queue.Lock.Release();
        Processors.Instructions.RestoreInterrupts(flags);
        return count;
    }
}
