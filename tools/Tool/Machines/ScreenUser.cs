using System.Diagnostics;

namespace Diesis.Tool.Machines;

/// <summary>Somebody in front of a machine: types on its keyboard and reads its screen, by QEMU's monitor.</summary>
/// <remarks>
/// A keyboard's controller has room for a few keys only, and nobody says when the guest has taken them. So after each key the screen is watched until it
/// changes, as people do.
/// </remarks>
/// <param name="folder">For the pictures that are read.</param>
internal sealed class ScreenUser(QemuMonitor monitor, string folder)
{
    private const int KeyHoldMilliseconds = 10;

    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan s_echoLimit = TimeSpan.FromSeconds(20);

    /// <summary>QEMU's names of the keys that are not letters and digits, on a keyboard of the United States.</summary>
    private static readonly Dictionary<char, string> s_keys = new()
    {
        ['\n'] = "ret", ['\b'] = "backspace", ['\t'] = "tab", ['\e'] = "esc", [' '] = "spc",
        ['-'] = "minus", ['='] = "equal", ['['] = "bracket_left", [']'] = "bracket_right", [';'] = "semicolon",
        ['\''] = "apostrophe", ['`'] = "grave_accent", ['\\'] = "backslash", [','] = "comma", ['.'] = "dot", ['/'] = "slash",
    };

    private const string Shifted = "~!@#$%^&*()_+{}|:\"<>?";
    private const string Unshifted = "`1234567890-=[]\\;',./";

    private readonly string _picture = Path.Combine(folder, "screen.ppm");

    /// <summary>What the screen shows; null when the machine has ended.</summary>
    internal async Task<ScreenText?> LookAsync() => await PictureAsync() is byte[] picture ? ScreenText.Read(picture) : null;

    /// <summary>Waits until the screen shows something.</summary>
    /// <returns>Whether it did within the time.</returns>
    internal async Task<bool> WaitForAsync(Func<ScreenText, bool> shows, TimeSpan limit)
    {
        Stopwatch time = Stopwatch.StartNew();
        while (time.Elapsed < limit && await LookAsync() is ScreenText screen)
        {
            if (shows(screen))
            {
                return true;
            }

            await Task.Delay(s_betweenLooks);
        }

        return false;
    }

    /// <summary>Types characters of ASCII; control characters as they are typed, but line feed, tab, backspace and escape, which have keys.</summary>
    internal async Task TypeAsync(string text)
    {
        foreach (char character in text)
        {
            byte[]? before = await PictureAsync();
            if (before is null || await monitor.ExecuteTypedAsync($"sendkey {KeyFor(character)} {KeyHoldMilliseconds}") is null)
            {
                return;
            }

            Stopwatch time = Stopwatch.StartNew();
            while (time.Elapsed < s_echoLimit && await PictureAsync() is byte[] now && now.AsSpan().SequenceEqual(before))
            {
                await Task.Delay(s_betweenLooks);
            }
        }
    }

    /// <summary>QEMU's name of a key, or of keys that are pressed together.</summary>
    internal static string KeyFor(char character)
    {
        if (s_keys.TryGetValue(character, out string? key))
        {
            return key;
        }

        int shifted = Shifted.IndexOf(character, StringComparison.Ordinal);
        return shifted >= 0 ? "shift-" + KeyFor(Unshifted[shifted])
            : character < ' ' ? "ctrl-" + (char)(character + 0x60)
            : char.IsAsciiLetterUpper(character) ? "shift-" + char.ToLowerInvariant(character)
            : char.IsAsciiLetterOrDigit(character) ? character.ToString()
            : throw new ToolException($"there is no key for '{character}'", ExitCodes.Usage);
    }

    private async Task<byte[]?> PictureAsync() =>
        await monitor.ExecuteAsync("screendump", ("filename", _picture)) == "{}" ? await File.ReadAllBytesAsync(_picture) : null;
}
