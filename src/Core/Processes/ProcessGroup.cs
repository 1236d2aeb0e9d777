namespace Diesis.Core.Processes;

/// <summary>A job: processes that the terminal and kill(2) address together (credentials(7)).</summary>
/// <remarks>Guarded by <see cref="ProcessTree"/>'s lock. It exists while it has members; its session never changes.</remarks>
public sealed class ProcessGroup
{
    private readonly PidEntry _number;

    internal ProcessGroup(PidEntry number, Session session)
    {
        _number = number;
        Session = session;
    }

    public int Id => _number.Number;

    public Session Session { get; }

    internal Process? First { get; private set; }

    internal int Count { get; private set; }

    /// <summary>The tree's lock is held.</summary>
    internal void Add(Process process)
    {
        if (Count++ == 0)
        {
            _number.Group = this;
            Session.GroupCount++;
        }
        process.Group = this;
        process.PreviousInGroup = null;
        process.NextInGroup = First;
        if (First is not null)
            First.PreviousInGroup = process;
        First = process;
    }

    /// <summary>The last member takes the group with it, and the last group its session. The tree's lock is held.</summary>
    internal void Remove(Process process)
    {
        Unlink(process);
        EndIfEmpty();
    }

    /// <summary>Takes a member out; <see cref="EndIfEmpty"/> follows. The tree's lock is held.</summary>
    internal void Unlink(Process process)
    {
        if (process.PreviousInGroup is null)
            First = process.NextInGroup;
        else
            process.PreviousInGroup.NextInGroup = process.NextInGroup;
        if (process.NextInGroup is not null)
            process.NextInGroup.PreviousInGroup = process.PreviousInGroup;
        process.NextInGroup = null;
        process.PreviousInGroup = null;
        Count--;
    }

    internal void EndIfEmpty()
    {
        if (Count != 0)
            return;
        _number.Group = null;
        Session.RemoveGroup();
        PidTable.FreeIfUnused(_number);
    }

    /// <summary>
    /// Whether nobody could continue the group's stopped members: no member has its parent in another group of the same session (POSIX,
    /// orphaned process group). The tree's lock is held.
    /// </summary>
    /// <param name="except">A member that is about to leave, or null.</param>
    internal bool IsOrphaned(Process? except)
    {
        for (Process? member = First; member is not null; member = member.NextInGroup)
        {
            if (member == except || member.State != ProcessState.Alive || member.Parent is not Process parent || parent.IsInit)
                continue;
            if (parent.Group != this && parent.Group.Session == Session)
                return false;
        }
        return true;
    }

    internal bool HasStoppedMember()
    {
        for (Process? member = First; member is not null; member = member.NextInGroup)
        {
            if (member.IsStopped)
                return true;
        }
        return false;
    }
}
