using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

/// <summary>Exceptions as objects: messages, causes, data, traces; carried between threads and through async methods.</summary>
internal static partial class ExceptionObjectTests
{
    private sealed class Silent : Exception;

    private sealed class Verbose(string text) : Exception("base")
    {
        public override string Message => "own " + text;

        public override string ToString() => "<" + text + ">";
    }

    internal static void Register(TestList tests)
    {
        AddMessages(tests);
        AddTraces(tests);
        AddCarried(tests);
        AddAsync(tests);
        AddStackEnd(tests);
    }

    private static void AddMessages(TestList tests)
    {
        Exception[] exceptions =
        [
            new(), new("text"), new(""), new(null), new("outer", new Exception("inner")), new Silent(), new Verbose("v"), new InvalidOperationException(), new NotSupportedException(),
            new NotImplementedException(), new ArgumentException(), new ArgumentException("m", "p"), new ArgumentNullException("p"), new ArgumentNullException(),
            new ArgumentOutOfRangeException("p"), new ArgumentOutOfRangeException("p", 5, "m"), new ArgumentOutOfRangeException(), new NullReferenceException(),
            new IndexOutOfRangeException(), new InvalidCastException(), new OutOfMemoryException(), new DivideByZeroException(), new OverflowException(), new ArithmeticException(),
            new FormatException(), new TimeoutException(), new ObjectDisposedException("o"), new ObjectDisposedException(null, "m"), new OperationCanceledException(),
            new TaskCanceledException(), new AggregateException(), new AggregateException("m", new Exception("a"), new Exception("b")), new KeyNotFoundException(),
            new TypeInitializationException("T", new Exception("x")), new PlatformNotSupportedException(), new RankException(), new ArrayTypeMismatchException(),
            new UnauthorizedAccessException(), new MemberAccessException(), new StackOverflowException(), new InsufficientExecutionStackException(), new AccessViolationException(),
            new ApplicationException(), new SystemException(), new DataMisalignedException(), new SwitchExpressionException(), new SwitchExpressionException(5),
        ];
        for (int i = 0; i < exceptions.Length; i++)
        {
            Exception exception = exceptions[i];
            tests.Add("ExceptionText." + i + "." + exception.GetType().Name, () =>
            {
                Check.Record(exception.Message);
                Check.Record(exception.ToString());
                Check.Null(exception.StackTrace);
            });
        }
        tests.Add("Exceptions.InnerChain", static () =>
        {
            Exception chain = new InvalidOperationException("1", new ArgumentException("2", "p", new Silent()));
            Check.Record(chain.ToString());
            Check.True(chain.GetBaseException() is Silent);
            Check.Record(new AggregateException(chain, new Verbose("v")).ToString());
            Check.Record(new AggregateException(new AggregateException(chain), new Silent()).Flatten().ToString());
        });
        tests.Add("Exceptions.Data", static () =>
        {
            Exception exception = new();
            Check.Equal(0, exception.Data.Count);
            exception.Data["a"] = 1;
            exception.Data.Add("b", "two");
            exception.Data["a"] = 3;
            Check.Equal(2, exception.Data.Count);
            Check.Equal(3, (int)exception.Data["a"]!);
            Check.Null(exception.Data["c"]);
            Check.True(exception.Data.Contains("b"));
            string text = "";
            foreach (System.Collections.DictionaryEntry entry in exception.Data)
                text += entry.Key + "=" + entry.Value + ";";
            Check.Equal("a=3;b=two;", text);
            exception.Data.Remove("a");
            Check.Equal(1, exception.Data.Count);
            Check.RecordThrown(() => exception.Data.Add("b", 1));
            Check.Throws<ArgumentNullException>(() => _ = exception.Data[null!]);
        });
        tests.Add("Exceptions.Properties", static () =>
        {
            Exception exception = new("m") { HelpLink = "h", Source = "s", HResult = 5 };
            Check.Equal("hs5", exception.HelpLink + exception.Source + exception.HResult);
            Check.Record(new Exception().HResult);
        });
        tests.Add("Exceptions.ThrowIfHelpers", static () =>
        {
            object? none = null;
            string empty = "";
            int negative = -1;
            Check.RecordThrown(() => ArgumentNullException.ThrowIfNull(none));
            Check.RecordThrown(() => ArgumentException.ThrowIfNullOrEmpty(empty));
            Check.RecordThrown(() => ArgumentOutOfRangeException.ThrowIfNegative(negative));
            Check.RecordThrown(() => ObjectDisposedException.ThrowIf(negative < 0, typeof(Version)));
        });
    }

    private static void AddTraces(TestList tests)
    {
        tests.Add("Traces.FirstFrameIsTheThrower", static () =>
        {
            Exception caught = Caught(static () => Outer());
            Check.Record(Method(caught, 0));
            Check.Record(Method(caught, 1));
        });
        tests.Add("Traces.ToStringContainsTheMethods", static () =>
        {
            string text = Caught(static () => Outer()).ToString();
            Check.True(text.StartsWith("System.InvalidOperationException: deep\n   at Diesis.Tests.Runtime.ExceptionObjectTests.Inner()", StringComparison.Ordinal), text);
            Check.True(text.Contains("ExceptionObjectTests.Outer()", StringComparison.Ordinal), text);
        });
        tests.Add("Traces.RethrowKeepsThem", static () =>
        {
            Exception caught = Caught(static () => Rethrows());
            Check.Record(Method(caught, 0));
            Check.Record(Method(caught, 1));
            Check.Record(Method(caught, 2));
            Check.Record(Count(caught.StackTrace!, "Rethrows"));
        });
        tests.Add("Traces.ThrowAgainStartsAnew", static () =>
        {
            Exception caught = Caught(static () => ThrowsAgain());
            Check.Record(Method(caught, 0));
        });
        tests.Add("Traces.DispatchInfoAppends", static () =>
        {
            Exception caught = Caught(static () => Carries());
            Check.Record(Method(caught, 0));
            Check.Record(Count(caught.StackTrace!, "Inner()"));
            Check.Record(Count(caught.StackTrace!, "--- End of stack trace from previous location ---"));
            Check.True(Count(caught.StackTrace!, "Carries()") > 0);
        });
        tests.Add("Traces.HardwareFault", static () =>
        {
            Exception caught = Caught(static () => ReadsNull(null!));
            Check.Record(Method(caught, 0));
        });
        tests.Add("Traces.Parameters", static () =>
        {
            Exception caught = Caught(static () => WithParameters(1, "x", [2], 3));
            Check.Record(Method(caught, 0));
        });
        tests.Add("Traces.NestedAndGenericTypes", static () =>
        {
            Check.Record(Method(Caught(static () => Nested<int>.Fail("x")), 0));
            Check.Record(Method(Caught(static () => _ = new Nested<string>(5)), 0));
        });
        tests.Add("Traces.StackTraceObject", static () =>
        {
            Check.Record(Here().GetFrames().Length > 1);
            Check.True(Here().ToString().StartsWith("   at Diesis.Tests.Runtime.ExceptionObjectTests.Here()", StringComparison.Ordinal));
            Check.Equal("Here", DiagnosticMethodInfo.Create(Here().GetFrame(0)!)!.Name);
            Check.Record(DiagnosticMethodInfo.Create(Here().GetFrame(0)!)!.DeclaringTypeName);
            Check.Null(Here().GetFrame(10_000));
            StackTrace trace = new(Caught(static () => Outer()));
            Check.Equal("Inner", DiagnosticMethodInfo.Create(trace.GetFrame(0)!)!.Name);
            Check.True(trace.FrameCount >= 3);
        });
        tests.Add("Traces.EnvironmentStackTrace", static () =>
        {
            string[] lines = Environment.StackTrace.Split('\n');
            Check.True(lines[0].StartsWith("   at System.Environment.get_StackTrace()", StringComparison.Ordinal), lines[0]);
            Check.True(lines[1].StartsWith("   at Diesis.Tests.Runtime.ExceptionObjectTests.", StringComparison.Ordinal), lines[1]);
        });
        tests.Add("Traces.DeepTraceIsThere", static () =>
        {
            Exception caught = Caught(static () => Deep(100));
            Check.Equal(101, Count(caught.StackTrace!, ".Deep("));
        });
    }

    private static void AddCarried(TestList tests)
    {
        tests.AddThreaded("Exceptions.FromAThread", static () =>
        {
            Exception? caught = null;
            Thread thread = new(() =>
            {
                try
                {
                    Outer();
                }
                catch (Exception exception)
                {
                    caught = exception;
                }
            });
            thread.Start();
            thread.Join();
            Check.Equal("deep", caught!.Message);
            Check.Throws<InvalidOperationException>(() => ExceptionDispatchInfo.Throw(caught), "deep");
        });
        tests.AddThreaded("Exceptions.InManyThreadsAtOnce", static () =>
        {
            int[] counts = new int[4];
            Thread[] threads = new Thread[4];
            for (int t = 0; t < threads.Length; t++)
            {
                int own = t;
                threads[t] = new Thread(() =>
                {
                    for (int i = 0; i < 500; i++)
                    {
                        try
                        {
                            if (i % 2 == 0)
                                Deep(i % 20);
                            else
                                ReadsNull(null!);
                        }
                        catch (InvalidOperationException)
                        {
                            counts[own]++;
                        }
                        catch (NullReferenceException)
                        {
                            counts[own] += 10;
                        }
                    }
                });
                threads[t].Start();
            }
            for (int t = 0; t < threads.Length; t++)
            {
                threads[t].Join();
                Check.Equal(2750, counts[t]);
            }
        });
        tests.Add("Exceptions.DispatchInfo", static () =>
        {
            Exception original = new Silent();
            ExceptionDispatchInfo info = ExceptionDispatchInfo.Capture(original);
            Check.Same(original, info.SourceException);
            Check.Same(original, Caught(info.Throw));
            Check.Same(original, Caught(info.Throw));
        });
        tests.Add("Exceptions.SurviveCollections", static () =>
        {
            try
            {
                Outer();
            }
            catch (InvalidOperationException exception)
            {
                for (int i = 0; i < 2000; i++)
                    GC.KeepAlive(new byte[1000]);
                GC.Collect();
                Check.Equal("deep", exception.Message);
                Check.True(exception.StackTrace!.Contains("Inner", StringComparison.Ordinal));
            }
        });
    }

    private sealed class Nested<T>
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public Nested(int value) => throw new InvalidOperationException(value.ToString());

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void Fail(string text) => throw new InvalidOperationException(text);
    }

    private static Exception Caught(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            return exception;
        }
        throw new CheckFailedException("nothing was thrown");
    }

    /// <summary>The method of a line of a trace, without address, file and line, which differ between the homes.</summary>
    private static string Method(Exception exception, int line)
    {
        string text = exception.StackTrace!;
        for (; line > 0; line--)
            text = text.Substring(text.IndexOf('\n') + 1);
        int end = text.IndexOf(')');
        return end < 0 ? text : text.Substring(0, end + 1);
    }

    private static int Count(string text, string part)
    {
        int count = 0;
        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
            count++;
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StackTrace Here() => new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Inner() => throw new InvalidOperationException("deep");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Outer()
    {
        Inner();
        s_count++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rethrows()
    {
        try
        {
            Outer();
        }
        catch (InvalidOperationException)
        {
            s_count++;
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowsAgain()
    {
        try
        {
            Outer();
        }
        catch (InvalidOperationException exception)
        {
            s_count++;
#pragma warning disable CA2200 // The trace is to be lost: that is the question.
            throw exception;
#pragma warning restore CA2200
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Carries()
    {
        ExceptionDispatchInfo? info = null;
        try
        {
            Outer();
        }
        catch (InvalidOperationException exception)
        {
            info = ExceptionDispatchInfo.Capture(exception);
        }
        info!.Throw();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadsNull(string text) => text.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WithParameters(int number, string text, byte[] bytes, int? maybe) => throw new InvalidOperationException(text + number + bytes.Length + maybe);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Deep(int depth) => depth == 0 ? throw new InvalidOperationException("bottom") : Deep(depth - 1) + 1;

    private static int s_count;
}
