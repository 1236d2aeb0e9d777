using System.Text;
using Diesis.Abi;
using Diesis.Core.Terminals.Lines;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>A line discipline on a device that notes what it is told.</summary>
internal sealed class LineHarness : ITerminalLine
{
    private readonly StringBuilder _shown = new();

    internal LineHarness() => Line = new LineDiscipline(this);

    internal LineDiscipline Line { get; }

    internal List<string> Events { get; } = [];

    public int Room { get; set; } = int.MaxValue;

    public void Send(ReadOnlySpan<byte> bytes)
    {
        Assert.True(bytes.Length <= Room);
        if (Room != int.MaxValue)
            Room -= bytes.Length;
        _shown.Append(Encoding.Latin1.GetString(bytes));
    }

    public void DiscardOutput() => Events.Add("discard");

    public void Raise(TerminalSignal signal) => Events.Add(signal.ToString());

    public void Notice(PacketStatus status) => Events.Add(status.ToString());

    internal LineHarness Change(InputModes add = 0, InputModes remove = 0, LocalModes addLocal = 0, LocalModes removeLocal = 0, OutputModes output = OutputModes.OPOST | OutputModes.ONLCR)
    {
        Termios settings = Line.Settings;
        settings.c_iflag = settings.c_iflag & ~remove | add;
        settings.c_lflag = settings.c_lflag & ~removeLocal | addLocal;
        settings.c_oflag = output;
        Line.Change(settings);
        return this;
    }

    internal LineHarness SetKey(ControlCharacter key, char value)
    {
        Termios settings = Line.Settings;
        settings.c_cc[(int)key] = (byte)value;
        Line.Change(settings);
        return this;
    }

    internal LineHarness Type(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        Assert.Equal(bytes.Length, Line.Receive(bytes));
        return this;
    }

    /// <summary>What was shown since the last call.</summary>
    internal string Shown()
    {
        string shown = _shown.ToString();
        _shown.Clear();
        return shown;
    }

    /// <summary>Everything that can be read, a '|' after each read.</summary>
    internal string ReadAll(int size = 100)
    {
        StringBuilder all = new();
        byte[] buffer = new byte[size];
        while (Line.HasInput(1))
        {
            int count = Line.Read(buffer, out _);
            all.Append(Encoding.Latin1.GetString(buffer, 0, count)).Append('|');
        }
        return all.ToString();
    }
}
