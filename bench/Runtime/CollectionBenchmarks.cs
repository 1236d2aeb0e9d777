namespace Diesis.Bench.Runtime;

/// <summary>Dictionaries, sets, lists, queues: filling, finding, changing.</summary>
internal static class CollectionBenchmarks
{
    private const int Count = 1000;

    private static readonly int[] s_numbers = MakeNumbers();
    private static readonly string[] s_words = MakeWords();
    private static readonly Dictionary<int, int> s_byNumber = FillNumbers();
    private static readonly Dictionary<string, int> s_byWord = FillWords();

    internal static void Register(BenchmarkList benchmarks)
    {
        benchmarks.Add("Dictionary.IntFill", Count, static () => FillNumbers().Count);
        benchmarks.Add("Dictionary.StringFill", Count, static () => FillWords().Count);
        benchmarks.Add("Dictionary.IntFind", Count, static () =>
        {
            int sum = 0;
            foreach (int number in s_numbers)
            {
                sum += s_byNumber.TryGetValue(number, out int value) ? value : 1;
            }

            return sum;
        });
        benchmarks.Add("Dictionary.StringFind", Count, static () =>
        {
            int sum = 0;
            foreach (string word in s_words)
            {
                sum += s_byWord.TryGetValue(word, out int value) ? value : 1;
            }

            return sum;
        });
        benchmarks.Add("Dictionary.IntChurn", Count, static () =>
        {
            Dictionary<int, int> map = s_byNumber;
            foreach (int number in s_numbers)
            {
                map.Remove(number);
                map[number] = number;
            }

            return map.Count;
        });
        benchmarks.Add("Dictionary.StringChurn", Count, static () =>
        {
            Dictionary<string, int> map = s_byWord;
            foreach (string word in s_words)
            {
                map.Remove(word);
                map[word] = word.Length;
            }

            return map.Count;
        });
        benchmarks.Add("Dictionary.Enumerate", Count, static () =>
        {
            int sum = 0;
            foreach (KeyValuePair<int, int> pair in s_byNumber)
            {
                sum += pair.Value;
            }

            return sum;
        });
        benchmarks.Add("HashSet.LongAddContains", Count, static () =>
        {
            HashSet<long> set = [];
            int found = 0;
            foreach (int number in s_numbers)
            {
                set.Add(number);
                found += set.Contains(number + 1L) ? 1 : 0;
            }

            return found;
        });
        benchmarks.Add("List.IntAdd", Count, static () =>
        {
            List<int> list = [];
            for (int i = 0; i < Count; i++)
            {
                list.Add(i);
            }

            return list.Count;
        });
        benchmarks.Add("List.StringAdd", Count, static () =>
        {
            List<string> list = [];
            foreach (string word in s_words)
            {
                list.Add(word);
            }

            return list.Count;
        });
        benchmarks.Add("List.IterateIndexed", Count, static () =>
        {
            List<int> list = [.. s_numbers];
            int sum = 0;
            for (int pass = 0; pass < 2; pass++)
            {
                for (int i = 0; i < list.Count; i++)
                {
                    sum += list[i];
                }

                foreach (int number in list)
                {
                    sum ^= number;
                }
            }

            return sum;
        });
        benchmarks.Add("List.Contains", Count, static () => new List<int>(s_numbers).Contains(-1) ? 1 : 0);
        benchmarks.Add("Queue.Churn", Count, static () =>
        {
            Queue<int> queue = new();
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                queue.Enqueue(i);
                if ((i & 3) == 3)
                {
                    sum += queue.Dequeue();
                }
            }

            return sum;
        });
        benchmarks.Add("PriorityQueue.Churn", Count, static () =>
        {
            PriorityQueue<int, int> queue = new();
            int sum = 0;
            foreach (int number in s_numbers)
            {
                queue.Enqueue(number, number);
            }

            while (queue.TryDequeue(out int element, out _))
            {
                sum ^= element;
            }

            return sum;
        });
        benchmarks.Add("SortedDictionary.Fill", Count, static () =>
        {
            SortedDictionary<int, int> map = [];
            foreach (int number in s_numbers)
            {
                map[number] = number;
            }

            return map.Count;
        });
    }

    private static int[] MakeNumbers()
    {
        Generator generator = new(1);
        int[] numbers = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            numbers[i] = generator.Next(int.MaxValue);
        }

        return numbers;
    }

    private static string[] MakeWords()
    {
        Generator generator = new(2);
        string[] words = new string[Count];
        char[] letters = new char[20];
        for (int i = 0; i < Count; i++)
        {
            int length = 4 + generator.Next(16);
            for (int j = 0; j < length; j++)
            {
                letters[j] = (char)('a' + generator.Next(26));
            }

            words[i] = new string(letters, 0, length);
        }

        return words;
    }

    private static Dictionary<int, int> FillNumbers()
    {
        Dictionary<int, int> map = [];
        foreach (int number in s_numbers)
        {
            map[number] = number;
        }

        return map;
    }

    private static Dictionary<string, int> FillWords()
    {
        Dictionary<string, int> map = [];
        foreach (string word in s_words)
        {
            map[word] = word.Length;
        }

        return map;
    }
}
