using System;
using System.Collections.Generic;
using Diesis.User;

namespace Diesis.Init;

/// <summary>
/// What the tool that started the machine wants: records key=value, each ended by a zero, in a file that came with the initial file system
/// (tools/Tool/Roots/GuestSession.cs writes it). Without the file it is a shell on the console.
/// </summary>
internal sealed class Session
{
    private static ReadOnlySpan<byte> Path => "/run/diesis/session"u8;

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
        ReadOnlySpan<byte> key = record[..equals];
        if (key.SequenceEqual("word"u8))
            Words.Add(SystemCalls.WithZero(value));
        else if (key.SequenceEqual("environment"u8))
            Environment.Add(SystemCalls.WithZero(value));
        else if (key.SequenceEqual("streams"u8))
            HasStreams = true;
        else if (key.SequenceEqual("rows"u8))
            Rows = Number(value);
        else if (key.SequenceEqual("columns"u8))
            Columns = Number(value);
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        int number = 0;
        foreach (byte digit in digits)
            number = 10 * number + (digit - '0');
        return number;
    }
}
