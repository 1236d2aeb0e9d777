namespace Diesis.Platform.Memory.User;

/// <summary>Frames that have been taken out of a space but may be used by others only when no processor holds a translation to them.</summary>
/// <remarks>SAFETY: lives on one stack; the count stays within the array.</remarks>
internal unsafe struct UserPageGather
{
    internal const int Capacity = 120;

    /// <summary>An unmapped page may empty a table on each of three levels.</summary>
    private const int TablesAtOnce = 3;

    private fixed uint _frames[Capacity + TablesAtOnce];
    private int _count;

    /// <summary>What has to be forgotten.</summary>
    internal ulong First;
    internal ulong End;

    /// <summary>Tables are among the frames: what processors remember of the upper levels has to go too.</summary>
    internal bool HasTables;

    internal readonly bool IsFull => _count >= Capacity;

    internal void AddRange(ulong address, ulong end)
    {
        if (End == 0 || address < First)
            First = address;
        if (end > End)
            End = end;
    }

    internal void AddFrame(FrameNumber frame) => _frames[_count++] = frame.Value;

    internal void AddTable(FrameNumber frame)
    {
        HasTables = true;
        _frames[_count++] = frame.Value;
    }

    internal void ReleaseAll()
    {
        for (int i = 0; i < _count; i++)
            Frames.Release(new FrameNumber(_frames[i]));
        _count = 0;
        First = 0;
        End = 0;
        HasTables = false;
    }
}
