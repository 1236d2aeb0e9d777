using System;
using System.Collections.Generic;
using Diesis.User;

namespace Diesis.Init;

/// <summary>The program or shell that the session is for.</summary>
internal static class Child
{
    private const int SetMask = 2;
    private const int TakeControllingTerminal = 0x540e;

    private static ReadOnlySpan<byte> SearchPath => "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"u8;

    /// <summary>Starts it in a session of its own.</summary>
    /// <param name="terminal">Its controlling terminal and streams, or -1.</param>
    /// <param name="input">Standard input where there is no terminal.</param>
    /// <param name="output">Standard output and error where there is no terminal.</param>
    /// <returns>The process, or a negative errno.</returns>
    internal static int Start(Session session, int terminal, int input, int output)
    {
        bool isShell = session.Words.Count == 0;
        byte[][] words = isShell ? [SystemCalls.WithZero("-ash"u8)] : session.Words.ToArray();
        byte[][] environment = Environment(session);
        ReadOnlySpan<byte> folder = isShell ? "/root"u8 : "/"u8;
        int process = SystemCalls.Fork();
        if (process != 0)
            return process;

        SystemCalls.SetSession();
        if (terminal >= 0)
        {
            _ = SystemCalls.Control(terminal, TakeControllingTerminal, 0);
            (input, output) = (terminal, terminal);
        }
        SystemCalls.Duplicate(input, 0);
        SystemCalls.Duplicate(output, 1);
        SystemCalls.Duplicate(output, 2);
        SystemCalls.SetSignalMask(SetMask, 0);
        _ = SystemCalls.ChangeDirectory(folder);
        int error = isShell
            ? SystemCalls.Execute("/bin/ash"u8, words, environment)
            : ExecuteFound(words, environment);
        ReadOnlySpan<byte> reason = error switch
        {
            SystemCalls.NoSuchFile => ": not found\n"u8,
            SystemCalls.AccessDenied => ": permission denied\n"u8,
            SystemCalls.NotExecutable => ": not a program\n"u8,
            _ => ": cannot be started\n"u8,
        };
        SystemCalls.WriteAll(2, "init: "u8);
        SystemCalls.WriteAll(2, words[0].AsSpan(0, words[0].Length - 1));
        SystemCalls.WriteAll(2, reason);
        SystemCalls.Exit(error == SystemCalls.NoSuchFile ? 127 : 126);
        return error;
    }

    /// <summary>As execvp(3): a name without a slash is searched for, and a file that is no program is a script for the shell.</summary>
    private static int ExecuteFound(byte[][] words, byte[][] environment)
    {
        ReadOnlySpan<byte> name = words[0];
        if (name.Contains((byte)'/'))
            return ExecuteFile(words[0], words, environment);
        int worst = SystemCalls.NoSuchFile;
        ReadOnlySpan<byte> rest = SearchPath;
        while (!rest.IsEmpty && name.Length > 1)
        {
            int colon = rest.IndexOf((byte)':');
            ReadOnlySpan<byte> folder = colon < 0 ? rest : rest[..colon];
            rest = colon < 0 ? default : rest[(colon + 1)..];
            byte[] path = new byte[folder.Length + 1 + name.Length];
            folder.CopyTo(path);
            path[folder.Length] = (byte)'/';
            name.CopyTo(path.AsSpan(folder.Length + 1));
            int error = ExecuteFile(path, words, environment);
            if (error == SystemCalls.AccessDenied)
                worst = error;
            else if (error != SystemCalls.NoSuchFile)
                return error;
        }
        return worst;
    }

    private static int ExecuteFile(byte[] path, byte[][] words, byte[][] environment)
    {
        int error = SystemCalls.Execute(path, words, environment);
        if (error != SystemCalls.NotExecutable)
            return error;
        byte[][] script = new byte[words.Length + 1][];
        script[0] = SystemCalls.WithZero("sh"u8);
        script[1] = path;
        for (int i = 1; i < words.Length; i++)
            script[i + 1] = words[i];
        return SystemCalls.Execute("/bin/sh"u8, script, environment) < 0 ? error : 0;
    }

    private static byte[][] Environment(Session session)
    {
        List<byte[]> lines =
        [
            SystemCalls.WithZero("PATH="u8, SearchPath), SystemCalls.WithZero("HOME=/root"u8), SystemCalls.WithZero("USER=root"u8),
            SystemCalls.WithZero("LOGNAME=root"u8), SystemCalls.WithZero("SHELL=/bin/ash"u8), .. session.Environment,
        ];
        return lines.ToArray();
    }
}
