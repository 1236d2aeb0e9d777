using System;
using System.Text;
using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Diagnostics;

/// <summary>A fault of the kernel that one thread, task or deferred half dies of, and nothing else.</summary>
public static class Oops
{
    private static int s_count;

    /// <summary>How many there have been.</summary>
    public static int Count => Volatile.Read(ref s_count);

    /// <summary>Logs the exception with its trace. What the dying code held was released by its scopes while the exception passed them.</summary>
    /// <param name="kind">What died: "thread", "task".</param>
    public static void Report(string kind, string name, Exception exception)
    {
        int number = Interlocked.Increment(ref s_count);
        try
        {
            Describe(number, kind, name, exception);
        }
        catch (OutOfMemoryException)
        {
            // What has ended it may be want of memory: then there is none for its story either.
            KernelLog.Write(LogLevel.Error, "oops"u8, "there is no memory to say more"u8);
        }
    }

    private static void Describe(int number, string kind, string name, Exception exception)
    {
        Line("oops " + number.ToString() + " on processor " + Processor.CurrentIndex.ToString() + ": " + kind + " '" + name + "' ended by");
        string text = exception.ToString();
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            Line(text.Substring(start, end - start));
            start = end + 1;
        }
    }

    private static void Line(string text) => KernelLog.Write(LogLevel.Error, "oops"u8, Encoding.UTF8.GetBytes(text));
}
