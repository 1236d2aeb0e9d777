using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

// Finally handlers, and jumps through them.
internal static partial class FilterTests
{
    private static void AddFinally(TestList tests)
    {
        Add(tests, "Finally.AfterReturn", static () => Note(ReturnsThroughFinally().ToString()));
        Add(tests, "Finally.ValueReturnedBeforeFinallyChangesIt", static () =>
        {
            int Run()
            {
                int value = 1;
                try
                {
                    return value;
                }
                finally
                {
                    value = 2;
                    Note(value.ToString());
                }
            }
            Note(Run().ToString());
        });
        Add(tests, "Finally.NestedInOrder", static () =>
        {
            try
            {
                try
                {
                    try
                    {
                        Throw(new Special("s"));
                    }
                    finally
                    {
                        Note("1");
                    }
                }
                finally
                {
                    Note("2");
                }
            }
            catch
            {
                Note("3");
            }
            finally
            {
                Note("4");
            }
        });
        Add(tests, "Finally.ThrowReplacesTheException", static () =>
        {
            try
            {
                try
                {
                    Throw(new Special("first"));
                }
                finally
                {
                    Note("finally");
                    Throw(new WithCode(2));
                }
            }
            catch (Special)
            {
                Note("wrong");
            }
            catch (WithCode)
            {
                Note("second");
            }
        });
        Add(tests, "Finally.CatchesItsOwn", static () =>
        {
            try
            {
                try
                {
                    Throw(new Special("outer"));
                }
                finally
                {
                    try
                    {
                        Throw(new WithCode(1));
                    }
                    catch (WithCode)
                    {
                        Note("inner");
                    }
                }
            }
            catch (Special exception)
            {
                Note(exception.Message);
            }
        });
        Add(tests, "Finally.TryWithinFinallyWithinFinally", static () =>
        {
            try
            {
                try
                {
                    Throw(new Special("a"));
                }
                finally
                {
                    try
                    {
                        try
                        {
                            Throw(new WithCode(1));
                        }
                        finally
                        {
                            Note("deep");
                            try
                            {
                                Throw(new ArgumentException("b"));
                            }
                            catch (ArgumentException)
                            {
                                Note("deepest");
                            }
                        }
                    }
                    catch (WithCode)
                    {
                        Note("middle");
                    }
                }
            }
            catch (Special)
            {
                Note("outer");
            }
        });
        Add(tests, "Finally.AcrossFrames", static () =>
        {
            try
            {
                CleansUp(4);
            }
            catch (WithCode)
            {
                Note("caught");
            }
        });
        Add(tests, "Finally.UsingDisposesInReverse", static () =>
        {
            try
            {
                using Disposable a = new("a");
                using Disposable b = new("b");
                Throw(new Special("s"));
            }
            catch
            {
                Note("caught");
            }
        });
        Add(tests, "Finally.LockIsReleased", static () =>
        {
            object gate = new();
            try
            {
                lock (gate)
                    Throw(new Special("s"));
            }
            catch (Special)
            {
                Note(System.Threading.Monitor.IsEntered(gate).ToString());
            }
        });
        Add(tests, "Finally.ForeachDisposesOnThrow", static () =>
        {
            try
            {
                foreach (int item in Items())
                {
                    Note(item.ToString());
                    if (item == 2)
                        Throw(new Special("s"));
                }
            }
            catch (Special)
            {
                Note("caught");
            }
        });
    }

    private static void AddJumps(TestList tests)
    {
        Add(tests, "Jumps.BreakAndContinueThroughFinally", static () =>
        {
            for (int i = 0; i < 5; i++)
            {
                try
                {
                    if (i == 1)
                        continue;
                    if (i == 3)
                        break;
                    Note("b" + i);
                }
                finally
                {
                    Note("f" + i);
                }
            }
        });
        Add(tests, "Jumps.GotoOutOfTry", static () =>
        {
            int round = 0;
        again:
            try
            {
                if (round++ < 2)
                    goto again;
                Note("done" + round);
            }
            finally
            {
                Note("f" + round);
            }
        });
        Add(tests, "Jumps.ContinueFromCatch", static () =>
        {
            for (int i = 0; i < 3; i++)
            {
                try
                {
                    Throw(new WithCode(i));
                }
                catch (WithCode exception)
                {
                    if (exception.Code == 1)
                        continue;
                    Note("c" + exception.Code);
                }
                Note("after" + i);
            }
        });
        Add(tests, "Jumps.ReturnFromCatchThroughFinally", static () =>
        {
            string Run()
            {
                try
                {
                    Throw(new Special("s"));
                    return "wrong";
                }
                catch (Special)
                {
                    return "catch";
                }
                finally
                {
                    Note("finally");
                }
            }
            Note(Run());
        });
        Add(tests, "Jumps.ReturnThroughThreeFinallys", static () =>
        {
            int Run()
            {
                try
                {
                    try
                    {
                        try
                        {
                            return 7;
                        }
                        finally
                        {
                            Note("1");
                        }
                    }
                    finally
                    {
                        Note("2");
                    }
                }
                finally
                {
                    Note("3");
                }
            }
            Note(Run().ToString());
        });
        Add(tests, "Jumps.StructReturnedFromCatch", static () =>
        {
            (long, string, double) Run()
            {
                try
                {
                    Throw(new WithCode(9));
                }
                catch (WithCode exception)
                {
                    return (exception.Code, "s", 1.5);
                }
                return default;
            }
            (long number, string text, double fraction) = Run();
            Note(number + text + (fraction == 1.5));
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReturnsThroughFinally()
    {
        try
        {
            return 5;
        }
        finally
        {
            Note("finally");
        }
    }

    private static IEnumerable<int> Items()
    {
        try
        {
            yield return 1;
            yield return 2;
            yield return 3;
        }
        finally
        {
            Note("disposed");
        }
    }
}
