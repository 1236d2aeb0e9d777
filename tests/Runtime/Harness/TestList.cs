namespace Diesis.Tests.Runtime;

/// <summary>The tests of a run, in the order in which the suites registered them.</summary>
/// <remarks>
/// Registration is explicit (Suites.cs) because the runtime under test has no reflection. The harness itself uses as few features as it can:
/// arrays, delegates, string concatenation and Console.WriteLine, so that a young runtime gets as far as its first real test.
/// </remarks>
internal sealed class TestList
{
    private TestCase[] _cases = new TestCase[64];

    internal int Count { get; private set; }

    internal TestCase this[int index] => _cases[index];

    /// <summary>Adds a case that runs in every home.</summary>
    internal void Add(string name, Action body) => Append(new TestCase(name, body, needsThreads: false));

    /// <summary>Adds a case that starts threads: counted as skipped in a home that has none.</summary>
    internal void AddThreaded(string name, Action body) => Append(new TestCase(name, body, needsThreads: true));

    /// <summary>Names a case that asks something which cannot be asked here: counted as skipped.</summary>
    internal void AddNotRun(string name) => Append(new TestCase(name, null, needsThreads: false));

    private void Append(TestCase added)
    {
        if (Count == _cases.Length)
        {
            TestCase[] larger = new TestCase[Count * 2];
            for (int i = 0; i < Count; i++)
            {
                larger[i] = _cases[i];
            }

            _cases = larger;
        }

        _cases[Count++] = added;
    }
}
