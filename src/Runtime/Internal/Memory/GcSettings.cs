namespace Internal.Runtime.Memory;

/// <summary>What the environment says about the collector: variables (or kernel command line words) that begin with DIESIS_GC_.</summary>
/// <remarks>
/// DIESIS_GC_HEAP_LIMIT=bytes (K, M, G allowed) the heap's limit; DIESIS_GC_FACTOR=percent heap aims at, of live data;
/// DIESIS_GC_STRESS=N a collection at every Nth allocation; DIESIS_GC_TIMER=microseconds a collection from a timer, at any instruction;
/// DIESIS_GC_VERIFY=1 the heap is walked after each collection; DIESIS_GC_STATISTICS=1 counters on standard error at the end;
/// DIESIS_GC_WORKERS=N threads that mark, at most.
/// </remarks>
internal static unsafe class GcSettings
{
    private const nuint DefaultShareOfMemory = 4;
    private const nuint SmallestLimit = 1 << 20;

    /// <summary>Blocks committed at a time, at least: 1 MiB.</summary>
    internal const int CommitStepBlocks = 32;

    private const long SmallestBudgetAtMost = 16 << 20;
    private const long BudgetShareOfMemory = 16;

    /// <summary>Bytes between two collections, at least: less where memory is small.</summary>
    internal static long SmallestBudget()
    {
        long share = (long)Home.MemorySize() / BudgetShareOfMemory;
        return share < SmallestBudgetAtMost ? share : SmallestBudgetAtMost;
    }

    internal static nuint HeapLimitBytes(nuint atMost)
    {
        nuint limit = (nuint)Number("DIESIS_GC_HEAP_LIMIT"u8, 0);
        if (limit == 0)
            limit = Home.MemorySize() / DefaultShareOfMemory * 3;
        if (limit < SmallestLimit)
            limit = SmallestLimit;
        return (limit < atMost ? limit : atMost) & ~(Block.Bytes - 1);
    }

    /// <summary>A number from the environment, with K, M or G behind it for 2^10, 2^20 or 2^30.</summary>
    /// <remarks>SAFETY: the lines end with a zero byte.</remarks>
    internal static long Number(System.ReadOnlySpan<byte> name, long otherwise)
    {
        byte* value = Find(name);
        if (value == null || *value < '0' || *value > '9')
            return otherwise;
        long number = 0;
        for (; *value >= '0' && *value <= '9'; value++)
            number = number * 10 + (*value - '0');
        return *value switch
        {
            (byte)'K' => number << 10,
            (byte)'M' => number << 20,
            (byte)'G' => number << 30,
            _ => number,
        };
    }

    private static byte* Find(System.ReadOnlySpan<byte> name)
    {
        for (int i = 0; ; i++)
        {
            byte* line = Home.EnvironmentLine(i);
            if (line == null)
                return null;
            int at = 0;
            while (at < name.Length && line[at] == name[at])
                at++;
            if (at == name.Length && line[at] == '=')
                return line + at + 1;
        }
    }
}
