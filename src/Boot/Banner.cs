using System;
using Diesis.Core.Consoles;
using Diesis.Platform.Processors;

namespace Diesis.Boot;

/// <summary>The first lines on the screen.</summary>
internal static class Banner
{
    internal static void Show(ScreenConsole console)
    {
        console.WriteUnpainted("\e[2J\e[H\n"u8);
        console.WriteUnpainted("   \e[1;38;5;208m♯\e[0;1m Diesis\e[m  \e[90man operating system in C#\e[m\n"u8);
        console.WriteUnpainted("   \e[90m────────────────────────────────────\e[m\n\n"u8);
        console.Write(default);
    }
}
