using System;
using System.Collections.Generic;
using System.Text;
using Diesis.User;

namespace Diesis.Init;

/// <summary>
/// What the tool that started the machine wants: records key=value, each ended by a zero, in a file that came with the initial file system
/// (tools/Tool/Roots/GuestSession.cs writes it). Without the file it is a shell on the console.
/// </summary>
internal sealed class Session
{
    private const string Path = "/run/diesis/session";

    /// <summary>The program and its arguments, zeros at their ends; none for a shell.</summary>
    internal List<byte[]> Words { get; } = [];

    /// <summary>NAME=VALUE, zeros at their ends.</summary>
    internal List<byte[]> Environment { get; } = [];

    /// <summary>Whether the console carries framed streams (<see cref="StreamLink"/>) in the place of a terminal.</summary>
    internal bool HasStreams { get; private set; }

    internal int Rows { get; private set; }

    internal int Columns { get; private set; }

    internal static Session Read()
    {
        Session session = new();
        ReadOnlySpan<byte> rest = SystemCalls.ReadFile(Path);
        while (rest.IndexOf((byte)0) is int end && end >= 0)
        {
            session.Take(rest[..end]);
            rest = rest[(end + 1)..];
        }
        SystemCalls.Unlink(Path);
        return session;
    }

    private void Take(ReadOnlySpan<byte> record)
    {
        int equals = record.IndexOf((byte)'=');
        if (equals < 0)
            return;
        ReadOnlySpan<byte> value = record[(equals + 1)..];
        switch (Encoding.UTF8.GetString(record[..equals]))
        {
            case "word":
                Words.Add(WithZero(value));
                break;
            case "environment":
                Environment.Add(WithZero(value));
                break;
            case "streams":
                HasStreams = true;
                break;
            case "rows":
                Rows = Number(value);
                break;
            case "columns":
                Columns = Number(value);
                break;
        }
    }

    private static byte[] WithZero(ReadOnlySpan<byte> text)
    {
        byte[] word = new byte[text.Length + 1];
        text.CopyTo(word);
        return word;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        int number = 0;
        foreach (byte digit in digits)
            number = 10 * number + (digit - '0');
        return number;
    }
}
