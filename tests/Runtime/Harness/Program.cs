namespace Diesis.Tests.Runtime;

/// <summary>Runs the registered tests and prints one framed line for each; `./diesis test runtime` compares these between the homes.</summary>
/// <remarks>
/// <code>
/// ok NAME HASH           HASH: 16 hexadecimal digits over the test's transcript
/// FAIL NAME: MESSAGE
/// skip NAME
/// N passed, N failed, N skipped
/// </code>
/// Arguments: FILTER… (tests whose name contains one of them), --verbose (transcripts), --announce (each test's name before it runs, as
/// "run NAME"), --no-threads (skip what needs threads), --list.
/// Exit status: 0, or 1 when a test failed, or 2 when the filters select none.
/// </remarks>
internal static class Program
{
    private static bool s_verbose;
    private static bool s_announces;
    private static bool s_hasThreads = true;
    private static int s_passed;
    private static int s_failed;
    private static int s_skipped;

    private static int Main(string[] arguments)
    {
        bool lists = false;
        string[] filters = new string[arguments.Length];
        int filterCount = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--verbose":
                    s_verbose = true;
                    break;
                case "--announce":
                    s_announces = true;
                    break;
                case "--no-threads":
                    s_hasThreads = false;
                    break;
                case "--list":
                    lists = true;
                    break;
                default:
                    filters[filterCount++] = arguments[i];
                    break;
            }
        }

        TestList tests = new();
        Suites.Register(tests);
        for (int i = 0; i < tests.Count; i++)
        {
            TestCase test = tests[i];
            if (!IsSelected(test.Name, filters, filterCount))
            {
                continue;
            }

            if (lists)
            {
                Console.WriteLine(test.Name);
            }
            else
            {
                Run(test);
            }
        }

        if (lists)
        {
            return 0;
        }

        Console.WriteLine(s_passed.ToString() + " passed, " + s_failed.ToString() + " failed, " + s_skipped.ToString() + " skipped");
        return s_failed > 0 ? 1 : s_passed + s_skipped == 0 ? 2 : 0;
    }

    private static void Run(TestCase test)
    {
        if (test.Body is null || (test.NeedsThreads && !s_hasThreads))
        {
            s_skipped++;
            Console.WriteLine("skip " + test.Name);
            return;
        }

        if (s_verbose || s_announces)
        {
            Console.WriteLine("run " + test.Name);
        }

        Check.StartTranscript(s_verbose);
        string? failure = null;
        try
        {
            test.Body();
        }
        catch (NotHereException)
        {
            s_skipped++;
            Console.WriteLine("skip " + test.Name);
            return;
        }
        catch (CheckFailedException exception)
        {
            failure = exception.Message;
        }
        catch (Exception exception)
        {
            failure = exception.GetType().ToString() + ": " + exception.Message;
        }

        if (failure is null)
        {
            s_passed++;
            Console.WriteLine("ok " + test.Name + " " + Escaped.Hexadecimal(Check.TranscriptHash, 16));
        }
        else
        {
            s_failed++;
            Console.WriteLine("FAIL " + test.Name + ": " + Escaped.Text(failure));
        }
    }

    private static bool IsSelected(string name, string[] filters, int filterCount)
    {
        for (int i = 0; i < filterCount; i++)
        {
            if (Contains(name, filters[i]))
            {
                return true;
            }
        }

        return filterCount == 0;
    }

    private static bool Contains(string text, string part)
    {
        for (int start = 0; start + part.Length <= text.Length; start++)
        {
            int length = 0;
            while (length < part.Length && text[start + length] == part[length])
            {
                length++;
            }

            if (length == part.Length)
            {
                return true;
            }
        }

        return false;
    }
}
