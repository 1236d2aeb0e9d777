using System.Buffers;
using System.Collections;
using System.Collections.ObjectModel;

namespace Diesis.Tests.Runtime;

internal static class CollectionMiscTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("ArrayPool.Lengths", static () =>
        {
            for (int length = 0; length < 70_000; length = length * 2 + 1)
            {
                int[] array = ArrayPool<int>.Shared.Rent(length);
                Check.Record(array.Length);
                ArrayPool<int>.Shared.Return(array);
                Check.Record(ArrayPool<byte>.Create(1000, 2).Rent(length).Length);
            }
            Check.Record(ArrayPool<string>.Create().Rent(17).Length);
        });
        tests.Add("ArrayPool.GivesBackWhatWasReturned", static () =>
        {
            ArrayPool<int> pool = ArrayPool<int>.Create(100, 2);
            int[] first = pool.Rent(20);
            first[3] = 7;
            pool.Return(first);
            int[] again = pool.Rent(30);
            Check.Same(first, again);
            Check.Equal(7, again[3]);
            pool.Return(again, clearArray: true);
            Check.Equal(0, pool.Rent(32)[3]);
            Check.Same(pool.Rent(0), pool.Rent(0));
        });
        tests.Add("ArrayPool.NeverLendsTwice", static () =>
        {
            SeededRandom random = new(4);
            ArrayPool<byte> pool = ArrayPool<byte>.Shared;
            List<byte[]> lent = [];
            for (int step = 0; step < 3000; step++)
            {
                if (lent.Count > 0 && random.Next(2) == 0)
                {
                    int index = random.Next(lent.Count);
                    pool.Return(lent[index]);
                    lent.RemoveAt(index);
                    continue;
                }
                int wanted = 1 + random.Next(3000);
                byte[] array = pool.Rent(wanted);
                Check.True(array.Length >= wanted);
                foreach (byte[] other in lent)
                    Check.False(ReferenceEquals(array, other), "lent twice");
                lent.Add(array);
            }
        });
        tests.Add("ArrayPool.Errors", static () =>
        {
            Check.RecordThrown(static () => ArrayPool<int>.Shared.Rent(-1));
            Check.RecordThrown(static () => ArrayPool<int>.Shared.Return(null!));
            Check.RecordThrown(static () => ArrayPool<int>.Shared.Return(new int[17]));
            Check.RecordThrown(static () => ArrayPool<int>.Shared.Return([]));
            Check.RecordThrown(static () => ArrayPool<int>.Create(0, 1));
            Check.RecordThrown(static () => ArrayPool<int>.Create(1, 0));
            Check.RecordThrown(static () => ArrayPool<int>.Create(100, 5).Return(new int[3]));
        });
        tests.Add("ReadOnlyCollection.IsAView", static () =>
        {
            List<string> list = ["a", "b"];
            ReadOnlyCollection<string> view = new(list);
            list.Add("c");
            Check.Record(view.Count);
            Check.Record(view[2]);
            Check.Record(view.Contains("b"));
            Check.Record(view.IndexOf("z"));
            CollectionSamples.RecordAll(view);
            string[] copy = new string[4];
            view.CopyTo(copy, 1);
            CollectionSamples.RecordAll(copy);
            IList untyped = view;
            Check.Record(untyped.IsFixedSize);
            Check.Record(untyped.IsReadOnly);
            Check.Record(untyped.Contains(5));
            Check.Record(untyped.IndexOf("c"));
            Check.Record(CollectionSamples.Show(untyped[0]));
            Check.RecordThrown(() => untyped.Add("x"));
            Check.RecordThrown(() => untyped.Clear());
            Check.RecordThrown(() => untyped[0] = "x");
            Check.RecordThrown(() => untyped.Insert(0, "x"));
            Check.RecordThrown(() => untyped.Remove("x"));
            Check.RecordThrown(() => untyped.RemoveAt(0));
            Check.RecordThrown(static () => new ReadOnlyCollection<int>(null!));
            Check.RecordThrown(() => view[3].ToString());
            Check.Same(ReadOnlyCollection<int>.Empty, ReadOnlyCollection<int>.Empty);
            object[] objects = new object[3];
            ((ICollection)view).CopyTo(objects, 0);
            CollectionSamples.RecordAll(objects);
            Check.RecordThrown(() => ((ICollection)view).CopyTo(new int[3], 0));
        });
        tests.Add("Collection.ChangesPassThroughOverrides", static () =>
        {
            LoggingCollection log = ["a", "b"];
            log[0] = "c";
            log.Insert(1, "d");
            log.Remove("b");
            log.Remove("nothing");
            log.RemoveAt(0);
            ((IList)log).Add("e");
            log.Clear();
            Check.Record(log.Log);
            Check.RecordThrown(() => log[0] = "x");
            Check.RecordThrown(() => log.Insert(1, "x"));
            Check.RecordThrown(() => log.RemoveAt(0));
            Check.RecordThrown(() => ((IList)log).Add(5));
            Collection<int> fixedSize = new(new[] { 1, 2 });
            Check.RecordThrown(() => fixedSize.Add(1));
            Check.RecordThrown(() => fixedSize[0] = 1);
            Check.RecordThrown(() => fixedSize.Clear());
            Check.RecordThrown(static () => new Collection<int>(null!));
        });
        tests.Add("CollectionExtensions.Dictionaries", static () =>
        {
            IDictionary<string, int> map = new Dictionary<string, int>();
            Check.Record(map.TryAdd("a", 1));
            Check.Record(map.TryAdd("a", 2));
            Check.Record(map.Remove("a", out int removed));
            Check.Record(removed);
            Check.Record(map.Remove("a", out removed));
            IReadOnlyDictionary<string, int> readOnly = (IReadOnlyDictionary<string, int>)map;
            Check.Record(readOnly.GetValueOrDefault("x", 5));
            Check.RecordThrown(static () => ((IDictionary<string, int>)null!).TryAdd("a", 1));
        });
    }

    private sealed class LoggingCollection : Collection<string>
    {
        internal string Log { get; private set; } = "";

        protected override void ClearItems()
        {
            Log += "clear;";
            base.ClearItems();
        }

        protected override void InsertItem(int index, string item)
        {
            Log += "insert " + index.ToString() + item + ";";
            base.InsertItem(index, item);
        }

        protected override void RemoveItem(int index)
        {
            Log += "remove " + index.ToString() + ";";
            base.RemoveItem(index);
        }

        protected override void SetItem(int index, string item)
        {
            Log += "set " + index.ToString() + item + ";";
            base.SetItem(index, item);
        }
    }
}
