using System;
using System.Threading;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Locks;

namespace Diesis.Platform.Threads;

/// <summary>What a thread of the kernel runs that was made for it alone, as a program's thread: both know each other from the beginning.</summary>
public abstract class ThreadBody
{
    /// <summary>The thread underneath; set before it runs for the first time, and before <see cref="Start"/> returns.</summary>
    public KernelThread Kernel { get; internal set; } = null!;

    /// <summary>The thread's whole life.</summary>
    protected abstract void Run();

    /// <summary>Starts it, with the caller's affinity, niceness and priority.</summary>
    /// <returns>False when there is no memory for its stack.</returns>
    protected bool Start(string name)
    {
        KernelThread maker = KernelThread.Current!;
        Thread managed = new(Enter) { Name = name, IsBackground = true };
        maker.Starting = this;
        try
        {
            managed.UnsafeStart();
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
        finally
        {
            maker.Starting = null;
        }
    }

    private void Enter()
    {
        try
        {
            Run();
        }
        catch (Exception exception)
        {
            Oops.Report("thread", Kernel.Name, exception);
        }
        HeldLocks.CheckNoneHeld();
    }
}
