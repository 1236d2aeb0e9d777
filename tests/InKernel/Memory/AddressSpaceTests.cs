using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>Address spaces as programs use them, without a program: faults come from the kernel's copies.</summary>
internal static class AddressSpaceTests
{
    private const ulong Page = 4096;
    private const UserAccess ReadWrite = UserAccess.Read | UserAccess.Write;

    internal static void Register(TestList tests)
    {
        tests.Add("AddressSpace.PagesComeOnFirstTouch", () => WithSpace(space =>
        {
            UserAddress at = Anonymous(space, 100 * Page);
            Check.Equal(0L, space.ResidentPages);
            Check.Equal(Errno.None, space.Write(at + 5 * 4096, 42));
            Check.Equal(1L, space.ResidentPages);
            Check.Equal(Errno.None, space.Read(at + 5 * 4096, out int value));
            Check.Equal(42, value);
            Check.Equal(100L, space.TotalPages);
        }));
        tests.Add("AddressSpace.ReadsSeeZerosWithoutMemory", () => WithSpace(space =>
        {
            UserAddress at = Anonymous(space, 10 * Page);
            Check.Equal(Errno.None, space.Read(at, out long value));
            Check.Equal(0L, value);
            Check.Equal(0L, space.ResidentPages);
            Check.Equal(Errno.None, space.Write(at, 5L));
            Check.Equal(1L, space.ResidentPages);
            Check.Equal(Errno.None, space.Read(at, out value));
            Check.Equal(5L, value);
        }));
        tests.Add("AddressSpace.NothingMappedFaults", () => WithSpace(space =>
        {
            UserAddress at = Anonymous(space, 3 * Page);
            Check.Equal(Errno.None, space.Unmap(at + 4096, Page));
            Check.Equal(Errno.EFAULT, space.Write(at + 4096, 1));
            Check.Equal(Errno.None, space.Write(at, 1));
            Check.Equal(Errno.None, space.Write(at + 8192, 1));
            Check.Equal((int)UserFault.NotMapped, (int)space.Fault(at + 4096, UserAccess.Read));
        }));
        tests.Add("AddressSpace.ProtectionIsKept", () => WithSpace(space =>
        {
            UserAddress at = Anonymous(space, 3 * Page);
            Check.Equal(Errno.None, space.Write(at, 1));
            Check.Equal(Errno.None, space.Protect(at, Page, UserAccess.Read));
            Check.Equal(Errno.EFAULT, space.Write(at, 2));
            Check.Equal((int)UserFault.Forbidden, (int)space.Fault(at, UserAccess.Write));
            Check.Equal(Errno.None, space.Protect(at, 3 * Page, UserAccess.None));
            Check.Equal(Errno.EFAULT, space.Read(at, out int value));
            Check.Equal(Errno.None, space.Protect(at, 3 * Page, ReadWrite));
            Check.Equal(Errno.None, space.Read(at, out value));
            Check.Equal(1, value);
        }));
        tests.Add("AddressSpace.LargeReservationsAreCheap", () => WithSpace(space =>
        {
            long frames = Frames.FreeCount;
            MapParameters parameters = new() { Bytes = 256UL << 30, Access = UserAccess.None, Extra = MappingFlags.NoReserve };
            Check.True(space.Map(in parameters).TryGet(out UserAddress at, out _));
            Check.Equal(Errno.None, space.Protect(at + (1 << 30), 16 * Page, ReadWrite));
            Check.Equal(Errno.None, space.Write(at + (1 << 30), 1));
            Check.Equal(1L, space.ResidentPages);
            Check.Equal(Errno.None, space.Unmap(at, 256UL << 30));
            Check.True(Frames.FreeCount > frames - 100, "frames are back");
        }));
        tests.Add("AddressSpace.TheBreakMoves", () => WithSpace(space =>
        {
            space.SetBreakStart(new UserAddress(0x60_0000));
            Check.Equal(0x60_0123UL, space.SetBreak(new UserAddress(0x60_0123)).Value);
            Check.Equal(Errno.None, space.Write(new UserAddress(0x60_0ff8), 1L));
            Check.Equal(Errno.EFAULT, space.Write(new UserAddress(0x60_1000), 1L));
            Check.Equal(0x68_0000UL, space.SetBreak(new UserAddress(0x68_0000)).Value);
            Check.Equal(Errno.None, space.Write(new UserAddress(0x67_fff8), 1L));
            Check.Equal(0x68_0000UL, space.SetBreak(new UserAddress(0x5f_0000)).Value);
            Check.Equal(0x60_0000UL, space.SetBreak(new UserAddress(0x60_0000)).Value);
            Check.Equal(0L, space.TotalPages);
        }));
        tests.Add("AddressSpace.StacksGrow", () => WithSpace(space =>
        {
            MapParameters parameters = new()
            {
                Address = new UserAddress(space.Layout.StackTop - 4 * Page), Bytes = 4 * Page, Placement = MapPlacement.IfFree,
                Access = ReadWrite, Extra = MappingFlags.GrowsDown, Name = "[stack]",
            };
            Check.True(space.Map(in parameters).IsSuccess);
            Check.Equal(Errno.None, space.Write(new UserAddress(space.Layout.StackTop - (1 << 20)), 1));
            Check.Equal(256L, space.StackPages);
            // Beyond the limit of 8 MiB.
            Check.Equal(Errno.EFAULT, space.Write(new UserAddress(space.Layout.StackTop - (9 << 20)), 1));
        }));
        tests.Add("AddressSpace.ForkCopiesOnWrite", ForkCopiesOnWrite);
        tests.Add("AddressSpace.SharedMemoryIsShared", () => WithSpace(space =>
        {
            MapParameters parameters = new() { Bytes = 8 * Page, Access = ReadWrite, Sharing = MapSharing.Shared };
            Check.True(space.Map(in parameters).TryGet(out UserAddress at, out _));
            Check.Equal(Errno.None, space.Write(at, 1));
            AddressSpace child = Made(space.Fork());
            UserSpaceTests.Activate(child.Space);
            Check.Equal(Errno.None, child.Read(at, out int value));
            Check.Equal(1, value);
            Check.Equal(Errno.None, child.Write(at + 4096, 2));
            UserSpaceTests.Activate(space.Space);
            child.Release();
            Check.Equal(Errno.None, space.Read(at + 4096, out value));
            Check.Equal(2, value);
        }));
        tests.Add("AddressSpace.ForeignMemoryIsReached", () => WithSpace(space =>
        {
            UserAddress at = Anonymous(space, 4 * Page);
            byte[] text = new byte[10000];
            for (int i = 0; i < text.Length; i++)
                text[i] = (byte)(i * 7);
            Check.Equal(Errno.None, space.WriteForeign(at + 100, text, out int copied));
            Check.Equal(text.Length, copied);
            byte[] back = new byte[text.Length];
            Check.Equal(Errno.None, space.CopyIn(at + 100, back));
            Check.True(back.AsSpan().SequenceEqual(text), "the same bytes");
            Check.Equal(Errno.EFAULT, space.ReadForeign(at + 8192, back, out copied));
            Check.Equal(8192, copied);
        }));
        tests.Add("AddressSpace.NeighboursBecomeOne", () => WithSpace(space =>
        {
            UserAddress at = Anonymous(space, 4 * Page);
            Check.Equal(1, space.MappingCount);
            Check.Equal(Errno.None, space.Protect(at + 4096, Page, UserAccess.Read));
            Check.Equal(3, space.MappingCount);
            Check.Equal(Errno.None, space.Protect(at + 4096, Page, ReadWrite));
            Check.Equal(1, space.MappingCount);
        }));
    }

    private static AddressSpace Made(Result<AddressSpace> result)
    {
        Check.True(result.IsSuccess, "there is memory");
        return result.Value;
    }

    private static UserAddress Anonymous(AddressSpace space, ulong bytes)
    {
        MapParameters parameters = new() { Bytes = bytes, Access = ReadWrite };
        Check.True(space.Map(in parameters).TryGet(out UserAddress at, out _));
        return at;
    }

    private static void ForkCopiesOnWrite() => WithSpace(space =>
    {
        UserAddress at = Anonymous(space, 50 * Page);
        for (nuint i = 0; i < 50; i++)
            Check.Equal(Errno.None, space.Write(at + i * 4096, (ulong)i));
        long pages = Frames.InUse(FrameOwner.User);
        AddressSpace child = Made(space.Fork());
        Check.Equal(pages, Frames.InUse(FrameOwner.User));
        Check.Equal(50L, child.ResidentPages);
        Check.Equal(Errno.None, space.Write(at, 1000UL));
        Check.Equal(pages + 1, Frames.InUse(FrameOwner.User));
        UserSpaceTests.Activate(child.Space);
        Check.Equal(Errno.None, child.Read(at, out ulong value));
        Check.Equal(0UL, value);
        // The child is the last owner of that page: no copy.
        Check.Equal(Errno.None, child.Write(at, 2000UL));
        Check.Equal(pages + 1, Frames.InUse(FrameOwner.User));
        UserSpaceTests.Activate(space.Space);
        Check.Equal(Errno.None, space.Read(at, out value));
        Check.Equal(1000UL, value);
        child.Release();
        Check.Equal(pages, Frames.InUse(FrameOwner.User));
    });

    internal static void WithSpace(Action<AddressSpace> body)
    {
        AddressSpace warm = Made(AddressSpace.Create(AddressSpaceLayout.Create(AddressRandomization.Full, 8 << 20)));
        warm.Release();
        long tables = Frames.InUse(FrameOwner.UserTable);
        long pages = Frames.InUse(FrameOwner.User);
        long cached = Frames.InUse(FrameOwner.PageCache);
        long promised = MemoryCommitment.Pages;
        AddressSpace space = Made(AddressSpace.Create(AddressSpaceLayout.Create(AddressRandomization.Full, 8 << 20)));
        UserSpaceTests.OnOneProcessor(() =>
        {
            UserSpaceTests.Activate(space.Space);
            body(space);
            Check.True(space.IsConsistent(), "the mappings are in order");
            space.Release();
        });
        Check.Equal(tables, Frames.InUse(FrameOwner.UserTable));
        Check.Equal(pages, Frames.InUse(FrameOwner.User));
        Check.Equal(cached, Frames.InUse(FrameOwner.PageCache));
        Check.Equal(promised, MemoryCommitment.Pages);
    }
}
