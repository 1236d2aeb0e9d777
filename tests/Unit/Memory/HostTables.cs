using Diesis.Platform.Memory.Paging;

namespace Diesis.Unit.Tests.Memory;

/// <summary>Tables in an array on the host, at physical addresses that are not their own; notes what becomes stale.</summary>
internal sealed unsafe class HostTableStore : IDisposable
{
    // SAFETY: a table's address is checked against the array.
    private const ulong Base = 0x12_3456_7000;
    private readonly NativeBuffer _memory;
    private readonly uint[] _counts;
    private readonly bool[] _used;

    internal HostTableStore(int tables)
    {
        _memory = new NativeBuffer((nuint)tables * 4096);
        _counts = new uint[tables];
        _used = new bool[tables];
    }

    internal int InUse => _used.Count(used => used);

    /// <summary>Tables that may still be allocated.</summary>
    internal int Left { get; set; } = int.MaxValue;

    internal List<PageMapping> Stale { get; } = [];

    internal List<PageMapping> Gone { get; } = [];

    private int IndexOf(ulong table)
    {
        ulong index = (table - Base) / 4096;
        Assert.True(table % 4096 == 0 && index < (ulong)_used.Length && _used[index], $"{table:x} is no table");
        return (int)index;
    }

    internal ulong* Entries(ulong table) => (ulong*)(_memory.Pointer + IndexOf(table) * 4096);

    internal ref uint EntryCount(ulong table) => ref _counts[IndexOf(table)];

    internal ulong Allocate()
    {
        int index = Array.IndexOf(_used, false);
        if (index < 0 || Left == 0)
        {
            return 0;
        }

        Left--;
        _used[index] = true;
        _counts[index] = 0;
        ulong table = Base + (ulong)index * 4096;
        new Span<ulong>(Entries(table), 512).Clear();
        return table;
    }

    internal void Release(ulong table)
    {
        int index = IndexOf(table);
        new Span<ulong>(Entries(table), 512).Fill(0xdead_dead_dead_dead);
        _used[index] = false;
    }

    public void Dispose() => _memory.Dispose();
}

internal readonly unsafe struct HostTables(HostTableStore store) : IPageTableMemory
{
    // SAFETY: see HostTableStore.
    public ulong* Entries(ulong table) => store.Entries(table);

    public ref uint EntryCount(ulong table) => ref store.EntryCount(table);

    public ulong AllocateTable() => store.Allocate();

    public void ReleaseTable(ulong table) => store.Release(table);

    public void Unmapped(in PageMapping mapping) => store.Gone.Add(mapping);

    public void Changed(in PageMapping mapping) => store.Stale.Add(mapping);
}
