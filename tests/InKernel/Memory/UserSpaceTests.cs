using System;
using Diesis.Abi;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Users;
using System.Threading;

namespace Diesis.Tests.InKernel;

/// <summary>Page tables of programs, used as the processor uses them: through the copying functions.</summary>
internal static class UserSpaceTests
{
    private const ulong Page = 4096;
    private const ulong Base = 0x5555_5000_0000;
    private const UserPageRights ReadWrite = UserPageRights.Read | UserPageRights.Write;

    private sealed class BareMemory : UserMemory
    {
        internal int Faults;

        protected override UserFault Resolve(UserAddress address, UserAccess access)
        {
            Faults++;
            return UserFault.NotMapped;
        }
    }

    internal static void Register(TestList tests)
    {
        tests.Add("UserSpace.AllFramesComeBack", () => WithSpace(space =>
        {
            for (ulong i = 0; i < 600; i++)
                Check.Equal((int)UserMapResult.Done, (int)space.Map(Base + i * 37 * Page, Fresh(), ReadWrite));
            Check.Equal(600L, space.AnonymousPages);
        }));
        tests.Add("UserSpace.UnmapGivesTablesBack", () => WithSpace(space =>
        {
            _ = space.Map(Base, Fresh(), ReadWrite);
            _ = space.Map(Base + Page, Fresh(), ReadWrite);
            Check.Equal(4L, space.Tables);
            space.Unmap(Base, Base + Page);
            Check.Equal(4L, space.Tables);
            space.Unmap(0, UserSpace.End);
            Check.Equal(1L, space.Tables);
            Check.Equal(0L, space.AnonymousPages);
        }));
        tests.Add("UserSpace.LargeRangesAreUnmapped", () => WithSpace(space =>
        {
            for (ulong i = 0; i < 1500; i++)
                _ = space.Map(Base + i * Page, Fresh(), ReadWrite);
            space.Unmap(Base + 10 * Page, Base + 1400 * Page);
            Check.Equal(110L, space.AnonymousPages);
            Check.True(space.Query(Base + 9 * Page).IsPresent);
            Check.False(space.Query(Base + 10 * Page).IsPresent);
            Check.False(space.Query(Base + 1399 * Page).IsPresent);
            Check.True(space.Query(Base + 1400 * Page).IsPresent);
        }));
        tests.Add("UserSpace.MappedIsNotMappedAgain", () => WithSpace(space =>
        {
            FrameNumber frame = Fresh();
            _ = space.Map(Base, frame, ReadWrite);
            FrameNumber other = Fresh();
            Check.Equal((int)UserMapResult.Occupied, (int)space.Map(Base, other, ReadWrite));
            Frames.Free(other);
            Check.True(space.Query(Base).Frame == frame);
        }));
        tests.Add("UserSpace.CopyingGoesThroughTheTables", () => WithActive((space, memory) =>
        {
            _ = space.Map(Base, Fresh(), ReadWrite);
            Check.Equal(Errno.None, memory.Write(new UserAddress(Base + 8), 0x1234_5678));
            Check.Equal(Errno.None, memory.Read(new UserAddress(Base + 8), out int value));
            Check.Equal(0x1234_5678, value);
            Check.Equal(0, memory.Faults);
            Check.Equal(Errno.EFAULT, memory.Read(new UserAddress(Base + Page), out value));
            Check.Equal(1, memory.Faults);
        }));
        tests.Add("UserSpace.UnmappedIsForgotten", () => WithActive((space, memory) =>
        {
            _ = space.Map(Base, Fresh(), ReadWrite);
            Check.Equal(Errno.None, memory.Write(new UserAddress(Base), 1));
            space.Unmap(Base, Base + Page);
            Check.Equal(Errno.EFAULT, memory.Write(new UserAddress(Base), 1));
        }));
        tests.Add("UserSpace.ProtectTakesAndGives", () => WithActive((space, memory) =>
        {
            _ = space.Map(Base, Fresh(), ReadWrite);
            Check.Equal(Errno.None, memory.Write(new UserAddress(Base), 7));
            space.Protect(Base, Base + Page, UserPageRights.Read, UserSharing.Private);
            Check.Equal(Errno.EFAULT, memory.Write(new UserAddress(Base), 8));
            Check.Equal(Errno.None, memory.Read(new UserAddress(Base), out int value));
            Check.Equal(7, value);
            space.Protect(Base, Base + Page, UserPageRights.None, UserSharing.Private);
            Check.Equal(Errno.EFAULT, memory.Read(new UserAddress(Base), out value));
            space.Protect(Base, Base + Page, ReadWrite, UserSharing.Private);
            Check.Equal(Errno.None, memory.Read(new UserAddress(Base), out value));
            Check.Equal(7, value);
            Check.Equal(Errno.None, memory.Write(new UserAddress(Base), 9));
        }));
        tests.Add("UserSpace.CopiedPagesAreSharedUntilWritten", CopyOnWrite);
        tests.Add("UserSpace.MovedPagesKeepTheirContent", () => WithActive((space, memory) =>
        {
            for (ulong i = 0; i < 700; i += 3)
            {
                _ = space.Map(Base + i * Page, Fresh(), ReadWrite);
                Check.Equal(Errno.None, memory.Write(new UserAddress(Base + i * Page), i));
            }
            const ulong Target = 0x7777_0000_1000;
            Check.Equal((int)UserMapResult.Done, (int)space.Move(Base, Target, 700 * Page));
            for (ulong i = 0; i < 700; i += 3)
            {
                Check.Equal(Errno.EFAULT, memory.Read(new UserAddress(Base + i * Page), out ulong value));
                Check.Equal(Errno.None, memory.Read(new UserAddress(Target + i * Page), out value));
                Check.Equal(i, value);
            }
            Check.Equal(234L, space.AnonymousPages);
        }));
        tests.Add("UserSpace.ASwitchChangesWhatIsSeen", () =>
        {
            UserSpace first = UserSpace.TryCreate()!;
            UserSpace second = UserSpace.TryCreate()!;
            _ = first.Map(Base, Fresh(), ReadWrite);
            _ = second.Map(Base, Fresh(), ReadWrite);
            BareMemory memory = new();
            OnOneProcessor(() =>
            {
                Activate(first);
                Check.Equal(Errno.None, memory.Write(new UserAddress(Base), 1));
                Activate(second);
                Check.Equal(Errno.None, memory.Write(new UserAddress(Base), 2));
                Activate(first);
                Check.Equal(Errno.None, memory.Read(new UserAddress(Base), out int value));
                Check.Equal(1, value);
            });
            first.Destroy();
            second.Destroy();
        });
        tests.AddOnSeveral("UserSpace.OtherProcessorsForget", OtherProcessorsForget);
        tests.AddOnSeveral("UserSpace.OnlyUsersAreInterrupted", () => WithActive((space, memory) =>
        {
            _ = space.Map(Base, Fresh(), ReadWrite);
            long before = UserSpace.ShootDowns;
            space.Unmap(Base, Base + Page);
            Check.Equal(before, UserSpace.ShootDowns);
        }));
    }

    private static FrameNumber Fresh() => Frames.Allocate(FrameOwner.User, FrameContents.Zeroed);

    internal static void Activate(UserSpace space)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        space.Activate();
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>Runs a body in a thread that stays on one processor, as a program's thread would find its space again.</summary>
    internal static void OnOneProcessor(Action body, int processor = 0)
    {
        Exception? failure = null;
        Thread thread = KernelThread.Start(
            "user space test",
            () =>
            {
                try
                {
                    body();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            ThreadPriority.Normal,
            1UL << processor).Managed;
        thread.Join();
        if (failure is not null)
            throw failure;
    }

    private static void WithSpace(Action<UserSpace> body)
    {
        UserSpace warm = UserSpace.TryCreate()!;
        warm.Destroy();
        long tables = Frames.InUse(FrameOwner.UserTable);
        long pages = Frames.InUse(FrameOwner.User);
        UserSpace space = UserSpace.TryCreate()!;
        body(space);
        space.Destroy();
        Check.Equal(tables, Frames.InUse(FrameOwner.UserTable));
        Check.Equal(pages, Frames.InUse(FrameOwner.User));
    }

    private static void WithActive(Action<UserSpace, BareMemory> body) => WithSpace(space => OnOneProcessor(() =>
    {
        Activate(space);
        body(space, new BareMemory());
    }));

    private static void CopyOnWrite() => WithActive((space, memory) =>
    {
        for (ulong i = 0; i < 20; i++)
        {
            _ = space.Map(Base + i * Page, Fresh(), ReadWrite);
            Check.Equal(Errno.None, memory.Write(new UserAddress(Base + i * Page), i));
        }
        UserSpace child = UserSpace.TryCreate()!;
        Check.Equal((int)UserMapResult.Done, (int)space.CopyTo(child, Base, Base + 20 * Page, UserSharing.Private));
        space.FinishCopying();
        Check.Equal(20L, child.AnonymousPages);
        Check.Equal(Errno.EFAULT, memory.Write(new UserAddress(Base), 1UL));
        Check.Equal((int)UserWriteResult.MustCopy, (int)space.TryMakeWritable(Base, ReadWrite, out FrameNumber shared));
        FrameNumber copy = Fresh();
        FrameMemory.Copy(shared, copy);
        Check.True(space.Replace(Base, shared, copy, ReadWrite));
        Frames.Release(shared);
        Check.Equal(Errno.None, memory.Write(new UserAddress(Base), 99UL));
        // Now the child is the first page's only owner.
        Check.Equal((int)UserWriteResult.Writable, (int)child.TryMakeWritable(Base, ReadWrite, out _));
        Activate(child);
        Check.Equal(Errno.None, memory.Read(new UserAddress(Base), out ulong value));
        Check.Equal(0UL, value);
        Activate(space);
        child.Destroy();
        Check.Equal((int)UserWriteResult.Writable, (int)space.TryMakeWritable(Base + Page, ReadWrite, out _));
    });

    private static int s_phase;
    private static int s_seen;

    private static void OtherProcessorsForget() => WithSpace(space =>
    {
        _ = space.Map(Base, Fresh(), ReadWrite);
        s_phase = 0;
        s_seen = 0;
        Thread other = KernelThread.Start(
            "other processor",
            () =>
            {
                Activate(space);
                BareMemory memory = new();
                bool isThere = memory.Read(new UserAddress(Base), out int _) == Errno.None;
                Volatile.Write(ref s_seen, isThere ? 1 : -1);
                while (Volatile.Read(ref s_phase) == 0)
                {
                }
                isThere = memory.Read(new UserAddress(Base), out int _) == Errno.None;
                Volatile.Write(ref s_seen, isThere ? -2 : 2);
            },
            ThreadPriority.Normal,
            1UL << 1).Managed;
        KernelTest.WaitUntil(() => Volatile.Read(ref s_seen) != 0, "the other processor has seen the page");
        long before = UserSpace.ShootDowns;
        space.Unmap(Base, Base + Page);
        Volatile.Write(ref s_phase, 1);
        other.Join();
        Check.Equal(2, s_seen);
        Check.Equal(before + 1, UserSpace.ShootDowns);
    });
}
