using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Diesis.Tests.Processes;

/// <summary>Exceptions on the last page of a stack, where their dispatch does not fit any more.</summary>
internal static unsafe class StackEnd
{
    private const int StackBytes = 256 << 10;

    /// <summary>From two pages before the end to what a call may need of the last one; the start of the thread has taken some hundred bytes.</summary>
    private const int FarthestFromEnd = 8192;
    private const int NearestToEnd = 1200;
    private const int Step = 64;

    private static int s_caught;
    private static int s_finally;
    private static bool s_faults;

    internal static int LastPage()
    {
        foreach (bool faults in (bool[])[false, true])
        {
            s_faults = faults;
            for (int left = FarthestFromEnd; left >= NearestToEnd; left -= Step)
            {
                int distance = StackBytes - left;
                Thread thread = new(() => CatchAll(distance), StackBytes);
                thread.Start();
                thread.Join();
            }
        }
        int expected = ((FarthestFromEnd - NearestToEnd) / Step + 1) * 2 * 3;
        Console.WriteLine(s_caught == expected ? "all caught" : s_caught + " of " + expected + " caught");
        Console.WriteLine(s_finally == expected ? "all finally handlers ran" : s_finally + " of " + expected + " finally handlers ran");
        return 0;
    }

    // SAFETY: addresses of locals are compared, never followed.
    private static void CatchAll(int distance)
    {
        byte here;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                Descend(&here - distance, null);
            }
            catch (InvalidOperationException) when (!s_faults)
            {
                s_caught++;
            }
            catch (NullReferenceException) when (s_faults)
            {
                s_caught++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Descend(byte* end, string? nothing)
    {
        byte here;
        if (&here > end)
            return Descend(end, nothing) + 1;
        try
        {
            return s_faults ? nothing!.Length : throw new InvalidOperationException();
        }
        finally
        {
            s_finally++;
        }
    }
}
