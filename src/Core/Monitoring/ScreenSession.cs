using System;
using Diesis.Core.Consoles;
using Diesis.Core.Input;
using Diesis.Core.Logging;
using Diesis.Core.Terminals;

namespace Diesis.Core.Monitoring;

/// <summary>The monitor on the screen, with the keyboard. It shows itself on the terminal's second screen, so that what was there comes back.</summary>
public sealed class ScreenSession(ScreenConsole console) : MonitorSession
{
    protected override void Begin()
    {
        console.IsTaken = true;
        LogSinks.WaitUntilIdle();
        Write("\e[?1049h\e[H"u8);
    }

    protected override void End()
    {
        Write("\e[?1049l"u8);
        console.IsTaken = false;
        LogSinks.Drain();
    }

    protected internal override int Read(Span<byte> keys)
    {
        while (true)
        {
            int count = KeyText.Write((InputEvents.AreReadByTerminal ? InputEvents.MonitorKeys : InputEvents.Keys).Read(), TerminalModes.None, keys);
            if (count != 0)
                return count;
        }
    }

    protected internal override void Write(ReadOnlySpan<byte> text) => console.Write(text);
}
