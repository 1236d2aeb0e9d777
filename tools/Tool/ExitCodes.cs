namespace Diesis.Tool;

/// <summary>Exit statuses that scripts rely on.</summary>
internal static class ExitCodes
{
    internal const int Success = 0;
    internal const int Failure = 1;

    /// <summary>Asked for in a way that makes no sense, or for something that is not built yet.</summary>
    internal const int Usage = 2;

    /// <summary>As timeout(1) has it.</summary>
    internal const int TimedOut = 124;

    /// <summary>The kernel died before the program ended.</summary>
    internal const int KernelDied = 125;
}
