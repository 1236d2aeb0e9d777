using System;
using Diesis.Abi;
using Diesis.Core.Loading;
using Diesis.Core.Signals;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Users;

namespace Diesis.Core.Processes;

// The thread's life: in the program, in the kernel for it, and its end.
public sealed partial class UserThread
{
    /// <summary>Lets a thread that has all it needs begin.</summary>
    /// <returns>False when there is no memory for its stack.</returns>
    internal bool Begin() => Start(Name);

    /// <summary>Loads the first program, in the first process; null in all others.</summary>
    internal InitProcess? Beginning { get; set; }

    protected override void Run()
    {
        TakePlace();
        Context.Attach();
        try
        {
            RunProgram();
        }
        catch (Exception exception)
        {
            // A bug of the kernel's. The program cannot go on, since nobody knows what has been done, but whoever waits for its end must see it.
            ref UserRegisters registers = ref Context.Registers;
            Oops.Report(registers.Vector == UserContext.SystemCall ? $"system call {registers.ErrorCode} of" : "program", Name, exception);
            Process.ExitBySignal(Signal.SIGKILL);
        }
        ProcessEnd.EndThread(this);
        UserContext.Detach();
        Context.Free();
    }

    /// <summary>Until the thread's end. Whatever the kernel does for the program is within one frame for exceptions: one for each call would cost each.</summary>
    private void RunProgram()
    {
        Beginning?.Run();
        UserContext context = Context;
        ref UserRegisters registers = ref context.Registers;
        while (true)
        {
            int reason = context.Run(ref _pendingWork);
            if (reason == UserContext.SystemCall)
                registers.Rax = (ulong)SyscallDispatcher.Installed!.Invoke((int)registers.ErrorCode, this, new SyscallArguments(ref registers)).Raw;
            else if (reason != UserContext.Wanted)
                UserFaults.Handle(this, reason);
            if (_pendingWork != 0 && Signals.Deliver(context) == DeliveryOutcome.End)
                return;
        }
    }
}
