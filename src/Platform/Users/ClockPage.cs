using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Time;

namespace Diesis.Platform.Users;

/// <summary>
/// vdso(7): the frames that every program maps. The first holds how time is computed from the time stamp counter, the others the code that
/// does so (Arch/X64/Vdso).
/// </summary>
/// <remarks>
/// Readers are programs, so the page is written under a sequence number that is odd meanwhile: they try again. SAFETY: the frames are never freed; the
/// page is written by one processor at a time, which the clock's own rules say.
/// </remarks>
public static unsafe class ClockPage
{
    [StructLayout(LayoutKind.Sequential)]
    private struct Contents
    {
        public uint Sequence;

        /// <summary>0: another counter tells the time, which a program cannot read.</summary>
        public uint UsesTimeStamp;
        public ulong Origin;
        public long NanosecondsAtOrigin;
        public ulong NanosecondsWhole;
        public ulong NanosecondsFraction;
        public long UnixAtStart;
    }

    private static Contents* s_contents;

    [RuntimeImport("*", "VdsoImageAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* ImageAddress();

    [RuntimeImport("*", "VdsoImageBytes")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nuint ImageBytes();

    /// <summary>The page with the clock; the code's frames follow it. None before <see cref="Create"/>, or if there was no memory.</summary>
    public static FrameNumber First { get; private set; }

    /// <summary>Frames of code.</summary>
    public static int CodeFrames => (int)((ImageBytes() + FrameNumber.FrameBytes - 1) / FrameNumber.FrameBytes);

    /// <summary>Makes the frames, once, before the first program.</summary>
    public static void Create()
    {
        FrameNumber first = Frames.AllocateContiguous(
            (uint)CodeFrames + 1, FrameNumber.FrameBytes, new PhysicalAddress(DirectMap.Bytes), FrameOwner.Other, FrameContents.Zeroed);
        if (first.IsNone)
            return;
        byte* code = DirectMap.Pointer(first + 1);
        new System.ReadOnlySpan<byte>(ImageAddress(), (int)ImageBytes()).CopyTo(new System.Span<byte>(code, (int)ImageBytes()));
        First = first;
        s_contents = (Contents*)DirectMap.Pointer(first);
        Clock.Publish();
    }

    /// <summary>Time is computed in another way from now on. Interrupts are off.</summary>
    internal static void Write(ulong origin, long nanosecondsAtOrigin, in TickScale scale, long unixAtStart)
    {
        Contents* page = Begin();
        if (page == null)
            return;
        page->UsesTimeStamp = 1;
        page->Origin = origin;
        page->NanosecondsAtOrigin = nanosecondsAtOrigin;
        page->NanosecondsWhole = scale.NanosecondsWhole;
        page->NanosecondsFraction = scale.NanosecondsFraction;
        page->UnixAtStart = unixAtStart;
        End(page);
    }

    /// <summary>Programs have to ask the kernel.</summary>
    internal static void WriteUnreadable()
    {
        Contents* page = Begin();
        if (page == null)
            return;
        page->UsesTimeStamp = 0;
        End(page);
    }

    private static Contents* Begin()
    {
        Contents* page = s_contents;
        if (page != null)
            Interlocked.Increment(ref page->Sequence);
        return page;
    }

    private static void End(Contents* page) => Interlocked.Increment(ref page->Sequence);
}
