using System.Text;
using System.Threading;
using Diesis.Core.Consoles;
using Diesis.Core.Logging;
using Diesis.Core.Terminals;
using Diesis.Drivers.Pc.Screen;
using Diesis.Platform.Boot;
using Diesis.Platform.Devices;
using Diesis.Platform.Devices.Pci;

namespace Diesis.Tests.InKernel;

/// <summary>The console on the Bochs card's frame buffer. Passes where the machine has no such card.</summary>
internal static class ScreenTests
{
    private const int Width = 1024;

    private static bool HasCard => BootInfo.Current.FrameBuffer.IsPresent is false && PciDevices.Find(0x1234, 0x1111) is not null;

    internal static void Register(TestList tests)
    {
        Add(tests, "Screen.HasTheWantedMode", console => Check.Equal("128x48", console.Columns.ToString() + "x" + console.Rows.ToString()));
        Add(tests, "Screen.CardTellsTheMode", _ =>
        {
            MmioRegion registers = PciDevices.Find(0x1234, 0x1111)!.MapMemory(2)!;
            Check.Equal(Width, registers.Read16(0x502));
            Check.Equal(768, registers.Read16(0x504));
            Check.Equal(32, registers.Read16(0x506));
        });
        Add(tests, "Screen.TerminalHoldsTheText", console =>
        {
            Write(console, "\e[2J\e[5;7Hscreen test");
            Check.Equal("screen test", Line(console, 4).Trim());
            Check.Equal(6, Line(console, 4).IndexOf("screen", StringComparison.Ordinal));
        });
        Add(tests, "Screen.FrameBufferShowsTheGlyphs", console =>
        {
            Write(console, "\e[2J\e[3;5HAg\e[1;1H");
            CheckGlyph(2, 4, 'A', ScreenPalette.DefaultForeground, ScreenPalette.DefaultBackground);
            CheckGlyph(2, 5, 'g', ScreenPalette.DefaultForeground, ScreenPalette.DefaultBackground);
        });
        Add(tests, "Screen.FrameBufferShowsColours", console =>
        {
            Write(console, "\e[2J\e[3;5H\e[38;2;16;32;48;48;2;64;80;96mB\e[m\e[1;1H");
            CheckGlyph(2, 4, 'B', 0x102030, 0x405060);
        });
        Add(tests, "Screen.CursorIsInverse", console =>
        {
            Write(console, "\e[2J\e[3;5HC\e[3;5H");
            CheckGlyph(2, 4, 'C', ScreenPalette.DefaultBackground, ScreenPalette.DefaultForeground);
            Write(console, "\e[1;1H");
            CheckGlyph(2, 4, 'C', ScreenPalette.DefaultForeground, ScreenPalette.DefaultBackground);
        });
        Add(tests, "Screen.OnlyWhatChangedIsDrawn", console =>
        {
            Write(console, "\e[2J\e[1;1H");
            long before = console.DrawnCells;
            Write(console, "x");
            Check.Equal(2L, console.DrawnCells - before);
            before = console.DrawnCells;
            Write(console, "\e[1;1Hx");
            Check.Equal(0L, console.DrawnCells - before);
        });
        Add(tests, "Screen.ScrollsTheFrameBuffer", console =>
        {
            Write(console, "\e[2J\e[2;1HZ\e[48;1H\r\n");
            CheckGlyph(0, 0, 'Z', ScreenPalette.DefaultForeground, ScreenPalette.DefaultBackground);
            CheckGlyph(1, 0, ' ', ScreenPalette.DefaultForeground, ScreenPalette.DefaultBackground);
        });
        Add(tests, "Screen.SecondScreenGivesTheFirstBack", console =>
        {
            Write(console, "\e[2J\e[4;1Hfirst\e[?1049hsecond\e[?1049l");
            Check.Equal("first", Line(console, 3).TrimEnd());
            CheckGlyph(3, 0, 'f', ScreenPalette.DefaultForeground, ScreenPalette.DefaultBackground);
        });
        Add(tests, "Screen.PanicWritesAreVisible", console =>
        {
            Write(console, "\e[2J\e[1;1H");
            console.WriteInPanic("\e[7;1Hlast words\e[1;1H"u8);
            Check.Equal("last words", Line(console, 6).TrimEnd());
            CheckGlyph(6, 0, 'l', ScreenPalette.DefaultForeground, ScreenPalette.DefaultBackground);
        });
        tests.AddThreaded("Screen.KeepsWritesOfThreadsWhole", () => WithConsole(KeepsWritesWhole));
        tests.Add("VgaText.FindsNoTextModeWhereThereIsNone", () =>
        {
            // A card that is in the machine answers on the text mode's ports, whatever its mode.
            bool hasCard = PciDevices.Find(0x1234, 0x1111) is not null;
            Check.Equal(hasCard, VgaTextSurface.Find() is not null);
        });
    }

    private static void Add(TestList tests, string name, Action<ScreenConsole> body) => tests.Add(name, () => WithConsole(body));

    private static void WithConsole(Action<ScreenConsole> body)
    {
        if (!HasCard)
            throw new NotHereException();
        ScreenConsole? console = SystemConsoles.Screen;
        Check.NotNull(console);
        console!.IsTaken = true;
        LogSinks.WaitUntilIdle();
        try
        {
            body(console);
        }
        finally
        {
            Write(console, "\e[m\e[2J\e[1;1H");
            console.IsTaken = false;
        }
    }

    private static void Write(ScreenConsole console, string text) => console.Write(Encoding.UTF8.GetBytes(text));

    internal static string Line(ScreenConsole console, int row)
    {
        StringBuilder text = new();
        foreach (Cell cell in console.Terminal.Row(row))
            text.Append(cell.Character == 0 ? ' ' : (char)cell.Character);
        return text.ToString();
    }

    private static void CheckGlyph(int row, int column, int character, int foreground, int background)
    {
        MmioRegion memory = PciDevices.Find(0x1234, 0x1111)!.MapMemory(0)!;
        ReadOnlySpan<byte> glyph = ConsoleFont.Glyph(character);
        for (int y = 0; y < ConsoleFont.Height; y++)
        {
            for (int x = 0; x < ConsoleFont.Width; x++)
            {
                uint offset = (uint)(((row * ConsoleFont.Height + y) * Width + column * ConsoleFont.Width + x) * 4);
                int expected = (glyph[y] << x & 0x80) != 0 ? foreground : background;
                Check.Equal(expected, (int)memory.Read32(offset) & 0xffffff);
            }
        }
    }

    private static void KeepsWritesWhole(ScreenConsole console)
    {
        const int Threads = 4;
        Write(console, "\e[2J\e[1;1H");
        Thread[] threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            char letter = (char)('a' + i);
            threads[i] = new Thread(() =>
            {
                for (int line = 0; line < 8; line++)
                    Write(console, new string(letter, 40) + "\n");
            });
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        for (int row = 0; row < Threads * 8; row++)
        {
            string text = Line(console, row).TrimEnd();
            Check.Equal(new string(text[0], 40), text);
        }
    }
}
