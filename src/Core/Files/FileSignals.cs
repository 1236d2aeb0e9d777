using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Signals;

namespace Diesis.Core.Files;

/// <summary>Signals to a file's owner when it becomes ready (fcntl(2), O_ASYNC and F_SETOWN).</summary>
public static class FileSignals
{
    /// <summary>Tells the owner, if the file has one and is asynchronous. [Context] A thread's, without spin locks.</summary>
    /// <remarks>With a signal of the program's choice (F_SETSIG) the siginfo would carry descriptor and events; the plain signal is sent.</remarks>
    public static void Tell(OpenFile? file)
    {
        if (file is null || (file.Flags & OpenFlags.FASYNC) == 0 || file.Owner is not FileOwner owner || owner.Id == 0)
            return;
        Signal signal = owner.Signal == 0 ? Signal.SIGIO : (Signal)owner.Signal;
        switch (owner.Kind)
        {
            case FileOwnerType.F_OWNER_PGRP:
                if (ProcessTree.FindGroup(owner.Id) is ProcessGroup group)
                    SignalSending.Send(group, signal);
                break;
            case FileOwnerType.F_OWNER_TID:
                if (ProcessTree.FindThread(owner.Id) is UserThread thread)
                    SignalSending.Send(thread, signal);
                break;
            default:
                if (ProcessTree.FindLeader(owner.Id) is Process process)
                    SignalSending.Send(process, signal);
                break;
        }
    }
}
