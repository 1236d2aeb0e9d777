using Diesis.Core.Processes;

namespace Diesis.Core.Signals;

/// <summary>
/// How a call goes on after a signal without handler has broken it off, where running it again would be wrong: a sleep for a time must end at
/// the same moment (restart_syscall(2)). The call sets <see cref="ThreadSignals.Restart"/> and returns ERESTART_RESTARTBLOCK.
/// </summary>
public abstract class RestartBlock
{
    public abstract SyscallResult Continue(UserThread caller);
}
