namespace Diesis.Core.Waiting;

/// <summary>Whoever asks what a file is ready for, and wants to be told when that changes.</summary>
/// <remarks>
/// An <c>OpenFile.Poll</c> that gets a table adds it to each queue that is woken when its answer may change, and then looks: in this
/// order, so that no change is missed. Kinds: <see cref="ThreadPollTable"/> for poll(2) and select(2), and what an epoll instance keeps for each file.
/// </remarks>
public abstract class PollTable
{
    /// <summary>Enters a queue. [Context] A thread's; under sleeping locks it may be called, under spin locks not.</summary>
    public abstract void Add(WaitQueue queue);
}
