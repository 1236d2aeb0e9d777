using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Threads;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>Copying of programs' memory: every length, every fault, in both directions.</summary>
internal static class UserCopyTests
{
    private const ulong Page = 4096;
    private const ulong Base = 0x5555_6000_0000;
    private const UserPageRights ReadWrite = UserPageRights.Read | UserPageRights.Write;

    /// <summary>Two pages, and nothing behind them; a page is given when it is first asked for, if it may be.</summary>
    private sealed class Memory(UserSpace space, int givenOnDemand) : UserMemory
    {
        internal int Faults;

        protected override UserFault Resolve(UserAddress address, UserAccess access)
        {
            Faults++;
            ulong page = (address.Value - Base) / Page;
            if (page >= (ulong)givenOnDemand)
                return UserFault.NotMapped;
            FrameNumber frame = Frames.Allocate(FrameOwner.Other, FrameContents.Zeroed);
            return space.Map(Base + page * Page, frame, ReadWrite) == UserMapResult.Done ? UserFault.Resolved : UserFault.OutOfMemory;
        }
    }

    internal static void Register(TestList tests)
    {
        tests.Add("UserCopy.EveryLengthThereAndBack", () => WithMemory(2, memory =>
        {
            byte[] source = Pattern(1200);
            byte[] back = new byte[1200];
            for (int length = 0; length < 1200; length = length < 150 ? length + 1 : length + 53)
            {
                UserAddress at = new(Base + (ulong)(length * 7 % 64));
                Check.Equal(0, (int)memory.CopyOut(source.AsSpan(0, length), at));
                back.AsSpan().Clear();
                Check.Equal(0, (int)memory.CopyIn(at, back.AsSpan(0, length)));
                Check.True(back.AsSpan(0, length).SequenceEqual(source.AsSpan(0, length)), "the bytes are the same");
            }
            Check.Equal(1, memory.Faults);
        }));
        tests.Add("UserCopy.PagesAreFetchedOnTheWay", () => WithMemory(2, memory =>
        {
            byte[] source = Pattern(6000);
            byte[] back = new byte[6000];
            Check.Equal(0, (int)memory.CopyOut(source, new UserAddress(Base + 100)));
            Check.Equal(2, memory.Faults);
            Check.Equal(0, (int)memory.CopyIn(new UserAddress(Base + 100), back));
            Check.True(back.AsSpan().SequenceEqual(source), "the bytes are the same");
        }));
        tests.Add("UserCopy.WhatLiesBeforeAFaultIsCopied", () => WithMemory(1, memory =>
        {
            byte[] source = Pattern(1000);
            for (int inside = 1; inside < 700; inside += 23)
            {
                IoBuffer buffer = IoBuffer.ForUser(memory, new UserAddress(Base + Page - (ulong)inside), 1000);
                Check.Equal((int)Errno.EFAULT, (int)buffer.Put(source));
                Check.Equal(inside, (int)buffer.Transferred);
                byte[] back = new byte[inside];
                Check.Equal(0, (int)memory.CopyIn(new UserAddress(Base + Page - (ulong)inside), back));
                Check.True(back.AsSpan().SequenceEqual(source.AsSpan(0, inside)), "up to the last byte");
            }
        }));
        tests.Add("UserCopy.AddressesOfTheKernelAreRefused", () => WithMemory(1, memory =>
        {
            byte[] bytes = new byte[16];
            Check.Equal((int)Errno.EFAULT, (int)memory.CopyIn(new UserAddress(0xffff_8000_0000_0000), bytes));
            Check.Equal((int)Errno.EFAULT, (int)memory.CopyOut(bytes, new UserAddress(0x7fff_ffff_fff8)));
            Check.Equal((int)Errno.EFAULT, (int)memory.CopyIn(new UserAddress(0x0080_0000_0000_0000), bytes));
            Check.Equal((int)Errno.EFAULT, (int)memory.Clear(new UserAddress(ulong.MaxValue - 4), 16));
            Check.Equal(0, memory.Faults);
        }));
        tests.Add("UserCopy.StructuresOfFewWords", () => WithMemory(2, memory =>
        {
            ReadAndWrite<byte>(memory);
            ReadAndWrite<uint>(memory);
            ReadAndWrite<ulong>(memory);
            ReadAndWrite<ThreeWords>(memory);
            ReadAndWrite<UserRange>(memory);
            ReadAndWrite<UserRegisters>(memory);
        }));
        tests.Add("UserCopy.StringsEndWhereTheyEnd", () => WithMemory(1, memory =>
        {
            byte[] room = new byte[200];
            for (int length = 0; length < 180; length += length < 40 ? 1 : 17)
            {
                // Ends with the page's last byte, so that reading further would fault.
                UserAddress at = new(Base + Page - (ulong)length - 1);
                byte[] text = Pattern(length + 1);
                text[length] = 0;
                Check.Equal(0, (int)memory.CopyOut(text, at));
                Check.Equal(0, (int)memory.CopyString(at, room, out int found));
                Check.Equal(length, found);
                Check.True(room.AsSpan(0, length).SequenceEqual(text.AsSpan(0, length)), "the string");
            }
        }));
        tests.Add("UserCopy.AStringWithoutEndIsTooLongOrAFault", () => WithMemory(1, memory =>
        {
            byte[] text = Pattern(100);
            Check.Equal(0, (int)memory.CopyOut(text, new UserAddress(Base + Page - 100)));
            Check.Equal((int)Errno.ENAMETOOLONG, (int)memory.CopyString(new UserAddress(Base + Page - 100), new byte[50], out _));
            Check.Equal((int)Errno.EFAULT, (int)memory.CopyString(new UserAddress(Base + Page - 100), new byte[200], out _));
        }));
        tests.Add("UserCopy.ExchangeIsOneStep", () => WithMemory(1, memory =>
        {
            UserAddress at = new(Base + 8);
            Check.Equal(0, (int)memory.Write(at, 5u));
            Check.Equal(0, (int)memory.CompareExchange(at, 4, 9, out uint found));
            Check.Equal(5, (int)found);
            Check.Equal(0, (int)memory.CompareExchange(at, 5, 9, out found));
            Check.Equal(0, (int)memory.ReadWord(at, out uint now));
            Check.Equal(9, (int)now);
            Check.Equal((int)Errno.EFAULT, (int)memory.CompareExchange(new UserAddress(Base + Page), 0, 1, out _));
        }));
        tests.Add("UserCopy.VectorsAreFilledInOrder", () => WithMemory(2, memory =>
        {
            UserRange[] ranges =
            [
                new() { Start = new UserAddress(Base + 10), Bytes = 3 }, default, new() { Start = new UserAddress(Base + 4000), Bytes = 200 },
            ];
            IoBuffer buffer = IoBuffer.ForUser(memory, ranges, 203);
            byte[] source = Pattern(203);
            Check.Equal(0, (int)buffer.Put(source.AsSpan(0, 100)));
            Check.Equal(0, (int)buffer.Put(source.AsSpan(100)));
            Check.True(buffer.IsEmpty, "all is used");
            IoBuffer again = IoBuffer.ForUser(memory, ranges, 203);
            byte[] back = new byte[203];
            Check.Equal(0, (int)again.Take(back));
            Check.True(back.AsSpan().SequenceEqual(source), "the bytes are the same");
        }));
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct ThreeWords
    {
        public uint First;
        public ulong SecondAndThird;
    }

    /// <summary>A structure of any size: at every place around the border of two pages, up to the last byte, beyond it, and where no program's memory can be.</summary>
    private static void ReadAndWrite<T>(Memory memory)
        where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        byte[] pattern = Pattern(size);
        byte[] back = new byte[size];
        for (int before = 0; before <= size; before++)
        {
            UserAddress at = new(Base + Page - (ulong)before);
            Check.Equal(0, (int)memory.CopyOut(pattern, at));
            Check.Equal(0, (int)memory.Read(at, out T value));
            Check.Equal(0, (int)memory.Clear(at, (nuint)size));
            Check.Equal(0, (int)memory.Write(at, in value));
            Check.Equal(0, (int)memory.CopyIn(at, back));
            Check.True(back.AsSpan().SequenceEqual(pattern), "the bytes are the same");
        }
        Check.Equal(0, (int)memory.Read(new UserAddress(Base + 2 * Page - (ulong)size), out T _));
        for (int missing = 1; missing <= size; missing++)
            RefuseBoth<T>(memory, new UserAddress(Base + 2 * Page - (ulong)(size - missing)));
        ulong[] refused = [UserAddress.End - (ulong)size + 1, UserAddress.End, 0x0080_0000_0000_0000, 0xffff_8000_0000_0000, ulong.MaxValue - 2, 8];
        foreach (ulong address in refused)
            RefuseBoth<T>(memory, new UserAddress(address));
    }

    private static void RefuseBoth<T>(Memory memory, UserAddress at)
        where T : unmanaged
    {
        Check.Equal((int)Errno.EFAULT, (int)memory.Read(at, out T value));
        Check.Equal((int)Errno.EFAULT, (int)memory.Write(at, in value));
        byte[] zeros = new byte[Unsafe.SizeOf<T>()];
        Check.True(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).SequenceEqual(zeros), "nothing has been read");
    }

    private delegate void MemoryTest(Memory memory);

    private static byte[] Pattern(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
            bytes[i] = (byte)(i * 31 % 255 + 1);
        return bytes;
    }

    /// <summary>Runs on a thread that has an address space of its own.</summary>
    private static void WithMemory(int givenOnDemand, MemoryTest test)
    {
        Exception? failure = null;
        KernelThread thread = KernelThread.Start("user copy", () =>
        {
            UserSpace space = UserSpace.TryCreate()!;
            UserContext context = UserContext.TryCreate()!;
            context.Space = space;
            context.Attach();
            try
            {
                test(new Memory(space, givenOnDemand));
            }
            catch (Exception exception)
            {
                failure = exception;
            }
            UserContext.Detach();
            context.Free();
            space.Destroy();
        });
        Check.True(thread.Managed.Join(60_000), "ends");
        if (failure is not null)
            throw failure;
    }
}
