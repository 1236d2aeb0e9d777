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
            // As in a system call: the program is lost, but whoever waits for its end must see it.
            Oops.Report("program", Name, exception);
            Process.ExitBySignal(Signal.SIGKILL);
        }
        ProcessEnd.EndThread(this);
        UserContext.Detach();
        Context.Free();
    }

    private void RunProgram()
    {
        Beginning?.Run();
        while (true)
        {
            int reason = Context.Run(ref _pendingWork);
            if (reason == UserContext.SystemCall)
                MakeCall();
            else if (reason != UserContext.Wanted)
                UserFaults.Handle(this, reason);
            if (_pendingWork != 0 && Signals.Deliver(Context) == DeliveryOutcome.End)
                return;
        }
    }

    private void MakeCall()
    {
        ref UserRegisters registers = ref Context.Registers;
        SyscallArguments arguments = new(registers.Rdi, registers.Rsi, registers.Rdx, registers.R10, registers.R8, registers.R9);
        try
        {
            registers.Rax = (ulong)SyscallDispatcher.Installed!.Invoke((int)registers.ErrorCode, this, in arguments).Raw;
        }
        catch (Exception exception)
        {
            // A bug of the kernel's. The program cannot go on, since nobody knows what has been done; all others can.
            Oops.Report($"system call {registers.ErrorCode} of", Name, exception);
            Process.ExitBySignal(Signal.SIGKILL);
        }
    }
}
