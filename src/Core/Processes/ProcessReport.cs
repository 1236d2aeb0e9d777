using Diesis.Platform.Locks;
using Diesis.Platform.Threads;

namespace Diesis.Core.Processes;

/// <summary>What there is to be told about processes, for /proc.</summary>
public static class ProcessReport
{
    /// <summary>The numbers of a process' threads, those that have ended and are not waited for among them.</summary>
    public static int[] ThreadNumbers(Process process)
    {
        while (true)
        {
            int[] numbers = new int[process.ThreadCount + 4];
            int count = 0;
            using (SpinLock.Scope held = process.SignalLock.Enter())
            {
                for (UserThread? thread = process.FirstThread; thread is not null && count < numbers.Length; thread = thread.NextThread)
                    numbers[count++] = thread.Id;
            }
            if (count < numbers.Length)
                return numbers[..count];
        }
    }

    /// <summary>What the thread is doing, as a letter of proc(5): R, S, T, Z or X.</summary>
    public static char StateOf(UserThread thread)
    {
        Process process = thread.Process;
        if (process.State == ProcessState.Zombie)
            return 'Z';
        if (process.State == ProcessState.Gone || thread.Kernel is not { } kernel)
            return 'X';
        if (process.IsStopped)
            return 'T';
        return kernel.State switch
        {
            KernelThreadState.Blocked or KernelThreadState.Blocking => 'S',
            KernelThreadState.Dead => 'Z',
            _ => 'R',
        };
    }

    /// <summary>The letter's name.</summary>
    public static string StateName(char state) => state switch
    {
        'R' => "R (running)",
        'S' => "S (sleeping)",
        'T' => "T (stopped)",
        'Z' => "Z (zombie)",
        _ => "X (dead)",
    };

    /// <summary>Threads of programs that run or could, now.</summary>
    public static int RunnableThreads()
    {
        int count = 0;
        foreach (Process process in ProcessTree.Snapshot(ProcessFilter.All))
        {
            if (process.State == ProcessState.Alive && StateOf(process.Leader) == 'R')
                count++;
        }
        return count;
    }
}
