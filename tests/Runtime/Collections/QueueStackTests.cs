using System.Collections;

namespace Diesis.Tests.Runtime;

internal static class QueueStackTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Queue.Errors", static () =>
        {
            Queue<int> queue = new();
            Check.RecordThrown(() => queue.Dequeue());
            Check.RecordThrown(() => queue.Peek());
            Check.Record(queue.TryDequeue(out int number));
            Check.Record(queue.TryPeek(out number));
            Check.RecordThrown(static () => new Queue<int>(-1));
            Check.RecordThrown(static () => new Queue<int>(null!));
            queue.Enqueue(1);
            queue.Enqueue(2);
            Check.RecordThrown(() => queue.CopyTo(null!, 0));
            Check.RecordThrown(() => queue.CopyTo(new int[3], -1));
            Check.RecordThrown(() => queue.CopyTo(new int[3], 4));
            Check.RecordThrown(() => queue.CopyTo(new int[3], 2));
            Check.RecordThrown(() => queue.EnsureCapacity(-1));
            Check.RecordThrown(() => queue.TrimExcess(-1));
            Check.RecordThrown(() => queue.TrimExcess(1));
        });
        tests.Add("Queue.UntypedCopyTo", static () =>
        {
            Queue<string> queue = new(["a", "b"]);
            ICollection untyped = queue;
            object[] objects = new object[3];
            untyped.CopyTo(objects, 1);
            CollectionSamples.RecordAll(objects);
            Check.RecordThrown(() => untyped.CopyTo(null!, 0));
            Check.RecordThrown(() => untyped.CopyTo(new int[3], 0));
            Check.RecordThrown(() => untyped.CopyTo(new string[3], 2));
            Check.RecordThrown(() => untyped.CopyTo(new string[3], -1));
            Check.RecordThrown(() => untyped.CopyTo(new string[2, 2], 0));
        });
        tests.Add("Queue.Capacities", static () =>
        {
            Queue<int> queue = new();
            for (int i = 0; i < 60; i++)
            {
                queue.Enqueue(i);
                Check.Record(queue.Capacity);
            }
            Check.Record(queue.EnsureCapacity(65));
            Check.Record(queue.EnsureCapacity(500));
            queue.TrimExcess(100);
            Check.Record(queue.Capacity);
            queue.TrimExcess();
            Check.Record(queue.Capacity);
            Check.Record(new Queue<int>(HashSetTests.Lazy(new int[9])).Capacity);
        });
        tests.Add("Queue.Enumerator", static () =>
        {
            Queue<int> queue = new([1, 2]);
            IEnumerator<int> enumerator = ((IEnumerable<int>)queue).GetEnumerator();
            Check.RecordThrown(() => enumerator.Current.ToString());
            Check.RecordThrown(() => _ = ((IEnumerator)enumerator).Current);
            Check.True(enumerator.MoveNext());
            Check.Record(enumerator.Current);
            Check.True(enumerator.MoveNext());
            Check.False(enumerator.MoveNext());
            Check.RecordThrown(() => enumerator.Current.ToString());
            Check.RecordThrown(() => _ = ((IEnumerator)enumerator).Current);
            enumerator.Reset();
            Check.True(enumerator.MoveNext());
            queue.Enqueue(3);
            Check.RecordThrown(() => enumerator.MoveNext());
            Check.RecordThrown(() => enumerator.Reset());
        });
        tests.Add("Queue.WrapsAround", static () =>
        {
            Queue<string?> queue = new(4);
            for (int i = 0; i < 3; i++)
                queue.Enqueue("x" + i.ToString());
            queue.Dequeue();
            queue.Dequeue();
            for (int i = 3; i < 6; i++)
                queue.Enqueue("x" + i.ToString());
            Check.Record(queue.Contains("x5"));
            Check.Record(queue.Contains("x2"));
            Check.Record(queue.Contains("x1"));
            Check.Record(queue.Contains(null));
            CollectionSamples.RecordAll(queue.ToArray());
            queue.Enqueue(null);
            Check.Record(queue.Contains(null));
            CollectionSamples.RecordAll(queue);
            queue.Clear();
            Check.Record(queue.Contains("x5"));
        });
        tests.Add("Stack.Errors", static () =>
        {
            Stack<int> stack = new();
            Check.RecordThrown(() => stack.Pop());
            Check.RecordThrown(() => stack.Peek());
            Check.Record(stack.TryPop(out int number));
            Check.Record(stack.TryPeek(out number));
            Check.RecordThrown(static () => new Stack<int>(-1));
            Check.RecordThrown(static () => new Stack<int>(null!));
            stack.Push(1);
            stack.Push(2);
            Check.RecordThrown(() => stack.CopyTo(null!, 0));
            Check.RecordThrown(() => stack.CopyTo(new int[3], -1));
            Check.RecordThrown(() => stack.CopyTo(new int[3], 4));
            Check.RecordThrown(() => stack.CopyTo(new int[3], 2));
            Check.RecordThrown(() => stack.EnsureCapacity(-1));
            Check.RecordThrown(() => stack.TrimExcess(-1));
            Check.RecordThrown(() => stack.TrimExcess(1));
        });
        tests.Add("Stack.UntypedCopyTo", static () =>
        {
            Stack<string> stack = new(["a", "b"]);
            ICollection untyped = stack;
            object[] objects = new object[3];
            untyped.CopyTo(objects, 1);
            CollectionSamples.RecordAll(objects);
            Check.RecordThrown(() => untyped.CopyTo(null!, 0));
            Check.RecordThrown(() => untyped.CopyTo(new int[3], 0));
            Check.RecordThrown(() => untyped.CopyTo(new string[3], 2));
            Check.RecordThrown(() => untyped.CopyTo(new string[3], -1));
            Check.RecordThrown(() => untyped.CopyTo(new string[2, 2], 0));
        });
        tests.Add("Stack.Capacities", static () =>
        {
            Stack<int> stack = new();
            for (int i = 0; i < 60; i++)
            {
                stack.Push(i);
                Check.Record(stack.Capacity);
            }
            Check.Record(stack.EnsureCapacity(65));
            Check.Record(stack.EnsureCapacity(500));
            stack.TrimExcess(100);
            Check.Record(stack.Capacity);
            stack.TrimExcess();
            Check.Record(stack.Capacity);
        });
        tests.Add("Stack.Enumerator", static () =>
        {
            Stack<int> stack = new([1, 2]);
            IEnumerator<int> enumerator = ((IEnumerable<int>)stack).GetEnumerator();
            Check.RecordThrown(() => enumerator.Current.ToString());
            Check.RecordThrown(() => _ = ((IEnumerator)enumerator).Current);
            Check.True(enumerator.MoveNext());
            Check.Record(enumerator.Current);
            Check.True(enumerator.MoveNext());
            Check.False(enumerator.MoveNext());
            Check.RecordThrown(() => enumerator.Current.ToString());
            Check.RecordThrown(() => _ = ((IEnumerator)enumerator).Current);
            enumerator.Reset();
            Check.True(enumerator.MoveNext());
            stack.Push(3);
            Check.RecordThrown(() => enumerator.MoveNext());
            Check.RecordThrown(() => enumerator.Reset());
        });
        AddQueueProperty(tests, "int", CollectionSamples.Int);
        AddQueueProperty(tests, "string", CollectionSamples.TextOrNull);
        AddQueueProperty(tests, "tuple", CollectionSamples.Pair);
        AddStackProperty(tests, "int", CollectionSamples.Int);
        AddStackProperty(tests, "string", CollectionSamples.TextOrNull);
        AddStackProperty(tests, "tuple", CollectionSamples.Pair);
    }

    private static void AddQueueProperty<T>(TestList tests, string name, Func<int, T> make) => tests.Add("Queue.RandomOperations." + name, () =>
    {
        SeededRandom random = new(31 + name.Length);
        Queue<T> queue = new();
        List<T> model = [];
        for (int step = 0; step < 2000; step++)
        {
            T item = make(random.Next(50));
            // Phases of growing and of shrinking.
            if (random.Next(10) < (step / 200 % 2 == 0 ? 7 : 3))
            {
                queue.Enqueue(item);
                model.Add(item);
            }
            else if (queue.TryDequeue(out T? taken))
            {
                Check.Equal(model[0], taken);
                model.RemoveAt(0);
            }
            if (step % 333 == 0)
                queue.TrimExcess();
            Check.Equal(model.Count, queue.Count);
            Check.Equal(model.Contains(item), queue.Contains(item));
            if (step % 100 == 0)
            {
                Check.Sequence(model.ToArray(), queue.ToArray());
                Check.Record(queue.Capacity);
                CollectionSamples.RecordAll(queue);
            }
        }
    });

    private static void AddStackProperty<T>(TestList tests, string name, Func<int, T> make) => tests.Add("Stack.RandomOperations." + name, () =>
    {
        SeededRandom random = new(57 + name.Length);
        Stack<T> stack = new();
        List<T> model = [];
        for (int step = 0; step < 2000; step++)
        {
            T item = make(random.Next(50));
            if (random.Next(10) < (step / 200 % 2 == 0 ? 7 : 3))
            {
                stack.Push(item);
                model.Add(item);
            }
            else if (stack.TryPop(out T? taken))
            {
                Check.Equal(model[^1], taken);
                model.RemoveAt(model.Count - 1);
            }
            if (step % 333 == 0)
                stack.TrimExcess();
            Check.Equal(model.Count, stack.Count);
            Check.Equal(model.Contains(item), stack.Contains(item));
            if (step % 100 == 0)
            {
                Check.Record(stack.Capacity);
                CollectionSamples.RecordAll(stack);
            }
        }
        T[] items = stack.ToArray();
        model.Reverse();
        Check.Sequence(model.ToArray(), items);
    });
}
