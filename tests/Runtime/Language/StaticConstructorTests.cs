using System.Runtime.CompilerServices;
using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>Static constructors: when they run, in which order, what happens when they throw or need each other; thread statics; module initializers.</summary>
internal static class StaticConstructorTests
{
    private static string s_log = "";
    private static int s_module;

    [ThreadStatic]
    private static int t_number;

    [ThreadStatic]
    private static List<string>? t_list;

    private static class Lazy
    {
        public static readonly int Value;

        static Lazy()
        {
            s_log += "lazy;";
            Value = 5;
        }
    }

    private sealed class ByInstance
    {
        static ByInstance() => s_log += "instance;";
    }

    private static class ByMethod
    {
        static ByMethod() => s_log += "method;";

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void Call() => s_log += "call;";
    }

    private class Base
    {
        public static readonly string Word = Log("base");

        static Base()
        {
        }
    }

    private sealed class Derived : Base
    {
        public static readonly string Other = Log("derived");

        static Derived()
        {
        }
    }

    internal static int s_attempts;

    private static class CircleA
    {
        public static readonly int Value;
        public static readonly int Seen;

        static CircleA()
        {
            Value = 1;
            Seen = CircleB.Value;
        }
    }

    private static class CircleB
    {
        public static readonly int Value;
        public static readonly int Seen;

        static CircleB()
        {
            Seen = CircleA.Value;
            Value = 2;
        }
    }

    private static class Generic<T>
    {
        public static readonly string Name;

        static Generic()
        {
            s_log += typeof(T).Name + ";";
            Name = typeof(T).Name;
        }
    }

    private static class Nested
    {
        public static readonly int Value;

        static Nested()
        {
            try
            {
                _ = FailingStatics<long>.Value;
            }
            catch (TypeInitializationException)
            {
                Value = 3;
            }
        }
    }

    private static class Shared
    {
        public static readonly int Value;
        public static int Runs;

        static Shared()
        {
            Runs++;
            Thread.Sleep(20);
            Value = 9;
        }
    }

    private static class CrossA
    {
        public static readonly int Value;

        static CrossA()
        {
            s_gate.SignalAndWait();
            Value = 1 + CrossB.Value;
        }
    }

    private static class CrossB
    {
        public static readonly int Value;

        static CrossB()
        {
            s_gate.SignalAndWait();
            Value = 1 + CrossA.Value;
        }
    }

    private static readonly Meeting s_gate = new();

    /// <summary>Two threads meet; neither goes on alone.</summary>
    private sealed class Meeting
    {
        private int _arrived;

        public void SignalAndWait()
        {
            Interlocked.Increment(ref _arrived);
            while (Volatile.Read(ref _arrived) < 2)
                Thread.Sleep(1);
        }
    }

    private struct WithStatics
    {
        public static readonly string Text = Log("struct");

        static WithStatics()
        {
        }

        public int Number;
    }

    [ModuleInitializer]
    internal static void InitializeModule() => s_module = 77;

    internal static void Register(TestList tests)
    {
        tests.Add("StaticConstructors.RunAtFirstFieldAccess", static () =>
        {
            s_log = "before;";
            int value = Lazy.Value;
            s_log += "after;";
            Check.Equal(5, value);
            Check.Equal("before;lazy;after;", s_log);
            _ = Lazy.Value;
            Check.Equal("before;lazy;after;", s_log);
        });
        tests.Add("StaticConstructors.RunAtFirstInstance", static () =>
        {
            s_log = "";
            _ = new ByInstance();
            _ = new ByInstance();
            Check.Equal("instance;", s_log);
        });
        tests.Add("StaticConstructors.RunAtFirstMethodCall", static () =>
        {
            s_log = "";
            ByMethod.Call();
            ByMethod.Call();
            Check.Equal("method;call;call;", s_log);
        });
        tests.Add("StaticConstructors.BaseOnItsOwn", static () =>
        {
            s_log = "";
            _ = Derived.Other;
            s_log += "|";
            _ = Derived.Word;
            Check.Equal("derived;|base;", s_log);
        });
        tests.Add("StaticConstructors.ThrowTwice", static () =>
        {
            TypeInitializationException? first = null;
            TypeInitializationException? second = null;
            try
            {
                _ = FailingStatics.Value;
            }
            catch (TypeInitializationException exception)
            {
                first = exception;
            }
            try
            {
                FailingStatics.Attempts++;
            }
            catch (TypeInitializationException exception)
            {
                second = exception;
            }
            Check.NotNull(first);
            Check.Record(first!.Message);
            Check.Record(first.TypeName);
            Check.Record(first.InnerException!.Message);
            Check.Same(first, second);
            Check.Equal(1, s_attempts);
        });
        tests.Add("StaticConstructors.ThrowInGenericType", static () =>
        {
            Check.RecordThrown(static () => _ = FailingStatics<string>.Value);
            Check.RecordThrown(static () => _ = FailingStatics<int>.Value);
            Check.Equal(3, Nested.Value);
        });
        tests.Add("StaticConstructors.Circular", static () =>
        {
            Check.Equal(2, CircleA.Seen);
            Check.Equal(1, CircleB.Seen);
            Check.Equal(3, CircleA.Value + CircleB.Value);
        });
        tests.Add("StaticConstructors.OncePerInstantiation", static () =>
        {
            s_log = "";
            _ = Generic<int>.Name;
            _ = Generic<string>.Name;
            _ = Generic<Version>.Name;
            _ = Generic<string>.Name;
            Check.Equal("Int32;String;Version;", s_log);
        });
        tests.Add("StaticConstructors.OfStruct", static () =>
        {
            s_log = "";
            WithStatics value = default;
            value.Number = 1;
            Check.Equal("", s_log);
            _ = WithStatics.Text;
            Check.Equal("struct;", s_log);
        });
        tests.AddThreaded("StaticConstructors.OnceForManyThreads", static () =>
        {
            int[] seen = new int[4];
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.Length; i++)
            {
                int own = i;
                threads[i] = new Thread(() => seen[own] = Shared.Value);
                threads[i].Start();
            }
            foreach (Thread thread in threads)
                thread.Join();
            foreach (int value in seen)
                Check.Equal(9, value);
            Check.Equal(1, Shared.Runs);
        });
        tests.AddThreaded("StaticConstructors.CrossingThreadsDoNotDeadlock", static () =>
        {
            Thread other = new(static () => _ = CrossB.Value);
            other.Start();
            _ = CrossA.Value;
            other.Join();
            Check.Equal(3, CrossA.Value + CrossB.Value);
        });
        tests.Add("ThreadStatics.OfThisThread", static () =>
        {
            t_number = 3;
            t_list = ["a"];
            t_number++;
            t_list.Add("b");
            Check.Equal(4, t_number);
            Check.Equal(2, t_list.Count);
        });
        tests.AddThreaded("ThreadStatics.ApartForEachThread", static () =>
        {
            t_number = 100;
            int sum = 0;
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i] = new Thread(() =>
                {
                    for (int n = 0; n < 1000; n++)
                        t_number++;
                    Check.Null(t_list);
                    Interlocked.Add(ref sum, t_number);
                });
                threads[i].Start();
            }
            foreach (Thread thread in threads)
                thread.Join();
            Check.Equal(4000, sum);
            Check.Equal(100, t_number);
        });
        tests.Add("ModuleInitializer.RanBeforeMain", static () => Check.Equal(77, s_module));
    }

    private static string Log(string word)
    {
        s_log += word + ";";
        return word;
    }
}
