using System;
using System.Text;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Ttys;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Devices;

/// <summary>What stands in /dev from the start, as devtmpfs has it.</summary>
public static class DeviceNodes
{
    private const uint TtyGroup = 5;
    private const FileMode ForAll = FileMode.S_IFCHR | (FileMode)0x1b6;
    private const FileMode ForRoot = FileMode.S_IFCHR | (FileMode)0x180;
    private const FileMode ForTtys = FileMode.S_IFCHR | (FileMode)0x190;
    private const FileMode Directory = FileMode.S_IFDIR | (FileMode)0x1ed;

    /// <summary>Makes the nodes in an empty directory. At start-up.</summary>
    public static void Populate(Inode root)
    {
        using Mutex.Scope held = root.Lock.Enter();
        AddDevice(root, "null", ForAll, MemoryDevices.Major, MemoryDevices.Null);
        AddDevice(root, "zero", ForAll, MemoryDevices.Major, MemoryDevices.Zero);
        AddDevice(root, "full", ForAll, MemoryDevices.Major, MemoryDevices.Full);
        AddDevice(root, "random", ForAll, MemoryDevices.Major, MemoryDevices.Random);
        AddDevice(root, "urandom", ForAll, MemoryDevices.Major, MemoryDevices.UnlimitedRandom);
        AddDevice(root, "kmsg", ForRoot | (FileMode)0x24, MemoryDevices.Major, MemoryDevices.KernelLog);
        AddDevice(root, "mem", ForRoot, MemoryDevices.Major, MemoryDevices.Memory);
        AddDevice(root, "tty", ForAll, TtyDevices.AuxiliaryMajor, 0, TtyGroup);
        AddDevice(root, "console", ForRoot, TtyDevices.AuxiliaryMajor, 1);
        AddDevice(root, "ptmx", ForAll, TtyDevices.AuxiliaryMajor, 2, TtyGroup);
        foreach (Tty tty in TtyDevices.All)
            AddDevice(root, tty.Name, ForTtys, tty.Number.Major, tty.Number.Minor, TtyGroup);
        if (TtyDevices.Screen is not null)
            AddDevice(root, "tty0", ForTtys, TtyDevices.TtyMajor, 0, TtyGroup);
        AddLink(root, "fd", "/proc/self/fd");
        AddLink(root, "stdin", "/proc/self/fd/0");
        AddLink(root, "stdout", "/proc/self/fd/1");
        AddLink(root, "stderr", "/proc/self/fd/2");
        AddLink(root, "core", "/proc/kcore");
        Add(root, "pts", new NewNode(Directory, 0, 0));
        Add(root, "shm", new NewNode(FileMode.S_IFDIR | FileMode.S_ISVTX | (FileMode)0x1ff, 0, 0));
    }

    private static void AddDevice(Inode root, string name, FileMode mode, uint major, uint minor, uint group = 0) =>
        Add(root, name, new NewNode(mode, 0, group, new DeviceNumber(major, minor)));

    private static void Add(Inode root, string name, in NewNode node) => Check(root.Create(Name(name), node));

    private static void AddLink(Inode root, string name, string target) =>
        Check(root.SymbolicLink(Name(name), Encoding.UTF8.GetBytes(target), new NewNode(FileMode.S_IFLNK | (FileMode)0x1ff, 0, 0)));

    private static FileName Name(string name) => new(Encoding.UTF8.GetBytes(name));

    private static void Check(Result<Inode> made)
    {
        if (!made.IsSuccess)
            throw new InvalidOperationException("A device's node cannot be made: " + made.Error.ToString());
    }
}
