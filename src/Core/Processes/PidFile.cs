using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Ipc.Events;
using Diesis.Core.Waiting;

namespace Diesis.Core.Processes;

/// <summary>A descriptor for a process (pidfd_open(2)): it means the same process for ever, and is readable when that has ended.</summary>
public sealed class PidFile(Process process, OpenFlags flags) : OpenFile(AnonymousInodes.Make("anon_inode:[pidfd]"), flags | OpenFlags.O_RDWR)
{
    public Process Process { get; } = process;

    public override bool IsStream => true;

    public override string Details => $"Pid:\t{(Process.State == ProcessState.Gone ? -1 : Process.Id)}\nNSpid:\t{(Process.State == ProcessState.Gone ? -1 : Process.Id)}\n";

    public override PollEvents Poll(PollTable? table)
    {
        table?.Add(Process.EndEvents);
        return Process.State == ProcessState.Alive ? PollEvents.None : PollEvents.In | PollEvents.ReadNormal;
    }
}
