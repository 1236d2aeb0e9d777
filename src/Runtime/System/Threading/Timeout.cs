namespace System.Threading;

/// <summary>The value that means waiting for ever.</summary>
public static class Timeout
{
    public const int Infinite = -1;

    public static readonly TimeSpan InfiniteTimeSpan = new(0, 0, 0, 0, Infinite);
}
