using System.Diagnostics;
using System.Text.RegularExpressions;
using Diesis.Tool.Building;
using Diesis.Tool.Commands;
using Diesis.Tool.Machines;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Testing;

/// <summary>The trace of system calls (strace= on the kernel's command line), from the outside: a script's calls are looked for in the kernel log.</summary>
internal sealed class TraceWays(Repository repository)
{
    /// <summary>The filter that asks for these alone.</summary>
    internal const string Name = nameof(TraceWays);

    private const string LogName = "kernel-trace";
    private const string Script = "cd /tmp; echo one >f; (exit 3); sh -c 'kill -9 $$'; cat f | dd of=g; stat nothere; sleep 0.001; exec busybox true";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    /// <summary>Regular expressions, as strace(1) shows such calls; they stand in the log in this order.</summary>
    private static readonly string[] s_calls =
    [
        """execve\("/usr/bin/sh", \["sh", "-c", "cd /tmp; echo one >f.*"\.\.\.\], 0x[0-9a-f]+\) = 0$""",
        """chdir\("/tmp"\) = 0$""",
        """openat\(AT_FDCWD, "f", .*O_CREAT.*, 0666\) = 3$""",
        """write\(1, "one\\n", 4\) = 4$""",
        """exit_group\(3\) = \?$""",
        """wait4\(-1, \[\{WIFEXITED\(s\) && WEXITSTATUS\(s\) == 3\}\], 0, NULL\) = \d+$""",
        """kill\(\d+, SIGKILL\) = """,
        """wait4\(-1, \[\{WIFSIGNALED\(s\) && WTERMSIG\(s\) == 9\}\], 0, NULL\) = \d+$""",
        """pipe2?\(\[\d+, \d+\]""",
        """read\(0, "one\\n", \d+\) = 4$""",
        """stat\w*\(.*"nothere", 0x[0-9a-f]+.*\) = -1 ENOENT$""",
        """nanosleep\(.*\{tv_sec=0, tv_nsec=1000000\}, .*\) = 0$""",
        """execve\("/usr/bin/busybox", \["busybox", "true"\], """,
    ];

    internal async Task<SuiteResult> RunAsync(CancellationToken cancellation)
    {
        Terminal.Report("Tracing the system calls of a script");
        Stopwatch time = Stopwatch.StartNew();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-trace-");
        List<string> failures = [];
        try
        {
            Image kernel = await BuildCommand.BuildKernelAsync(repository, cancellation);
            string initrd = Path.Combine(folder.FullName, "initramfs.cpio");
            await GuestRoot.MakeAsync(repository, new RootOptions(), new GuestSession(["sh", "-c", Script], ConsoleUse.Streams), null, initrd, cancellation);
            MachineOptions options = new() { Accelerator = "tcg", CommandLine = "strace=all" };
            ProgramResult result = await new GuestProgram(repository, GuestKernel.Diesis(kernel)).RunAsync(options, initrd, LogName, s_limit, s_limit, cancellation);
            failures.AddRange(Missing(result.Log));
            if (result.Status != 0)
            {
                failures.Add($"the script's end: {result.End} {result.Status}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return new SuiteResult("kernel, trace of calls", s_calls.Length + 1 - failures.Count, failures.Count, 0, time.Elapsed, failures);
    }

    /// <summary>The first call that is not found after those before it, with what stands there instead.</summary>
    private static IEnumerable<string> Missing(string log)
    {
        string[] lines = log.Split('\n');
        int at = 0;
        foreach (string call in s_calls)
        {
            int found = Array.FindIndex(lines, at, line => line.Contains("strace: ", StringComparison.Ordinal) && Regex.IsMatch(line.TrimEnd(), call));
            if (found < 0)
            {
                yield return $"no line is {call}\n{string.Join('\n', lines.Skip(at).Take(40))}";
                yield break;
            }

            at = found + 1;
        }
    }
}
