using System.Collections;

namespace Diesis.Tests.Runtime;

internal static class PriorityQueueTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("PriorityQueue.Errors", static () =>
        {
            PriorityQueue<int, int> queue = new();
            Check.RecordThrown(() => queue.Dequeue());
            Check.RecordThrown(() => queue.Peek());
            Check.RecordThrown(() => queue.DequeueEnqueue(1, 1));
            Check.Record(queue.EnqueueDequeue(1, 1));
            Check.Record(queue.TryDequeue(out int element, out int priority));
            Check.Record(queue.TryPeek(out element, out priority));
            Check.RecordThrown(static () => new PriorityQueue<int, int>(-1));
            Check.RecordThrown(static () => new PriorityQueue<int, int>((IEnumerable<(int, int)>)null!));
            Check.RecordThrown(() => queue.EnqueueRange(null!));
            Check.RecordThrown(() => queue.EnqueueRange(null!, 1));
            Check.RecordThrown(() => queue.EnsureCapacity(-1));
        });
        tests.Add("PriorityQueue.EnumeratorFailsAfterChange", static () =>
        {
            PriorityQueue<string, int> queue = new([("a", 2), ("b", 1)]);
            Check.RecordThrown(() =>
            {
                foreach ((string element, int priority) in queue.UnorderedItems)
                    queue.Enqueue(element, priority);
            });
            Check.RecordThrown(() => ((ICollection)queue.UnorderedItems).CopyTo(new int[9], 0));
            Check.RecordThrown(() => ((ICollection)queue.UnorderedItems).CopyTo(new (string, int)[1], 0));
            Check.Same(queue.UnorderedItems, queue.UnorderedItems);
        });
        tests.Add("PriorityQueue.Capacities", static () =>
        {
            PriorityQueue<int, int> queue = new();
            for (int i = 0; i < 50; i++)
            {
                queue.Enqueue(i, i);
                Check.Record(queue.EnsureCapacity(0));
            }
            Check.Record(queue.EnsureCapacity(200));
            queue.TrimExcess();
            Check.Record(queue.EnsureCapacity(0));
        });
        AddProperty(tests, "int", CollectionSamples.Int, null);
        AddProperty(tests, "string", CollectionSamples.Text, null);
        AddProperty(tests, "struct", CollectionSamples.Point, null);
        AddProperty(tests, "enum", CollectionSamples.Color, null);
        AddProperty(tests, "class", CollectionSamples.Name, null);
        AddProperty(tests, "reverse", CollectionSamples.Int, Comparer<int>.Create(static (x, y) => y.CompareTo(x)));
        AddProperty(tests, "lastDigit", CollectionSamples.Int, new LastDigitComparer());
    }

    /// <summary>The heap's own order and that among equal priorities are .NET's, so everything is recorded.</summary>
    private static void AddProperty<TPriority>(TestList tests, string name, Func<int, TPriority> make, IComparer<TPriority>? comparer) =>
        tests.Add("PriorityQueue.RandomOperations." + name, () =>
        {
            SeededRandom random = new(name.Length * 7);
            PriorityQueue<int, TPriority> queue = new(comparer);
            for (int step = 0; step < 1500; step++)
            {
                TPriority priority = make(random.Next(40));
                switch (random.Next(9))
                {
                    case 0 or 1 or 2:
                        queue.Enqueue(step, priority);
                        break;
                    case 3 or 4 when queue.TryDequeue(out int element, out TPriority? least):
                        Check.Record(element);
                        Check.Record(CollectionSamples.Show(least));
                        break;
                    case 5:
                        Check.Record(queue.EnqueueDequeue(step, priority));
                        break;
                    case 6 when queue.Count > 0:
                        Check.Record(queue.DequeueEnqueue(step, priority));
                        break;
                    case 7 when random.Next(4) == 0:
                        queue.EnqueueRange([(step, priority), (-step, make(step % 40)), (step + 1, make(3))]);
                        queue.EnqueueRange([step, step + 1], priority);
                        break;
                    case 8:
                        Check.Record(queue.Remove(step - random.Next(30), out _, out _));
                        break;
                }
                if (step % 100 == 0)
                    CollectionSamples.RecordAll(queue.UnorderedItems);
                if (step % 500 == 499)
                {
                    queue.Clear();
                    queue.EnqueueRange([(1, make(5)), (2, make(4)), (3, make(3)), (4, make(8)), (5, make(3))]);
                    CollectionSamples.RecordAll(queue.UnorderedItems);
                }
            }
            TPriority? last = default;
            bool isFirst = true;
            while (queue.TryDequeue(out int element, out TPriority? priority))
            {
                Check.True(isFirst || queue.Comparer.Compare(last!, priority) <= 0, "priorities come out in order");
                isFirst = false;
                last = priority;
                Check.Record(element);
            }
        });
}
