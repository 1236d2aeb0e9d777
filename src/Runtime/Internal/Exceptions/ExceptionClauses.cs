namespace Internal.Runtime;

/// <summary>What a protected region does with an exception.</summary>
internal enum ClauseKind : uint
{
    Typed = 0,
    Finally = 1,
    Filter = 2,
}

/// <summary>A protected region of a method and its handler. Offsets count from the method's start.</summary>
internal unsafe struct ExceptionClause
{
    public uint Start;
    public uint End;
    public ClauseKind Kind;
    public byte* Handler;
    public byte* Filter;
    public MethodTable* CaughtType;
}

/// <summary>Walks a method's clauses, innermost first, in ilc's encoding (variable-length integers of its native format).</summary>
/// <remarks>SAFETY: the data is a read-only part of the image.</remarks>
internal unsafe ref struct ExceptionClauses
{
    private const byte HasClauses = 4;
    private const byte HasAssociatedData = 0x10;

    private readonly byte* _methodStart;
    private readonly int _count;
    private byte* _next;

    /// <summary>Number of the clause that <see cref="TryNext"/> gave last.</summary>
    public int Index;

    public ExceptionClauses(in MethodTables method)
    {
        _methodStart = method.MethodStart;
        Index = -1;
        byte* data = method.LanguageData;
        if (data == null)
            return;
        byte flags = *data++;
        if ((flags & HasAssociatedData) != 0)
            data += sizeof(int);
        if ((flags & HasClauses) == 0)
            return;
        _next = data + *(int*)data;
        _count = (int)ReadUnsigned(ref _next);
    }

    public bool TryNext(out ExceptionClause clause)
    {
        clause = default;
        if (++Index >= _count)
            return false;
        clause.Start = ReadUnsigned(ref _next);
        uint lengthAndKind = ReadUnsigned(ref _next);
        clause.End = clause.Start + (lengthAndKind >> 2);
        clause.Kind = (ClauseKind)(lengthAndKind & 3);
        clause.Handler = _methodStart + ReadUnsigned(ref _next);
        if (clause.Kind == ClauseKind.Typed)
        {
            clause.CaughtType = (MethodTable*)(_next + *(int*)_next);
            _next += sizeof(int);
        }
        else if (clause.Kind == ClauseKind.Filter)
        {
            clause.Filter = _methodStart + ReadUnsigned(ref _next);
        }
        return true;
    }

    /// <summary>
    /// Goes past the clause whose handler an exception came out of, and past those that follow with the same region: they guard that
    /// region together with it and not its handler. Between regions that only look the same in machine code ilc puts an empty clause.
    /// </summary>
    public void SkipLeft(long leftClause)
    {
        ExceptionClause left = default;
        while (Index < leftClause && TryNext(out left))
        {
        }
        if (leftClause < 0)
            return;

        ExceptionClauses ahead = this;
        while (ahead.TryNext(out ExceptionClause clause) && clause.Start == left.Start && clause.End == left.End)
            this = ahead;
    }

    /// <summary>The number of trailing one bits in the first byte tells how many bytes follow.</summary>
    private static uint ReadUnsigned(ref byte* next)
    {
        uint first = next[0];
        uint value;
        if ((first & 1) == 0)
        {
            value = first >> 1;
            next += 1;
        }
        else if ((first & 2) == 0)
        {
            value = (first >> 2) | ((uint)next[1] << 6);
            next += 2;
        }
        else if ((first & 4) == 0)
        {
            value = (first >> 3) | ((uint)next[1] << 5) | ((uint)next[2] << 13);
            next += 3;
        }
        else if ((first & 8) == 0)
        {
            value = (first >> 4) | ((uint)next[1] << 4) | ((uint)next[2] << 12) | ((uint)next[3] << 20);
            next += 4;
        }
        else
        {
            value = *(uint*)(next + 1);
            next += 5;
        }
        return value;
    }
}
