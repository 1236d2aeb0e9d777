using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Signals;

namespace Diesis.Core.Ipc;

/// <summary>What happens to whoever writes where nobody reads.</summary>
public static class BrokenPipe
{
    /// <summary>Sends SIGPIPE to the calling thread, whose call ends with EPIPE.</summary>
    public static void SignalCurrent()
    {
        if (UserThread.Current is UserThread thread)
            SignalSending.Send(thread, Signal.SIGPIPE);
    }
}
