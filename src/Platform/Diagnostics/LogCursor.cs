namespace Diesis.Platform.Diagnostics;

/// <summary>A reader's place in a <see cref="LogRing"/>. The default value stands before the first record ever written.</summary>
public struct LogCursor
{
    internal ulong Position;
    internal ulong Sequence;

    /// <summary>The number of the record that is read next, unless it is lost by then.</summary>
    public readonly ulong NextSequence => Sequence;
}
