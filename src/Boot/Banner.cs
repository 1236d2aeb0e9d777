using System;
using System.Text;
using Diesis.Core.Consoles;
using Diesis.Core.Monitoring;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Boot;

/// <summary>What the screen says first, and when the system is up.</summary>
internal static class Banner
{
    internal static void Show(ScreenConsole console)
    {
        console.WriteUnpainted("\e[2J\e[H\n"u8);
        console.WriteUnpainted("   \e[1;38;5;208m♯\e[0;1m Diesis\e[m  \e[90man operating system in C#\e[m\n"u8);
        console.WriteUnpainted("   \e[90m────────────────────────────────────\e[m\n\n"u8);
        console.Write(default);
    }

    /// <summary>Below the log of the start: how long it took, and what the machine has.</summary>
    internal static void ShowFigures(ScreenConsole console)
    {
        ulong frame = FrameNumber.FrameBytes;
        string processors = Processor.Count == 1 ? "1 processor" : Processor.Count.ToString() + " processors";
        string line = "\n   \e[1;38;5;208m♯\e[m Up in \e[1m" + Quantity.Duration(Clock.Monotonic) + "\e[m on \e[1m" + processors + "\e[m, \e[1m"
            + Quantity.Bytes(Frames.FreeCount * frame) + "\e[m of " + Quantity.Bytes(Frames.TotalCount * frame) + " free."
            + "  \e[90mThe Pause key calls the monitor.\e[m\n\n";
        console.Write(Encoding.UTF8.GetBytes(line));
    }
}
