using System;
using System.IO;
using System.Text;
using System.Threading;

namespace Diesis.Tests.Processes;

/// <summary>Arguments, environment and the standard streams.</summary>
internal static class Streams
{
    internal static int Arguments(string[] arguments)
    {
        foreach (string argument in arguments)
            Console.WriteLine("[" + argument + "] " + argument.Length);
        Console.WriteLine(Environment.GetCommandLineArgs().Length - arguments.Length);
        Console.WriteLine(Environment.CommandLine.EndsWith("naïve 😀", StringComparison.Ordinal));
        return arguments.Length;
    }

    internal static int EnvironmentVariables(string[] names)
    {
        foreach (string name in names)
            Console.WriteLine(name + "=" + (Environment.GetEnvironmentVariable(name) ?? "(none)") + " " + Environment.GetEnvironmentVariables()[name]);
        return Environment.GetEnvironmentVariables().Count > 0 ? 0 : 1;
    }

    internal static int Echo()
    {
        int lines = 0;
        while (Console.ReadLine() is string line)
        {
            Console.WriteLine("[" + line + "]");
            lines++;
        }
        return lines;
    }

    internal static int Characters()
    {
        Console.WriteLine((char)Console.In.Peek());
        while (Console.Read() is var value && value >= 0)
        {
            Console.Write(value);
            Console.Write(' ');
        }
        Console.WriteLine();
        return 0;
    }

    internal static int Rest()
    {
        string? first = Console.ReadLine();
        string rest = Console.In.ReadToEnd();
        Console.WriteLine(first + "|" + rest.Length + "|" + rest);
        return 0;
    }

    internal static int ConsoleValues()
    {
        Console.WriteLine();
        Console.WriteLine("text");
        Console.WriteLine((string?)null);
        Console.WriteLine(true);
        Console.WriteLine('c');
        Console.WriteLine(-5);
        Console.WriteLine(5u);
        Console.WriteLine(long.MinValue);
        Console.WriteLine(ulong.MaxValue);
        Console.WriteLine(1.5f);
        Console.WriteLine(0.1);
        Console.WriteLine((object?)null);
        Console.WriteLine((object)42);
        Console.WriteLine(DayOfWeek.Friday);
        Console.WriteLine(['a', 'b']);
        Console.WriteLine(['a', 'b', 'c', 'd'], 1, 2);
        Console.WriteLine("{0}", "one");
        Console.WriteLine("{0} {1}", 1, "two");
        Console.WriteLine("{0} {1:x} {2,5}|", 1, 255, "r");
        Console.WriteLine("{0} {1} {2} {3}", 1, 2, 3, 4);
        Console.WriteLine($"{3.25} and {"x",4}");
        Console.WriteLine("ab".AsSpan());
        Console.Write("a");
        Console.Write('b');
        Console.Write(1);
        Console.Write(2L);
        Console.Write(2.5);
        Console.Write(false);
        Console.Write("{0}-{1}", 7, 8);
        Console.Write((object)"o");
        Console.WriteLine("é € 😀 \ud800");
        Console.Out.WriteLine("out {0}", 5);
        Console.Out.Write(new StringBuilder("builder"));
        Console.Out.WriteLine();
        Console.Out.Flush();
        Console.WriteLine(new string('x', 5000));
        return 0;
    }

    internal static int BothStreams()
    {
        Console.WriteLine("to output");
        Console.Error.WriteLine("to error");
        Console.Error.Write("{0}+{1}", 1, 2);
        Console.Write("end");
        return 0;
    }

    internal static int Redirected()
    {
        TextWriter before = Console.Out;
        using StringWriter writer = new();
        Console.SetOut(writer);
        Console.WriteLine("kept");
        Console.Write(5);
        Console.SetOut(before);
        Console.SetIn(new StringReader("one\r\ntwo\nthree"));
        Console.WriteLine(writer.ToString() + "|" + Console.ReadLine() + "|" + Console.In.ReadToEnd());
        return 0;
    }

    internal static int ThreadsWrite()
    {
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.Length; t++)
        {
            string line = new((char)('a' + t), 3000);
            threads[t] = new Thread(() =>
            {
                for (int i = 0; i < 20; i++)
                    Console.WriteLine(line);
            });
            threads[t].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        return 0;
    }
}
