namespace Diesis.Platform;

/// <summary>What the command line decides for the whole kernel, as plain values that any context may read.</summary>
public static class KernelOptions
{
    private static bool s_uncheckedRun;

    /// <summary>Lock order, poison, canaries and the like are checked: unless the command line says <c>checks=off</c>.</summary>
    public static bool Checks
    {
        get => !s_uncheckedRun;
        internal set => s_uncheckedRun = !value;
    }
}
