using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

/// <summary>try, catch, finally and filters: who handles, in which order, and how control leaves.</summary>
internal static partial class FilterTests
{
    private static string s_log = "";

    private sealed class Special(string text) : InvalidOperationException(text);

    private sealed class WithCode(int code) : Exception("code")
    {
        public int Code => code;
    }

    internal static void Register(TestList tests)
    {
        AddCatches(tests);
        AddFilters(tests);
        AddFinally(tests);
        AddJumps(tests);
        AddNesting(tests);
    }

    private static void Add(TestList tests, string name, Action body) => tests.Add(name, () =>
    {
        s_log = "";
        body();
        Check.Record(s_log);
    });

    private static void AddCatches(TestList tests)
    {
        Add(tests, "Catch.FirstMatchingClause", static () =>
        {
            foreach (Exception thrown in (Exception[])[new Special("s"), new InvalidOperationException(), new ArgumentNullException("x"), new OverflowException(), new Exception("e")])
            {
                try
                {
                    Throw(thrown);
                }
                catch (Special)
                {
                    Note("special");
                }
                catch (InvalidOperationException)
                {
                    Note("invalid");
                }
                catch (ArgumentException exception)
                {
                    Note(exception.ParamName!);
                }
                catch (ArithmeticException)
                {
                    Note("arithmetic");
                }
                catch
                {
                    Note("any");
                }
            }
        });
        Add(tests, "Catch.SameObject", static () =>
        {
            Exception thrown = new Special("same");
            try
            {
                Throw(thrown);
            }
            catch (Exception caught)
            {
                Check.Same(thrown, caught);
            }
        });
        Add(tests, "Catch.Null", static () =>
        {
            try
            {
                Throw(null!);
            }
            catch (NullReferenceException)
            {
                Note("null");
            }
        });
        Add(tests, "Catch.ByGenericParameter", static () =>
        {
            Note(CatchAs<InvalidOperationException>(new Special("s")));
            Note(CatchAs<Special>(new InvalidOperationException("i")));
            Note(CatchAs<WithCode>(new WithCode(1)));
            Note(CatchAs<Exception>(new WithCode(1)));
        });
        Add(tests, "Catch.RethrowKeepsTheObject", static () =>
        {
            Exception thrown = new Special("again");
            try
            {
                try
                {
                    Throw(thrown);
                }
                catch (Special)
                {
                    Note("inner");
                    throw;
                }
            }
            catch (InvalidOperationException caught)
            {
                Check.Same(thrown, caught);
                Note("outer");
            }
        });
        Add(tests, "Catch.ThrowAnotherInCatch", static () =>
        {
            try
            {
                try
                {
                    Throw(new Special("first"));
                }
                catch (Special exception)
                {
                    throw new WithCode(exception.Message.Length);
                }
                finally
                {
                    Note("finally");
                }
            }
            catch (WithCode exception)
            {
                Note(exception.Code.ToString());
            }
        });
        Add(tests, "Catch.SiblingClausesDoNotSeeIt", static () =>
        {
            try
            {
                try
                {
                    Throw(new Special("first"));
                }
                catch (Special)
                {
                    throw new WithCode(3);
                }
                catch (WithCode)
                {
                    Note("wrong");
                }
            }
            catch (WithCode)
            {
                Note("right");
            }
        });
        Add(tests, "Catch.InLoop", static () =>
        {
            for (int i = 0; i < 1000; i++)
            {
                try
                {
                    Throw(new WithCode(i));
                }
                catch (WithCode exception) when (exception.Code % 2 == 0)
                {
                }
                catch (WithCode exception)
                {
                    if (exception.Code % 100 == 99)
                        Note(exception.Code.ToString());
                }
            }
        });
        Add(tests, "Catch.LocalsAreCurrent", static () =>
        {
            int a = 1;
            string b = "x";
            double c = 1.5;
            try
            {
                a = 2;
                b += "y";
                c *= 2;
                Throw(new Special("s"));
                a = 3;
            }
            catch
            {
                Note(a + b + (c == 3));
                a += 10;
            }
            finally
            {
                Note(a.ToString());
                b += "z";
            }
            Note(b);
        });
        Add(tests, "Catch.ArgumentsAndLoopVariables", static () => Note(ManyLocals(1, 2, 3, 4, 5, 6, 7, 8, "t").ToString()));
    }

    private static void AddFilters(TestList tests)
    {
        Add(tests, "Filters.SideEffectsBeforeInnerFinally", static () =>
        {
            try
            {
                try
                {
                    Throw(new Special("s"));
                }
                finally
                {
                    Note("finally");
                }
            }
            catch (Special) when (Note("filter"))
            {
                Note("catch");
            }
        });
        Add(tests, "Filters.AskedFromInsideOut", static () =>
        {
            try
            {
                try
                {
                    try
                    {
                        Throw(new Special("s"));
                    }
                    catch (Exception) when (!Note("1"))
                    {
                        Note("wrong");
                    }
                }
                catch (ArgumentException) when (Note("wrong type"))
                {
                }
                catch (Exception) when (!Note("2"))
                {
                    Note("wrong");
                }
            }
            catch (Exception) when (Note("3"))
            {
                Note("caught");
            }
        });
        Add(tests, "Filters.ThrowingFilterSaysNo", static () =>
        {
            try
            {
                try
                {
                    Throw(new Special("original"));
                }
                catch (Exception) when (NoteAndThrow("filter"))
                {
                    Note("wrong");
                }
            }
            catch (Special exception)
            {
                Note(exception.Message);
            }
        });
        Add(tests, "Filters.ThatCatchThemselves", static () =>
        {
            try
            {
                Throw(new Special("s"));
            }
            catch (Exception exception) when (TriesAndCatches(exception))
            {
                Note("caught");
            }
        });
        Add(tests, "Filters.ThatFault", static () =>
        {
            string? none = s_log.Length > 100 ? "x" : null;
            try
            {
                try
                {
                    Throw(new Special("s"));
                }
                catch (Special) when (none!.Length > 0)
                {
                    Note("wrong");
                }
            }
            catch (Special)
            {
                Note("outer");
            }
        });
        Add(tests, "Filters.SeeLocals", static () =>
        {
            int number = 1;
            try
            {
                number = 42;
                Throw(new WithCode(42));
            }
            catch (WithCode exception) when (exception.Code == number++)
            {
                Note(number.ToString());
            }
        });
        Add(tests, "Filters.RethrowAfterFilter", static () =>
        {
            try
            {
                try
                {
                    Throw(new Special("s"));
                }
                catch (Exception) when (Note("a"))
                {
                    Note("rethrow");
                    throw;
                }
            }
            catch (Exception) when (Note("b"))
            {
                Note("end");
            }
        });
        Add(tests, "Filters.AcrossManyFrames", static () =>
        {
            try
            {
                Descend(5);
            }
            catch (WithCode exception) when (Note("top" + exception.Code))
            {
                Note("caught");
            }
        });
        Add(tests, "Filters.InGenericMethod", static () =>
        {
            Note(FilterAs<string>(new Special("String")));
            Note(FilterAs<int>(new Special("String")));
            Note(FilterAs<Version>(new Special("Version")));
        });
    }

    private sealed class Disposable(string name) : IDisposable
    {
        public void Dispose() => Note(name);
    }

    private static bool Note(string text)
    {
        s_log += text + ";";
        return true;
    }

    private static bool NoteAndThrow(string text)
    {
        Note(text);
        throw new ArgumentException("from the filter");
    }

    private static bool TriesAndCatches(Exception exception)
    {
        try
        {
            Throw(new WithCode(exception.Message.Length));
        }
        catch (WithCode inner)
        {
            Note("filter caught " + inner.Code);
        }
        finally
        {
            Note("filter finally");
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(Exception exception) => throw exception;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string CatchAs<T>(Exception thrown) where T : Exception
    {
        try
        {
            try
            {
                Throw(thrown);
            }
            catch (T exception)
            {
                return "T " + exception.Message;
            }
        }
        catch (Exception exception)
        {
            return "other " + exception.Message;
        }
        return "none";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string FilterAs<T>(Exception thrown)
    {
        try
        {
            Throw(thrown);
        }
        catch (Exception exception) when (exception.Message == typeof(T).Name)
        {
            return "accepted " + typeof(T).Name;
        }
        catch
        {
            return "declined " + typeof(T).Name;
        }
        return "";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Descend(int depth)
    {
        if (depth == 0)
            throw new WithCode(7);
        try
        {
            Descend(depth - 1);
        }
        catch (WithCode) when (!Note("f" + depth))
        {
        }
        finally
        {
            Note("u" + depth);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CleansUp(int depth)
    {
        try
        {
            if (depth == 0)
                throw new WithCode(1);
            CleansUp(depth - 1);
        }
        finally
        {
            Note("clean" + depth);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ManyLocals(int a, int b, int c, int d, int e, int f, int g, int h, string t)
    {
        long sum = 0;
        for (int i = 0; i < 10; i++)
        {
            try
            {
                sum += a * i + b;
                if (i % 3 == 0)
                    Throw(new WithCode(i));
                sum += c + d;
            }
            catch (WithCode exception) when (exception.Code != 6)
            {
                sum += e * exception.Code + f;
            }
            catch (WithCode)
            {
                sum += g * h + t.Length;
            }
        }
        return sum * a + b + c + d + e + f + g + h;
    }
}
