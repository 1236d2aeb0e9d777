using Diesis.Core.Waiting;

namespace Diesis.Core.Processes;

/// <content>What a thread waits with.</content>
public sealed partial class UserThread
{
    private ThreadPollTable? _pollTable;

    /// <summary>For the thread's own poll(2) and select(2): kept, so that calls make nothing new.</summary>
    public ThreadPollTable PollTable => _pollTable ??= new ThreadPollTable();
}
