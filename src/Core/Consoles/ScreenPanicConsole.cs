using System;
using Diesis.Platform.Diagnostics;

namespace Diesis.Core.Consoles;

/// <summary>A panic on the screen: below what stands there, set off by colour.</summary>
public sealed class ScreenPanicConsole(ScreenConsole console) : PanicConsole
{
    protected override void Write(ReadOnlySpan<byte> text)
    {
        console.WriteInPanic("\e[!p\e[?1049l\e[20h\n\e[1;97;48;5;88m  The kernel has died.  \e[m\n"u8);
        console.WriteInPanic(text);
    }
}
