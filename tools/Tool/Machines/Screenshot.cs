namespace Diesis.Tool.Machines;

/// <summary>A picture of the machine's screen, as PNG.</summary>
internal static class Screenshot
{
    /// <summary>The machine is stopped by timeout(1) at the limit; the picture must be there before.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(1);

    internal static async Task TakeAsync(Task<QemuMonitor?> connecting, TimeSpan timeLimit, string path)
    {
        TimeSpan delay = timeLimit - s_margin;
        await Task.Delay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
        QemuMonitor? monitor = await connecting;
        string? answer = monitor is null ? null : await monitor.ExecuteAsync("screendump", ("filename", path), ("format", "png"));
        Terminal.Report(answer == "{}" ? $"A picture of the screen is in {path}" : $"there is no picture: {answer ?? "the machine had ended"}");
    }
}
