namespace Diesis.Tool.Machines;

/// <summary>What is done at the screen and the keyboard of a machine when nobody sits there.</summary>
/// <param name="Picture">The file for a picture of the screen, as PNG; or null.</param>
/// <param name="Typed">Typed when a shell's prompt is on the screen, line by line; a line may be a control character alone. Null to look only, just before the time limit.</param>
internal sealed record ScreenVisit(string? Picture, string? Typed)
{
    /// <summary>The machine is stopped by timeout(1) at the limit; the picture must be there before.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    /// <summary>A command that shows nothing new for so long waits for what is typed next.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(3);

    /// <param name="connecting">The monitor; null when the machine has ended before.</param>
    internal async Task MakeAsync(Task<QemuMonitor?> connecting, TimeSpan? timeLimit)
    {
        if (Typed is null)
        {
            TimeSpan delay = (timeLimit ?? TimeSpan.Zero) - s_margin;
            await Task.Delay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
        }

        if (await connecting is not QemuMonitor monitor)
        {
            return;
        }

        if (Typed is not null)
        {
            await TypeAsync(monitor, Typed);
        }

        if (Picture is not null)
        {
            string? answer = await monitor.ExecuteAsync("screendump", ("filename", Picture), ("format", "png"));
            Terminal.Report(answer == "{}" ? $"A picture of the screen is in {Picture}" : $"there is no picture: {answer ?? "the machine had ended"}");
        }

        if (Typed is not null)
        {
            await monitor.ExecuteAsync("quit");
        }
    }

    private static async Task TypeAsync(QemuMonitor monitor, string typed)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-screen-");
        try
        {
            ScreenUser user = new(monitor, folder.FullName);
            if (!await user.WaitForAsync(ShowsPrompt, s_startLimit))
            {
                Terminal.Error("there is no prompt on the screen");
                return;
            }

            foreach (string line in typed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await user.TypeAsync(line + (line[^1] < ' ' ? "" : "\n"));
                await WaitForRestAsync(user);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Until the shell is back, or what runs has fallen silent.</summary>
    private static async Task WaitForRestAsync(ScreenUser user)
    {
        while (await user.LookAsync() is ScreenText before)
        {
            bool isBack = false;
            bool hasChanged = await user.WaitForAsync(screen => (isBack = ShowsPrompt(screen)) || !screen.Lines.SequenceEqual(before.Lines), s_rest);
            if (isBack || !hasChanged)
            {
                return;
            }
        }
    }

    /// <summary>The shell's prompt is the folder and a sign for root.</summary>
    internal static bool ShowsPrompt(ScreenText screen) => screen.LastLine is ['~' or '/', .., '#'];
}
