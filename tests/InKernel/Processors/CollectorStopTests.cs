using System;
using System.Threading;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>Collections while other processors do something else.</summary>
internal static unsafe class CollectorStopTests
{
    private const int Patience = 60_000;

    // Below 2 GiB, so that the program can name its data by 32-bit addresses.
    private const ulong ProgramCode = 0x40_0000;
    private const ulong ProgramData = 0x40_1000;

    internal static void Register(TestList tests)
    {
        tests.Add("CollectorStop.SpinningProcessorsAreStopped", () =>
        {
            int stop = 0;
            Thread[] spinners = Spinners(Processor.Count, () => Volatile.Read(ref stop) != 0, () => { });
            int before = GC.CollectionCount(0);
            for (int i = 0; i < 10; i++)
                GC.Collect();
            Volatile.Write(ref stop, 1);
            Join(spinners);
            Check.True(GC.CollectionCount(0) - before >= 10, "ten collections");
        });
        tests.Add("CollectorStop.AllocatingProcessorsLoseNothing", () =>
        {
            int stop = 0;
            int damaged = 0;
            Thread[] workers = Spinners(Processor.Count * 2, () => Volatile.Read(ref stop) != 0, () =>
            {
                int[][] held = new int[20][];
                for (int i = 0; i < held.Length; i++)
                    held[i] = [i, i * 3, i * 5];
                for (int i = 0; i < held.Length; i++)
                {
                    if (held[i][0] != i || held[i][1] != i * 3 || held[i][2] != i * 5)
                        Volatile.Write(ref damaged, 1);
                }
            });
            for (int i = 0; i < 30; i++)
                GC.Collect();
            Volatile.Write(ref stop, 1);
            Join(workers);
            Check.Equal(0, damaged);
        });
        tests.Add("CollectorStop.ManyThreadsCollectAtOnce", () =>
        {
            Thread[] threads = new Thread[6];
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i] = KernelThread.Start("collector", () =>
                {
                    for (int k = 0; k < 10; k++)
                        GC.Collect();
                }).Managed;
            }
            Join(threads);
        });
        tests.Add("CollectorStop.BlockedThreadsKeepTheirObjects", () =>
        {
            SemaphoreSlim release = new(0);
            int good = 0;
            Thread[] sleepers = new Thread[8];
            for (int i = 0; i < sleepers.Length; i++)
            {
                int number = i;
                sleepers[i] = KernelThread.Start("holder", () =>
                {
                    string text = "held by " + number.ToString();
                    release.Wait();
                    if (text == "held by " + number.ToString())
                        Interlocked.Increment(ref good);
                }).Managed;
            }
            Thread.Sleep(20);
            for (int i = 0; i < 5; i++)
                GC.Collect();
            release.Release(sleepers.Length);
            Join(sleepers);
            Check.Equal(sleepers.Length, good);
        });
        tests.Add("CollectorStop.TimersMayAllocateMeanwhile", () =>
        {
            AllocatingTimer timer = new();
            Timers.Arm(timer, Clock.Monotonic);
            for (int i = 0; i < 20; i++)
                GC.Collect();
            KernelTest.WaitUntil(() => Volatile.Read(ref timer.Calls) >= 50, "the timer has run often");
            timer.Ends = true;
            Check.Equal(0, timer.Damaged);
            KernelTest.WaitUntil(() => !Timers.IsArmed(timer), "the timer ends");
        });
        tests.Add("CollectorStop.InterruptsOffDelaysAStopOnly", () =>
        {
            int phase = 0;
            Thread holder = KernelThread.Start("deaf", () =>
            {
                nuint flags = Instructions.SaveAndDisableInterrupts();
                Volatile.Write(ref phase, 1);
                KernelTest.Spin(10);
                Instructions.RestoreInterrupts(flags);
            }).Managed;
            KernelTest.WaitUntil(() => Volatile.Read(ref phase) == 1, "it is deaf");
            GC.Collect();
            Check.True(holder.Join(Patience), "ends");
        });
        tests.Add("UserMode.RunsUntilAnException", () => WithProgram(data =>
        {
            data[1] = 1;
            Check.Equal(6, RunProgram(ProgramCode));
            Check.Equal(1, data[0]);
        }));
        tests.Add("UserMode.UnmappedCodeEndsTheStay", () => Check.Equal(14, RunProgram(ProgramCode)));
        tests.Add("UserMode.TheKernelIsOutOfReach", () => Check.Equal(14, RunProgram(DirectMap.Base)));
        tests.Add("UserMode.IsPreempted", () => WithProgram(data =>
        {
            // The waker runs on the program's own processor, so it needs the processor taken from the program.
            KernelThread program = KernelThread.Start("program", () => RunProgram(ProgramCode), ThreadPriority.Normal, 1);
            KernelThread waker = KernelThread.Start("waker", () => Volatile.Write(ref data[1], 1), ThreadPriority.Normal, 1);
            Check.True(program.Managed.Join(Patience) && waker.Managed.Join(Patience), "both end");
        }));
        tests.Add("UserMode.ProgramsRunOnDuringCollections", () => WithProgram(data =>
        {
            // With one processor the collector takes it from the program; with several the program is not interrupted at all.
            KernelThread program = KernelThread.Start("program", () => RunProgram(ProgramCode), ThreadPriority.Normal, 1UL << (Processor.Count - 1));
            KernelTest.WaitUntil(() => Volatile.Read(ref data[0]) > 0, "the program runs");
            for (int i = 0; i < 20; i++)
                GC.Collect();
            long seen = Volatile.Read(ref data[0]);
            KernelTest.WaitUntil(() => Volatile.Read(ref data[0]) > seen, "the program goes on");
            Volatile.Write(ref data[1], 1);
            Check.True(program.Managed.Join(Patience), "ends");
        }));
        tests.Add("UserMode.AStopHoldsAProcessorAtItsEntry", () =>
        {
            ProcessorBlock probe = default;
            probe.UserState = (int)UserState.InUser;
            Check.True(UserMode.TryHold(&probe), "one in user mode is held");
            Check.Equal((int)UserState.Held, probe.UserState);
            Check.False(UserMode.TryHold(&probe), "once only");
            probe.UserState = (int)UserState.InKernel;
            Check.False(UserMode.TryHold(&probe), "one in the kernel must be interrupted");
        });
    }

    private sealed class AllocatingTimer : KernelTimer
    {
        internal int Calls;
        internal int Damaged;
        internal bool Ends;

        protected internal override void OnTimer()
        {
            int[] values = new int[50];
            for (int i = 0; i < values.Length; i++)
                values[i] = i;
            if (values[49] != 49)
                Damaged++;
            Volatile.Write(ref Calls, Calls + 1);
            if (!Ends)
                Timers.Arm(this, Clock.Monotonic + 200_000);
        }
    }

    /// <summary>Runs a program until its first exception, whose vector is returned.</summary>
    private static int RunProgram(ulong instruction)
    {
        UserContext context = UserContext.TryCreate()!;
        context.Registers.InstructionPointer = instruction;
        context.Registers.Flags = Instructions.InterruptFlag;
        context.Attach();
        int nothing = 0;
        int vector = context.Run(ref nothing);
        UserContext.Detach();
        context.Free();
        return vector;
    }

    private delegate void ProgramTest(long* data);

    /// <summary>Maps a program that counts in its first word until its second is not 0, and then executes an invalid instruction.</summary>
    /// <remarks>SAFETY: the frames are the test's own and stay mapped while it runs.</remarks>
    private static void WithProgram(ProgramTest test)
    {
        ReadOnlySpan<byte> code =
        [
            0x48, 0xff, 0x04, 0x25, 0x00, 0x10, 0x40, 0x00, // inc qword ptr [0x401000]
            0x48, 0x83, 0x3c, 0x25, 0x08, 0x10, 0x40, 0x00, 0x00, // cmp qword ptr [0x401008], 0
            0x74, 0xed, // je to the beginning
            0x0f, 0x0b, // ud2
        ];
        FrameNumber codeFrame = Frames.Allocate(FrameOwner.Other, FrameContents.Zeroed);
        FrameNumber dataFrame = Frames.Allocate(FrameOwner.Other, FrameContents.Zeroed);
        code.CopyTo(new Span<byte>(DirectMap.Pointer(codeFrame), FrameNumber.FrameBytes));
        Check.True(KernelSpace.Map(ProgramCode, codeFrame.Address, FrameNumber.FrameBytes, PageRights.User | PageRights.Execute, PageCaching.WriteBack) == PageTableResult.Done, "code");
        Check.True(KernelSpace.Map(ProgramData, dataFrame.Address, FrameNumber.FrameBytes, PageRights.User | PageRights.Write, PageCaching.WriteBack) == PageTableResult.Done, "data");
        try
        {
            test((long*)DirectMap.Pointer(dataFrame));
        }
        finally
        {
            KernelSpace.Unmap(ProgramCode, 2 * FrameNumber.FrameBytes);
            Frames.Free(codeFrame);
            Frames.Free(dataFrame);
        }
    }

    private static Thread[] Spinners(int count, Func<bool> ends, Action work)
    {
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            threads[i] = KernelThread.Start("spinner", () =>
            {
                while (!ends())
                    work();
            }).Managed;
        }
        return threads;
    }

    private static void Join(Thread[] threads)
    {
        foreach (Thread thread in threads)
            Check.True(thread.Join(Patience), "a thread ends");
    }
}
