using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Signals;

namespace Diesis.Core.Files;

/// <summary>RLIMIT_FSIZE of the calling process (getrlimit(2)).</summary>
internal static class FileSizeLimit
{
    /// <summary>Bytes; <see cref="long.MaxValue"/> for none.</summary>
    internal static long Current =>
        UserThread.Current is { } caller ? (long)ulong.Min(caller.Process.Limits[Resource.RLIMIT_FSIZE], long.MaxValue) : long.MaxValue;

    /// <summary>Tells the caller by SIGXFSZ.</summary>
    internal static void Report()
    {
        if (UserThread.Current is { } caller && Current != long.MaxValue)
            SignalSending.Send(caller, Signal.SIGXFSZ);
    }
}
