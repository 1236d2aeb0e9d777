using System.Text;
using Diesis.Abi;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>Random keys and settings: a simple model of canonical mode must read the same lines, and nothing may ever be lost or made up.</summary>
public sealed class LineDisciplineFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void CanonicalModeIsWhatASimpleModelSays(int seed)
    {
        const string Keys = "ab c\n\x04\x7f\x17\x15\x16\t\x03\x12";
        Random random = new(seed);
        LineHarness harness = new();
        List<string> lines = [];
        StringBuilder line = new();
        bool literal = false;
        for (int step = 0; step < 30_000; step++)
        {
            char key = Keys[random.Next(Keys.Length)];
            harness.Type(key.ToString());
            if (literal)
            {
                literal = false;
                line.Append(key);
            }
            else
            {
                literal = Model(key, line, lines);
            }
            if (random.Next(8) == 0)
            {
                Assert.Equal(string.Concat(lines.Select(text => text + "|")), harness.ReadAll(5000));
                lines.Clear();
            }
            if (line.Length > 500)
            {
                harness.Type("\x15");
                line.Clear();
            }
        }
    }

    /// <summary>Returns whether the next key is literal.</summary>
    private static bool Model(char key, StringBuilder line, List<string> lines)
    {
        switch (key)
        {
            case '\n' or '\x04':
                lines.Add(line.ToString() + (key == '\n' ? "\n" : ""));
                line.Clear();
                break;
            case '\x7f':
                line.Length = Math.Max(line.Length - 1, 0);
                break;
            case '\x15':
                line.Clear();
                break;
            case '\x17':
                int end = line.Length;
                while (end > 0 && !char.IsLetterOrDigit(line[end - 1]))
                    end--;
                while (end > 0 && char.IsLetterOrDigit(line[end - 1]))
                    end--;
                line.Length = end;
                break;
            case '\x03':
                line.Clear();
                lines.Clear();
                break;
            case '\x12':
                break;
            case '\x16':
                return true;
            default:
                line.Append(key);
                break;
        }
        return false;
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void RawModeIsAQueue(int seed)
    {
        Random random = new(seed);
        LineHarness harness = new LineHarness().Change(remove: (InputModes)0xffff, removeLocal: (LocalModes)0xffff, output: 0);
        Queue<byte> model = new();
        byte[] buffer = new byte[6000];
        for (int step = 0; step < 3000; step++)
        {
            if (random.Next(2) == 0)
            {
                Span<byte> sent = buffer.AsSpan(0, random.Next(1, 3000));
                random.NextBytes(sent);
                int taken = harness.Line.Receive(sent);
                Assert.Equal(Math.Min(sent.Length, 4096 - model.Count), taken);
                foreach (byte value in sent.Slice(0, taken))
                    model.Enqueue(value);
            }
            else if (harness.Line.HasInput(1))
            {
                int count = harness.Line.Read(buffer.AsSpan(0, random.Next(1, 3000)), out _);
                for (int i = 0; i < count; i++)
                    Assert.Equal(model.Dequeue(), buffer[i]);
            }
            Assert.Equal(model.Count, harness.Line.InputCount);
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void AnythingGoes(int seed)
    {
        Random random = new(seed);
        LineHarness harness = new();
        byte[] bytes = new byte[300];
        for (int step = 0; step < 5000; step++)
        {
            switch (random.Next(6))
            {
                case 0:
                    Termios settings = harness.Line.Settings;
                    settings.c_iflag = (InputModes)random.Next(0x8000);
                    settings.c_oflag = (OutputModes)random.Next(0x40) | (random.Next(2) == 0 ? OutputModes.XTABS : 0);
                    settings.c_lflag = (LocalModes)random.Next(0x20000);
                    settings.c_cc[random.Next(ControlCharacters.Count)] = (byte)random.Next(256);
                    harness.Line.Change(settings);
                    break;
                case 1:
                    harness.Room = random.Next(3) == 0 ? random.Next(600) : int.MaxValue;
                    harness.Line.SetStopped(random.Next(4) == 0);
                    break;
                case 2:
                    Span<byte> written = bytes.AsSpan(0, random.Next(300));
                    random.NextBytes(written);
                    Assert.InRange(harness.Line.Write(written), 0, written.Length);
                    break;
                case 3:
                    if (harness.Line.HasInput(1))
                        Assert.InRange(harness.Line.Read(bytes.AsSpan(0, random.Next(1, 300)), out _), 0, 300);
                    break;
                default:
                    Span<byte> typed = bytes.AsSpan(0, random.Next(300));
                    random.NextBytes(typed);
                    Assert.InRange(harness.Line.Receive(typed), 0, typed.Length);
                    break;
            }
            Assert.InRange(harness.Line.InputCount, 0, 4096);
            harness.Events.Clear();
            _ = harness.Shown();
        }
    }
}
