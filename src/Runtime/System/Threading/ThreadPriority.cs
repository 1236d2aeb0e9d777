namespace System.Threading;

/// <summary>How a thread stands to others. Kept with the thread; the homes do not act on it yet.</summary>
public enum ThreadPriority
{
    Lowest = 0,
    BelowNormal = 1,
    Normal = 2,
    AboveNormal = 3,
    Highest = 4,
}
