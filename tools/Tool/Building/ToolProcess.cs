using System.Diagnostics;
using System.Text;

namespace Diesis.Tool.Building;

/// <summary>Runs a program to its end and keeps what it printed.</summary>
internal static class ToolProcess
{
    /// <summary>Runs a program whose failure ends the command, with its output as the message.</summary>
    internal static async Task RunAsync(string program, IReadOnlyList<string> arguments, string? workingFolder = null)
    {
        Result result = await CaptureAsync(program, arguments, workingFolder);
        if (result.ExitCode != 0)
        {
            throw new ToolException($"{result.Output.Trim()}\n{Path.GetFileName(program)} failed with exit status {result.ExitCode}");
        }
    }

    internal static async Task<Result> CaptureAsync(
        string program,
        IReadOnlyList<string> arguments,
        string? workingFolder = null,
        TimeSpan? timeLimit = null,
        CancellationToken cancellation = default)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder ?? "",
        };
        StringBuilder output = new();
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ToolException($"cannot start {program}: {exception.Message}");
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        bool timedOut = false;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (timeLimit is TimeSpan span)
        {
            limit.CancelAfter(span);
        }

        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            timedOut = true;
        }

        lock (output)
        {
            return new Result(process.ExitCode, output.ToString(), timedOut);
        }
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.Append(line).Append('\n');
            }
        }
    }

    /// <param name="Output">Standard output and error, interleaved by lines.</param>
    internal sealed record Result(int ExitCode, string Output, bool TimedOut);
}
