using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Diesis.Tool.Machines;

/// <summary>Passes a guest's terminal output on as it comes, and takes out the sign with which init tells the status at the end.</summary>
internal sealed partial class TerminalOutput(Stream output)
{
    private readonly List<byte> _held = [];

    private static ReadOnlySpan<byte> Start => "\e]diesis;"u8;

    /// <summary>The status that init has told; null before.</summary>
    internal int? Status { get; private set; }

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            _held.Add(value);
            if (CouldBeSign())
            {
                if (value == (byte)'\a')
                {
                    Judge();
                }
            }
            else
            {
                Release();
            }
        }

        output.Flush();
    }

    internal void End()
    {
        Release();
        Release();
        output.Flush();
    }

    private bool CouldBeSign()
    {
        int length = Math.Min(_held.Count, Start.Length);
        for (int i = 0; i < length; i++)
        {
            if (_held[i] != Start[i])
            {
                return false;
            }
        }

        return _held.Count <= Start.Length || (_held.Count <= Start.Length + 4 && (_held[^1] == (byte)'\a' || char.IsAsciiDigit((char)_held[^1])));
    }

    private void Judge()
    {
        Match match = Sign().Match(Encoding.ASCII.GetString([.. _held]));
        if (match.Success)
        {
            Status = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            _held.Clear();
        }
    }

    private void Release()
    {
        // An escape that ends what was no sign may begin one.
        bool keepsLast = _held.Count > 1 && _held[^1] == Start[0];
        byte[] bytes = [.. keepsLast ? _held[..^1] : _held];
        _held.Clear();
        if (keepsLast)
        {
            _held.Add(Start[0]);
        }

        output.Write(bytes);
    }

    [GeneratedRegex(@"^\e\]diesis;(\d+)\a$")]
    private static partial Regex Sign();
}
