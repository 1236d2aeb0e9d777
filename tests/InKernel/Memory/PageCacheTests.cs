using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Memory;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>The content of files in memory: transfers, lengths, sources, and what mappings see of them.</summary>
internal static class PageCacheTests
{
    private const int Page = 4096;
    private const UserAccess ReadWrite = UserAccess.Read | UserAccess.Write;

    /// <summary>A file on a disk that is an array.</summary>
    private sealed class ArraySource(byte[] disk) : PageSource
    {
        internal int Reads;
        internal int Writes;

        public override Errno ReadPage(long page, FrameNumber frame)
        {
            Reads++;
            if (page * Page >= disk.Length)
                return Errno.EIO;
            FrameMemory.Write(frame, 0, disk.AsSpan((int)page * Page, Page));
            return Errno.None;
        }

        public override Errno WritePage(long page, FrameNumber frame)
        {
            Writes++;
            FrameMemory.Read(frame, 0, disk.AsSpan((int)page * Page, Page));
            return Errno.None;
        }
    }

    internal static void Register(TestList tests)
    {
        tests.Add("PageCache.WhatIsWrittenIsRead", () => WithCache(cache =>
        {
            byte[] text = Pattern(10_000);
            Write(cache, 3_000, text);
            Check.Equal(13_000L, cache.Size);
            Check.True(Read(cache, 3_000, 10_000).AsSpan().SequenceEqual(text), "the same bytes");
            Check.True(Read(cache, 0, 3_000).AsSpan().IndexOfAnyExcept((byte)0) < 0, "zeros before");
            Check.Equal(4L, cache.Count);
        }));
        tests.Add("PageCache.HolesTakeNoMemory", () => WithCache(cache =>
        {
            Write(cache, 1 << 30, Pattern(10));
            Check.Equal(1L, cache.Count);
            Check.Equal(0, Read(cache, 500_000, 1)[0]);
            Check.Equal(1L, cache.Count);
            Check.Equal(1L << 30, cache.Seek(0, PageContent.Data).Value);
        }));
        tests.Add("PageCache.ShortenedFilesLoseTheirEnd", () => WithCache(cache =>
        {
            Write(cache, 0, Pattern(5 * Page));
            cache.Truncate(Page + 100);
            Check.Equal(2L, cache.Count);
            cache.Truncate(3 * Page);
            Check.Equal(0, Read(cache, Page + 100, 1)[0]);
            Check.Equal(Pattern(5 * Page)[Page + 99], Read(cache, Page + 99, 1)[0]);
        }));
        tests.Add("PageCache.PunchedHolesReadAsZeros", () => WithCache(cache =>
        {
            Write(cache, 0, Pattern(5 * Page));
            cache.PunchHole(Page + 10, 2 * Page);
            byte[] all = Read(cache, 0, 5 * Page);
            byte[] expected = Pattern(5 * Page);
            expected.AsSpan(Page + 10, 2 * Page).Clear();
            Check.True(all.AsSpan().SequenceEqual(expected), "zeros in the hole only");
            Check.Equal(4L, cache.Count);
        }));
        tests.Add("PageCache.AQuotaEndsWrites", () =>
        {
            PageQuota quota = new(2);
            PageCache cache = new(quota: quota);
            IoBuffer buffer = IoBuffer.ForKernel(new ReadOnlySpan<byte>(Pattern(3 * Page)));
            Check.Equal(Errno.None, cache.Write(ref buffer, 0));
            Check.Equal((nuint)(2 * Page), buffer.Transferred);
            Check.Equal(Errno.ENOSPC, cache.Write(ref buffer, 2 * Page));
            cache.Release();
            Check.Equal(0L, quota.Used);
        });
        tests.Add("PageCache.PagesBehindTheEndAndOfWhatFailedGoBack", () =>
        {
            PageQuota quota = new(4);
            PageCache cache = new(quota: quota);
            Check.Equal(Errno.None, cache.Allocate(0, 2 * Page));
            Check.Equal(2L, quota.Used);
            Check.Equal(Errno.ENOSPC, cache.Allocate(Page, 4 * Page));
            Check.Equal(2L, quota.Used);
            Check.Equal(Errno.ENOSPC, cache.Allocate(0, 1L << 60));
            Check.Equal(2L, cache.Count);
            cache.Truncate(0);
            Check.Equal(0L, quota.Used);
            Check.Equal(Errno.None, cache.Allocate(0, 3 * Page));
            cache.Release();
            Check.Equal(0L, quota.Used);
        });
        tests.Add("PageCache.SourcesAreAskedOnceAndGetWhatIsDirty", () =>
        {
            byte[] disk = Pattern(4 * Page);
            ArraySource source = new(disk);
            PageCache cache = new(source);
            cache.SetSize(4 * Page);
            Check.True(Read(cache, 100, Page).AsSpan().SequenceEqual(disk.AsSpan(100, Page)), "the disk's bytes");
            _ = Read(cache, 0, 2 * Page);
            Check.Equal(2, source.Reads);
            Write(cache, 3 * Page + 5, [77]);
            Check.Equal(1L, cache.DirtyCount);
            Check.Equal(Errno.None, cache.WriteBack());
            Check.Equal(1, source.Writes);
            Check.Equal((byte)77, disk[3 * Page + 5]);
            Check.Equal(0L, cache.DirtyCount);
            // Nobody maps them, and the second look finds them unused.
            Check.True(cache.GiveUp(100) + cache.GiveUp(100) == 3, "clean pages are given up");
            cache.Release();
        });
        tests.Add("PageCache.MappingsSeeWritesAndLoseWhatIsCutOff", () => AddressSpaceTests.WithSpace(space =>
        {
            Result<SharedMemory> made = SharedMemory.Create(4 * Page, MemoryReservation.Promised);
            SharedMemory memory = made.Value;
            MapParameters parameters = new() { Bytes = 4 * Page, Access = ReadWrite, Memory = memory, Sharing = Core.Files.MapSharing.Shared };
            Check.True(space.Map(in parameters).TryGet(out UserAddress at, out _));
            Write(memory.Pages, Page, Pattern(100));
            Check.Equal(Errno.None, space.Read(at + Page + 50, out byte value));
            Check.Equal(Pattern(100)[50], value);
            Check.Equal(Errno.None, space.Write(at + 2 * Page, (byte)9));
            Check.Equal((byte)9, Read(memory.Pages, 2 * Page, 1)[0]);
            memory.Pages.Truncate(Page);
            Check.Equal(Errno.EFAULT, space.Read(at + 2 * Page, out value));
            Check.Equal((int)UserFault.NoData, (int)space.Fault(at + Page, UserAccess.Read));
            Check.Equal(0L, space.ResidentPages);
            memory.Release();
        }));
    }

    private static byte[] Pattern(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
            bytes[i] = (byte)(i * 31 + i / 251 + 1);
        return bytes;
    }

    private static void Write(PageCache cache, long offset, byte[] bytes)
    {
        IoBuffer buffer = IoBuffer.ForKernel(new ReadOnlySpan<byte>(bytes));
        Check.Equal(Errno.None, cache.Write(ref buffer, offset));
        Check.Equal((nuint)bytes.Length, buffer.Transferred);
    }

    private static byte[] Read(PageCache cache, long offset, int count)
    {
        byte[] bytes = new byte[count];
        IoBuffer buffer = IoBuffer.ForKernel(bytes.AsSpan());
        Check.Equal(Errno.None, cache.Read(ref buffer, offset));
        Check.Equal((nuint)count, buffer.Transferred);
        return bytes;
    }

    private static void WithCache(Action<PageCache> body)
    {
        long before = Frames.InUse(FrameOwner.PageCache);
        PageCache cache = new();
        body(cache);
        cache.Release();
        Check.Equal(before, Frames.InUse(FrameOwner.PageCache));
    }
}
