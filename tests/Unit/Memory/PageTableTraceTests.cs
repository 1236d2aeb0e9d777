using Diesis.Platform.Memory.Paging;

namespace Diesis.Unit.Tests.Memory;

/// <summary>Random changes of page tables against a dictionary of 4 KiB pages.</summary>
public sealed class PageTableTraceTests
{
    private const ulong Page = 4096;
    private static readonly ulong[] s_bases = [0xffff_c000_0000_0000, 0xffff_ffff_c000_0000, 0x40_0000, 0x7fff_c000_0000];

    [Fact]
    public void RandomTracesAgreeWithAModel()
    {
        for (int seed = 0; seed < 25; seed++)
        {
            new Trace(seed).Run(120);
        }
    }

    private sealed class Trace(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly HostTableStore _store = new(400);
        private readonly Dictionary<ulong, (ulong Physical, PageRights Rights, PageCaching Caching)> _model = [];
        private PageTable<HostTables> _table;

        internal void Run(int steps)
        {
            _table = new PageTable<HostTables>(_store.Allocate(), new HostTables(_store));
            for (int step = 0; step < steps; step++)
            {
                // Sometimes memory runs out in the middle.
                _store.Left = _random.Next(4) == 0 ? _random.Next(0, 6) : int.MaxValue;
                Step();
                _store.Left = int.MaxValue;
                Probe(step);
            }

            foreach (ulong start in s_bases)
            {
                Assert.Equal(PageTableResult.Done, _table.Unmap(start, 0x4000_0000));
            }

            Assert.True(_store.InUse == 1, $"seed {seed}: {_store.InUse} tables left");
            _store.Dispose();
        }

        private (ulong Address, ulong Pages) Place()
        {
            ulong start = s_bases[_random.Next(s_bases.Length)];
            ulong pages = (ulong)_random.Next(1, 1 << _random.Next(1, 12));
            ulong offset = (ulong)_random.Next(0, 8192);
            if (_random.Next(2) == 0)
            {
                offset &= ~511UL;
                pages = _random.Next(2) == 0 ? (pages + 511) & ~511UL : pages;
            }

            return (start + offset * Page, pages);
        }

        private void Step()
        {
            (ulong address, ulong pages) = Place();
            bool user = (long)address >= 0;
            PageRights rights = (user ? PageRights.User : PageRights.Global) | (PageRights)_random.Next(0, 4);
            switch (_random.Next(4))
            {
                case 0 or 1:
                    ulong physical = ((ulong)_random.Next(0, 1 << 20) & ~511UL) * Page + (_random.Next(3) == 0 ? (ulong)_random.Next(512) * Page : address & (511 * Page));
                    PageCaching caching = (PageCaching)_random.Next(0, 5);
                    PageTableResult result = _table.Map(address, physical, pages * Page, rights, caching, (PageSize)_random.Next(1, 4));
                    bool free = true;
                    for (ulong i = 0; i < pages; i++)
                    {
                        free &= !_model.ContainsKey(address + i * Page);
                    }

                    Assert.True(free || result != PageTableResult.Done, $"seed {seed}: mapped over {address:x}");
                    Assert.True(!free || result != PageTableResult.Occupied, $"seed {seed}: {address:x} is free");
                    for (ulong i = 0; result == PageTableResult.Done && i < pages; i++)
                    {
                        _model[address + i * Page] = (physical + i * Page, rights, caching);
                    }

                    break;
                case 2:
                    _store.Gone.Clear();
                    if (_table.Unmap(address, pages * Page) == PageTableResult.Done)
                    {
                        int gone = 0;
                        for (ulong i = 0; i < pages; i++)
                        {
                            gone += _model.Remove(address + i * Page) ? 1 : 0;
                        }

                        Assert.Equal((ulong)gone * Page, _store.Gone.Aggregate(0UL, (sum, mapping) => sum + mapping.Bytes));
                    }

                    break;
                default:
                    if (_table.Protect(address, pages * Page, rights) == PageTableResult.Done)
                    {
                        for (ulong i = 0; i < pages; i++)
                        {
                            if (_model.TryGetValue(address + i * Page, out (ulong Physical, PageRights Rights, PageCaching Caching) page))
                            {
                                _model[address + i * Page] = (page.Physical, rights, page.Caching);
                            }
                        }
                    }

                    break;
            }
        }

        private void Probe(int step)
        {
            for (int i = 0; i < 60; i++)
            {
                ulong address = Place().Address;
                bool isMapped = _model.TryGetValue(address, out (ulong Physical, PageRights Rights, PageCaching Caching) page);
                Assert.True(isMapped == _table.TryQuery(address, out PageMapping mapping), $"seed {seed}, step {step}: {address:x}");
                if (isMapped)
                {
                    Assert.True(
                        page == (mapping.Physical + (address - mapping.Address), mapping.Rights, mapping.Caching),
                        $"seed {seed}, step {step}: {address:x} is {mapping.Physical:x} {mapping.Rights} {mapping.Caching}, expected {page}");
                }
            }

            Counter counter = default;
            Assert.True(_table.Walk(0, ulong.MaxValue, ref counter));
            Assert.Equal((ulong)_model.Count * Page, counter.Bytes);
        }
    }

    private struct Counter : IPageVisitor
    {
        internal ulong Bytes;
        private ulong _last;

        public bool Visit(in PageMapping mapping)
        {
            Assert.True(Bytes == 0 || mapping.Address > _last);
            _last = mapping.Address;
            Bytes += mapping.Bytes;
            return true;
        }
    }
}
