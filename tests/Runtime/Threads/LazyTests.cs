using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>Lazy and LazyInitializer.</summary>
internal static class LazyTests
{
    internal static void Register(TestList tests)
    {
        foreach (LazyThreadSafetyMode mode in new LazyThreadSafetyMode[]
            { LazyThreadSafetyMode.None, LazyThreadSafetyMode.PublicationOnly, LazyThreadSafetyMode.ExecutionAndPublication })
        {
            string name = ((int)mode).ToString();
            tests.Add("Lazy.MakesOnce" + name, () =>
            {
                int calls = 0;
                Lazy<string> lazy = new(() => (++calls).ToString(), mode);
                Check.False(lazy.IsValueCreated);
                Check.Equal("Value is not created.", lazy.ToString());
                Check.Equal("1", lazy.Value);
                Check.Equal("1", lazy.Value);
                Check.True(lazy.IsValueCreated);
                Check.Equal("1", lazy.ToString());
                Check.Equal(1, calls);
            });
            tests.Add("Lazy.FactoryThrows" + name, () =>
            {
                int calls = 0;
                Lazy<int> lazy = new(() => ++calls < 3 ? throw new InvalidOperationException(calls.ToString()) : calls, mode);
                Check.RecordThrown(() => _ = lazy.Value);
                Check.RecordThrown(() => _ = lazy.Value);
                Check.RecordThrown(() => Check.Record((long)lazy.Value));
                Check.Record((long)calls);
                Check.Record(lazy.IsValueCreated);
            });
        }

        tests.Add("Lazy.Recursion", static () =>
        {
            Lazy<int> lazy = null!;
            lazy = new Lazy<int>(() => lazy.Value);
            Check.Throws<InvalidOperationException>(
                () => _ = lazy.Value, "ValueFactory attempted to access the Value property of this instance.");
        });
        tests.Add("Lazy.OfValue", static () =>
        {
            Lazy<int> lazy = new(7);
            Check.True(lazy.IsValueCreated);
            Check.Equal(7, lazy.Value);
        });
        tests.Add("Lazy.Arguments", static () =>
        {
            Check.RecordThrown(static () => _ = new Lazy<int>(null!));
            Check.RecordThrown(static () => _ = new Lazy<int>(static () => 1, (LazyThreadSafetyMode)5));
        });
        tests.AddThreaded("Lazy.OneThreadMakes", static () =>
        {
            int calls = 0;
            Lazy<object> lazy = new(() =>
            {
                Interlocked.Increment(ref calls);
                Thread.Sleep(2);
                return new object();
            });
            object?[] seen = new object?[6];
            Together.Run(6, index => seen[index] = lazy.Value);
            Check.Equal(1, calls);
            foreach (object? item in seen)
            {
                Check.Same(lazy.Value, item);
            }
        });
        tests.AddThreaded("Lazy.PublicationAgrees", static () =>
        {
            Lazy<object> lazy = new(static () => new object(), LazyThreadSafetyMode.PublicationOnly);
            object?[] seen = new object?[6];
            Together.Run(6, index => seen[index] = lazy.Value);
            foreach (object? item in seen)
            {
                Check.Same(lazy.Value, item);
            }
        });
        tests.Add("LazyInitializer.Reference", static () =>
        {
            string? target = null;
            Check.Equal("made", LazyInitializer.EnsureInitialized(ref target, static () => "made"));
            Check.Equal("made", LazyInitializer.EnsureInitialized(ref target, static () => "again"));
        });
        tests.Add("LazyInitializer.Null", static () => Check.Throws<InvalidOperationException>(
            static () =>
            {
                string? target = null;
                LazyInitializer.EnsureInitialized(ref target, static () => null!);
            },
            "ValueFactory returned null."));
        tests.Add("LazyInitializer.WithFlag", static () =>
        {
            int target = 0;
            bool done = false;
            object? gate = null;
            Check.Equal(5, LazyInitializer.EnsureInitialized(ref target, ref done, ref gate, static () => 5));
            Check.Equal(5, LazyInitializer.EnsureInitialized(ref target, ref done, ref gate, static () => 6));
            Check.True(done);
            Check.NotNull(gate);
        });
    }
}
