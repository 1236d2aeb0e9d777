using System.Collections;

namespace Diesis.Tests.Runtime;

internal static class LinkedListTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("LinkedList.Links", static () =>
        {
            LinkedList<string> list = new(["b", "d"]);
            LinkedListNode<string> first = list.First!;
            list.AddBefore(first, "a");
            list.AddAfter(first, "c");
            list.AddLast("e");
            list.AddFirst("z");
            CollectionSamples.RecordAll(list);
            Check.Record(first.Next!.Value);
            Check.Record(first.Previous!.Value);
            Check.Null(list.First!.Previous);
            Check.Null(list.Last!.Next);
            Check.Same(list, first.List);
            list.Remove(first);
            Check.Null(first.List);
            Check.Null(first.Next);
            Check.Null(first.Previous);
            first.ValueRef = "new";
            list.AddLast(first);
            list.RemoveFirst();
            list.RemoveLast();
            CollectionSamples.RecordAll(list);
        });
        tests.Add("LinkedList.Errors", static () =>
        {
            LinkedList<int> list = new([1, 2]);
            LinkedList<int> other = new([3]);
            Check.RecordThrown(static () => new LinkedList<int>(null!));
            Check.RecordThrown(() => list.AddLast(other.First!));
            Check.RecordThrown(() => list.AddFirst(list.First!));
            Check.RecordThrown(() => list.AddAfter(other.First!, 3));
            Check.RecordThrown(() => list.AddBefore(other.First!, 3));
            Check.RecordThrown(() => list.AddAfter(list.First!, other.First!));
            Check.RecordThrown(() => list.Remove(other.First!));
            Check.RecordThrown(() => list.Remove((LinkedListNode<int>)null!));
            Check.RecordThrown(() => list.AddAfter(null!, 3));
            Check.RecordThrown(() => list.AddFirst((LinkedListNode<int>)null!));
            Check.RecordThrown(static () => new LinkedList<int>().RemoveFirst());
            Check.RecordThrown(static () => new LinkedList<int>().RemoveLast());
            Check.RecordThrown(() => list.CopyTo(null!, 0));
            Check.RecordThrown(() => list.CopyTo(new int[2], -1));
            Check.RecordThrown(() => list.CopyTo(new int[2], 1));
            Check.RecordThrown(() => list.CopyTo(new int[2], 3));
            Check.RecordThrown(() => ((ICollection)list).CopyTo(new string[2], 0));
            Check.RecordThrown(() => ((ICollection)list).CopyTo(new int[2, 2], 0));
        });
        tests.Add("LinkedList.Enumerator", static () =>
        {
            LinkedList<int> list = new([1, 2]);
            IEnumerator enumerator = ((IEnumerable)list).GetEnumerator();
            Check.RecordThrown(() => _ = enumerator.Current);
            Check.True(enumerator.MoveNext());
            Check.True(enumerator.MoveNext());
            Check.False(enumerator.MoveNext());
            Check.RecordThrown(() => _ = enumerator.Current);
            enumerator.Reset();
            Check.True(enumerator.MoveNext());
            list.AddLast(3);
            Check.RecordThrown(() => enumerator.MoveNext());
            Check.RecordThrown(() => enumerator.Reset());
        });
        tests.Add("LinkedList.ClearDetachesNodes", static () =>
        {
            LinkedList<int> list = new([1, 2, 3]);
            LinkedListNode<int> node = list.First!.Next!;
            list.Clear();
            Check.Null(node.List);
            Check.Null(node.Next);
            Check.Null(list.First);
            Check.Null(list.Last);
            list.AddFirst(node);
            Check.Same(list.First, list.Last);
        });
        tests.Add("LinkedList.RandomOperations", static () =>
        {
            SeededRandom random = new(3);
            LinkedList<int> list = [];
            List<int> model = [];
            for (int step = 0; step < 2000; step++)
            {
                int item = random.Next(30);
                switch (random.Next(7))
                {
                    case 0:
                        list.AddLast(item);
                        model.Add(item);
                        break;
                    case 1:
                        list.AddFirst(item);
                        model.Insert(0, item);
                        break;
                    case 2 when list.Find(item) is LinkedListNode<int> node:
                        model.Insert(model.IndexOf(item), step);
                        list.AddBefore(node, step);
                        break;
                    case 3 when list.FindLast(item) is LinkedListNode<int> last:
                        model.Insert(model.LastIndexOf(item) + 1, step);
                        list.AddAfter(last, step);
                        break;
                    case 4 or 5:
                        Check.Equal(model.Remove(item), list.Remove(item));
                        break;
                    case 6 when list.Count > 40:
                        list.RemoveFirst();
                        model.RemoveAt(0);
                        list.RemoveLast();
                        model.RemoveAt(model.Count - 1);
                        break;
                }
                Check.Equal(model.Contains(item), list.Contains(item));
                int[] items = new int[list.Count];
                list.CopyTo(items, 0);
                Check.Sequence(model.ToArray(), items);
                int backwards = model.Count;
                for (LinkedListNode<int>? node = list.Last; node is not null; node = node.Previous)
                    Check.Equal(model[--backwards], node.Value);
                Check.Equal(0, backwards);
            }
            CollectionSamples.RecordAll(list);
        });
    }
}
