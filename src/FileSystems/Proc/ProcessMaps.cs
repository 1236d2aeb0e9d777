using System.Text;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Memory;
using Diesis.Core.Processes;

namespace Diesis.FileSystems.Proc;

/// <summary>/proc/PID/maps, smaps and smaps_rollup.</summary>
internal static class ProcessMaps
{
    private const long KilobytesPerPage = 4;

    internal static Errno WriteMaps(UserThread thread, VirtualText text) => Write(thread, new Writer(text, null, thread.Memory));

    internal static Errno WriteUsage(UserThread thread, VirtualText text) => Write(thread, new Writer(text, text, thread.Memory));

    internal static Errno WriteSum(UserThread thread, VirtualText text)
    {
        Writer writer = new(null, null, thread.Memory);
        Errno error = Write(thread, writer);
        if (error != Errno.None || writer.Sum.Resident == 0)
            return error;
        text.AddHexadecimal(writer.First, 8).Add('-').AddHexadecimal(writer.Last, 8).Add(" ---p 00000000 00:00 0                          [rollup]\n"u8);
        WriteUsageOf(text, in writer.Sum);
        return Errno.None;
    }

    private static Errno Write(UserThread thread, Writer writer)
    {
        if (UserThread.Current is { } caller && !ProcessAccess.MayInspect(caller, thread))
            return Errno.EACCES;
        if (thread.Memory is not { } memory || !memory.TryRetain())
            return Errno.None;
        memory.Visit(writer);
        memory.Release();
        return Errno.None;
    }

    private static void WriteUsageOf(VirtualText text, in MappingUsage usage)
    {
        Line(text, "Rss:", usage.Resident * KilobytesPerPage);
        Line(text, "Pss:", usage.ProportionalBytes / 1024);
        Line(text, "Shared_Clean:", usage.SharedClean * KilobytesPerPage);
        Line(text, "Shared_Dirty:", usage.SharedDirty * KilobytesPerPage);
        Line(text, "Private_Clean:", usage.PrivateClean * KilobytesPerPage);
        Line(text, "Private_Dirty:", usage.PrivateDirty * KilobytesPerPage);
        Line(text, "Referenced:", usage.Referenced * KilobytesPerPage);
        Line(text, "Anonymous:", usage.Anonymous * KilobytesPerPage);
        Line(text, "LazyFree:", 0);
        Line(text, "AnonHugePages:", 0);
        Line(text, "ShmemPmdMapped:", 0);
        Line(text, "FilePmdMapped:", 0);
        Line(text, "Shared_Hugetlb:", 0);
        Line(text, "Private_Hugetlb:", 0);
        Line(text, "Swap:", 0);
        Line(text, "SwapPss:", 0);
        Line(text, "Locked:", 0);
    }

    private static void Line(VirtualText text, string name, long kilobytes) => text.AddLeft(name, 16).AddRight(kilobytes, 8).Add(" kB\n"u8);

    /// <summary>Writes a mapping after another. Under the address space's lock it touches no program's memory.</summary>
    private sealed class Writer(VirtualText? lines, VirtualText? usages, AddressSpace? memory) : MappingVisitor
    {
        private const int NameColumn = 73;

        internal MappingUsage Sum;

        internal ulong First { get; private set; }

        internal ulong Last { get; private set; }

        public override bool Visit(Mapping mapping)
        {
            if (First == 0)
                First = mapping.Start;
            Last = mapping.End;
            if (lines is not null)
                WriteLine(lines, mapping);
            if (lines is not null && usages is null)
                return true;
            MappingUsage usage = memory!.UsageOf(mapping);
            Sum.Add(in usage);
            if (usages is not null)
            {
                Line(usages, "Size:", (long)(mapping.Bytes / 1024));
                Line(usages, "KernelPageSize:", KilobytesPerPage);
                Line(usages, "MMUPageSize:", KilobytesPerPage);
                WriteUsageOf(usages, in usage);
                usages.Add("THPeligible:    0\nVmFlags: "u8);
                WriteFlags(usages, mapping.Flags);
            }
            return true;
        }

        private void WriteLine(VirtualText text, Mapping mapping)
        {
            int start = text.Length;
            MappingFlags flags = mapping.Flags;
            text.AddHexadecimal(mapping.Start, 8).Add('-').AddHexadecimal(mapping.End, 8).Add(' ');
            text.Add((flags & MappingFlags.Read) != 0 ? 'r' : '-').Add((flags & MappingFlags.Write) != 0 ? 'w' : '-');
            text.Add((flags & MappingFlags.Execute) != 0 ? 'x' : '-').Add(mapping.IsShared ? 's' : 'p').Add(' ');
            OpenFile? file = mapping.File;
            ulong offset = file is null && mapping.Memory is null ? 0 : (ulong)mapping.FirstPage << 12;
            DeviceNumber device = file?.Inode.FileSystem.Device ?? default;
            text.AddHexadecimal(offset, 8).Add(' ').AddHexadecimal(device.Major, 2).Add(':').AddHexadecimal(device.Minor, 2).Add(' ').Add(file?.Inode.Number ?? 0);
            string? name = memory!.NameOf(mapping);
            if (name is null && file is null)
            {
                text.End();
                return;
            }
            text.Pad(NameColumn - (text.Length - start));
            if (name is not null)
                text.Add(name);
            else if (file!.Inode is AnonymousInode anonymous)
                text.Add(anonymous.Text);
            else
                text.Add(PathText.Describe(file.Location, UserThread.Current?.FileSystem.Root ?? file.Location));
            text.End();
        }

        private static void WriteFlags(VirtualText text, MappingFlags flags)
        {
            Flag(text, flags, MappingFlags.Read, "rd ");
            Flag(text, flags, MappingFlags.Write, "wr ");
            Flag(text, flags, MappingFlags.Execute, "ex ");
            Flag(text, flags, MappingFlags.Shared, "sh ");
            Flag(text, flags, MappingFlags.MayRead, "mr ");
            Flag(text, flags, MappingFlags.MayWrite, "mw ");
            Flag(text, flags, MappingFlags.MayExecute, "me ");
            Flag(text, flags, MappingFlags.GrowsDown, "gd ");
            Flag(text, flags, MappingFlags.Locked, "lo ");
            Flag(text, flags, MappingFlags.DontFork, "dc ");
            Flag(text, flags, MappingFlags.WipeOnFork, "wf ");
            Flag(text, flags, MappingFlags.DontDump, "dd ");
            Flag(text, flags, MappingFlags.NoReserve, "nr ");
            Flag(text, flags, MappingFlags.Accounted, "ac ");
            text.End();
        }

        private static void Flag(VirtualText text, MappingFlags flags, MappingFlags flag, string name)
        {
            if ((flags & flag) != 0)
                text.Add(name);
        }
    }
}
