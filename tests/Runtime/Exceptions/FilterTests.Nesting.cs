using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

// Many frames and many handlers at once.
internal static partial class FilterTests
{
    private static void AddNesting(TestList tests)
    {
        foreach (int depth in (int[])[1, 2, 10, 100, 1000, 10_000])
        {
            int frames = depth;
            Add(tests, "Depth.ThrowThrough" + frames, () =>
            {
                try
                {
                    Recurse(frames);
                }
                catch (WithCode exception)
                {
                    Note(exception.Code.ToString());
                }
            });
            Add(tests, "Depth.FinallyInEach" + frames, () =>
            {
                int ran = 0;
                try
                {
                    RecurseWithFinally(frames, ref ran);
                }
                catch (WithCode)
                {
                    Note(ran.ToString());
                }
            });
        }
        Add(tests, "Depth.RethrowInEach", static () =>
        {
            int ran = 0;
            try
            {
                RecurseWithRethrow(100, ref ran);
            }
            catch (WithCode)
            {
                Note(ran.ToString());
            }
        });
        Add(tests, "Depth.CatchWithinCatchWithinCatch", static () => NestCatches(20));
        Add(tests, "Depth.ThrowFromCatchHandlersRepeatedly", static () =>
        {
            Exception? last = null;
            for (int i = 0; i < 50; i++)
            {
                try
                {
                    try
                    {
                        Throw(new InvalidOperationException("i" + i, last));
                    }
                    catch (Exception exception)
                    {
                        throw new ArgumentException("a" + i, exception);
                    }
                }
                catch (ArgumentException exception)
                {
                    last = exception;
                }
            }
            int depth = 0;
            for (Exception? at = last; at is not null; at = at.InnerException)
                depth++;
            Note(depth.ToString());
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Recurse(int depth) => depth == 0 ? throw new WithCode(depth) : Recurse(depth - 1) + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RecurseWithFinally(int depth, ref int ran)
    {
        try
        {
            if (depth == 0)
                throw new WithCode(0);
            RecurseWithFinally(depth - 1, ref ran);
        }
        finally
        {
            ran++;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RecurseWithRethrow(int depth, ref int ran)
    {
        try
        {
            if (depth == 0)
                throw new WithCode(0);
            RecurseWithRethrow(depth - 1, ref ran);
        }
        catch (WithCode)
        {
            ran++;
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NestCatches(int depth)
    {
        if (depth == 0)
            return;
        try
        {
            Throw(new WithCode(depth));
        }
        catch (WithCode exception)
        {
            NestCatches(depth - 1);
            Note(exception.Code.ToString());
        }
    }
}
