using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Platform.Boot;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Internal.Runtime;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Tests.InKernel;

/// <summary>Planted ends of the kernel, one for each start with <c>crash=NAME</c>; the runner looks at the report (tools/Tool/Testing/CrashWays.cs).</summary>
/// <remarks>SAFETY: none; that is what they are for.</remarks>
internal static unsafe class Crashes
{
    private static SpinLock s_lock = new(LockRank.Devices);
    private static long s_data = 0x0b0f_0b0f_0b0f_0b0f;

    internal static void Register(TestList tests)
    {
        if (CommandLine.Text("crash"u8) is string name)
            tests.Add("Crashes.Planted", () => Crash(name));
    }

    private static void Crash(string name)
    {
        switch (name)
        {
            case "overflow":
                Recurse(0);
                break;
            case "overflow-in-thread":
                KernelThread.Start("deep", () => Recurse(0)).Managed.Join();
                break;
            case "overflow-on-other-processor":
                KernelThread.Start("deep", () => Recurse(0), ThreadPriority.Normal, 1UL << (Processor.Count - 1)).Managed.Join();
                break;
            case "non-canonical":
                ReadFrom((byte*)0x8000_0000_0000_0000);
                break;
            case "wild":
                ReadFrom((byte*)0xffff_c123_4567_0000);
                break;
            case "write-constants":
                WriteTo((byte*)KernelImage.ConstantsStart);
                break;
            case "write-code":
                WriteTo((byte*)KernelImage.Start + 0x1000);
                break;
            case "write-constants-through-direct-map":
                WriteTo(DirectMap.Pointer(new PhysicalAddress(KernelImage.ConstantsStart - KernelImage.Base)));
                break;
            case "execute-data":
                fixed (long* data = &s_data)
                    ((delegate*<void>)data)();
                break;
            case "non-maskable":
                LocalInterrupts.SendNonMaskable(Processor.CurrentIndex);
                KernelDelay();
                break;
            case "fault-in-critical-section":
                Internal.Runtime.Memory.CriticalSection critical = new(RuntimeThread.Current);
                ReadFrom(null);
                critical.Leave();
                break;
            case "recursive-lock":
                using (s_lock.Enter())
                {
                    using (s_lock.Enter())
                    {
                    }
                }
                break;
            case "panic":
                Diesis.Platform.Diagnostics.Panic.Stop("planted");
                break;
            case "double-free":
                FrameNumber frame = Frames.Allocate(FrameOwner.Other, FrameContents.Zeroed);
                Frames.Free(frame);
                Frames.Free(frame);
                break;
            default:
                Check.True(false, "no such crash");
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Recurse(int depth) => Recurse(depth + 1) + depth;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadFrom(byte* address) => s_data = Volatile.Read(ref *address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteTo(byte* address) => Volatile.Write(ref *address, 1);

    private static void KernelDelay() => KernelTest.Spin(100);
}
