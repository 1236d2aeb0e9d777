using Diesis.Abi;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Processes;

namespace Diesis.FileSystems.Proc;

/// <summary>/proc/PID/limits.</summary>
internal static class ProcessLimits
{
    private const int NameWidth = 26;
    private const int ValueWidth = 21;

    internal static Errno Write(UserThread thread, VirtualText text)
    {
        text.AddLeft("Limit", NameWidth).AddLeft("Soft Limit", ValueWidth).AddLeft("Hard Limit", ValueWidth).Add("Units     \n"u8);
        for (Resource resource = 0; resource < Resource.RLIM_NLIMITS; resource++)
        {
            ResourceLimit limit = thread.Process.Limits.Get(resource);
            (string name, string unit) = Describe(resource);
            text.AddLeft(name, NameWidth).AddLeft(ValueOf(limit.Current), ValueWidth).AddLeft(ValueOf(limit.Maximum), ValueWidth);
            text.AddLeft(unit, unit.Length == 0 ? 0 : 10).End();
        }
        return Errno.None;
    }

    private static string ValueOf(ulong value) => value == ResourceLimit.RLIM_INFINITY ? "unlimited" : value.ToString();

    private static (string Name, string Unit) Describe(Resource resource) => resource switch
    {
        Resource.RLIMIT_CPU => ("Max cpu time", "seconds"),
        Resource.RLIMIT_FSIZE => ("Max file size", "bytes"),
        Resource.RLIMIT_DATA => ("Max data size", "bytes"),
        Resource.RLIMIT_STACK => ("Max stack size", "bytes"),
        Resource.RLIMIT_CORE => ("Max core file size", "bytes"),
        Resource.RLIMIT_RSS => ("Max resident set", "bytes"),
        Resource.RLIMIT_NPROC => ("Max processes", "processes"),
        Resource.RLIMIT_NOFILE => ("Max open files", "files"),
        Resource.RLIMIT_MEMLOCK => ("Max locked memory", "bytes"),
        Resource.RLIMIT_AS => ("Max address space", "bytes"),
        Resource.RLIMIT_LOCKS => ("Max file locks", "locks"),
        Resource.RLIMIT_SIGPENDING => ("Max pending signals", "signals"),
        Resource.RLIMIT_MSGQUEUE => ("Max msgqueue size", "bytes"),
        Resource.RLIMIT_NICE => ("Max nice priority", ""),
        Resource.RLIMIT_RTPRIO => ("Max realtime priority", ""),
        _ => ("Max realtime timeout", "us"),
    };
}
