namespace System.Threading;

/// <summary>A barrier's action between two phases failed.</summary>
public class BarrierPostPhaseException : Exception
{
    public BarrierPostPhaseException()
        : base("The postPhaseAction failed with an exception.")
    {
    }

    public BarrierPostPhaseException(Exception? innerException)
        : base("The postPhaseAction failed with an exception.", innerException)
    {
    }

    public BarrierPostPhaseException(string? message)
        : base(message)
    {
    }

    public BarrierPostPhaseException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
