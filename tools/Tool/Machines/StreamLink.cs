using System.Globalization;

namespace Diesis.Tool.Machines;

/// <summary>
/// The tool's end of the line that user/Init/StreamLink.cs describes: standard streams framed on the guest's console. What the console says before
/// init takes it over is no program's output.
/// </summary>
internal sealed class StreamLink(Stream fromGuest, Stream toGuest, Stream input, Stream output)
{
    private const byte Escape = 0x10;

    /// <summary>A portion, doubled at worst, is less than what a terminal's input queue holds.</summary>
    private const int PortionBytes = 1024;

    private readonly byte[] _portion = new byte[PortionBytes];
    private State _state = State.Before;
    private string _digits = "";
    /// <summary>The sending of the last portion that was asked for.</summary>
    internal Task Sending { get; private set; } = Task.CompletedTask;

    /// <summary>The program's status; null while init has not said it.</summary>
    internal int? Status { get; private set; }

    /// <summary>Whether init has taken over.</summary>
    internal bool HasBegun { get; private set; }

    /// <summary>What the console said before that.</summary>
    internal List<byte> Before { get; } = [];

    /// <summary>Until the guest closes the line.</summary>
    internal async Task RunAsync()
    {
        byte[] buffer = new byte[16384];
        byte[] plain = new byte[buffer.Length];
        int count;
        while ((count = await fromGuest.ReadAsync(buffer)) > 0)
        {
            int length = 0;
            foreach (byte value in buffer.AsSpan(0, count))
            {
                if (Take(value))
                {
                    plain[length++] = value;
                }
            }

            if (length > 0)
            {
                await output.WriteAsync(plain.AsMemory(0, length));
                await output.FlushAsync();
            }
        }
    }

    /// <returns>Whether the byte is the program's.</returns>
    private bool Take(byte value)
    {
        switch (_state)
        {
            case State.Before:
                _state = value == Escape ? State.AfterFirstEscape : State.Before;
                Before.Add(value);
                return false;

            case State.AfterFirstEscape:
            case State.AfterEscape:
                bool isFirst = _state == State.AfterFirstEscape;
                _state = isFirst && value is not ((byte)'R' or (byte)'X') ? State.Before : value == (byte)'X' ? State.InStatus : State.Plain;
                HasBegun |= _state != State.Before;
                if (value == (byte)'R')
                {
                    // The guest asks again only when it has got the last portion.
                    Sending = SendAsync(Sending);
                }

                return !isFirst && value == Escape;

            case State.Plain:
                _state = value == Escape ? State.AfterEscape : State.Plain;
                return value != Escape;

            case State.InStatus when value == (byte)';':
                Status = int.Parse(_digits, CultureInfo.InvariantCulture);
                _state = State.Ended;
                return false;

            case State.InStatus:
                _digits += (char)value;
                return false;

            default:
                return false;
        }
    }

    private async Task SendAsync(Task last)
    {
        await last;
        try
        {
            int count = await input.ReadAsync(_portion);
            byte[] framed = Frame(_portion.AsSpan(0, count));
            await toGuest.WriteAsync(framed);
            await toGuest.FlushAsync();
        }
        catch (IOException)
        {
            // The machine has ended, which is told elsewhere.
        }
    }

    /// <summary>A portion as it goes over the line; an empty one is the end.</summary>
    internal static byte[] Frame(ReadOnlySpan<byte> portion)
    {
        List<byte> framed = [];
        foreach (byte value in portion)
        {
            if (value == Escape)
            {
                framed.Add(Escape);
            }

            framed.Add(value);
        }

        framed.AddRange(Escape, portion.Length == 0 ? (byte)'E' : (byte)'C');
        return [.. framed];
    }

    private enum State
    {
        Before,
        AfterFirstEscape,
        Plain,
        AfterEscape,
        InStatus,
        Ended,
    }
}
