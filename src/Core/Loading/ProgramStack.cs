using System;
using System.Buffers.Binary;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Core.Security;
using Diesis.Platform.Processors;
using Diesis.Platform.Randomness;
using Diesis.Platform.Users;

namespace Diesis.Core.Loading;

/// <summary>What a program finds on its stack when it begins (System V ABI for x86-64, section 3.4.1): counts, pointers, auxiliary vector, strings.</summary>
internal ref struct ProgramStack
{
    private const int EntryBytes = 16;
    private const int RandomCount = 16;
    private const int MaximumEntries = 24;

    /// <summary>A signal's frame without extended state, with room for it to be aligned.</summary>
    private const int BareSignalFrame = 1024;

    /// <summary>What is mapped at the beginning, besides what is written.</summary>
    private const ulong InitialBytes = 132 << 10;

    /// <summary>USER_HZ: ticks of times(2) in a second.</summary>
    private const ulong ClockTicks = 100;

    private Span<byte> _auxiliary;
    private int _entries;

    internal ProgramStack(Span<byte> room) => _auxiliary = room;

    internal const int AuxiliaryRoom = MaximumEntries * EntryBytes;

    internal void Add(AuxiliaryType type, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_auxiliary[(_entries * EntryBytes)..], (ulong)type);
        BinaryPrimitives.WriteUInt64LittleEndian(_auxiliary[(_entries * EntryBytes + sizeof(ulong))..], value);
        _entries++;
    }

    /// <summary>Adds what does not depend on the program's image.</summary>
    internal void AddCommon(Credentials credentials, bool isSecure)
    {
        Add(AuxiliaryType.AT_HWCAP, ProcessorIdentity.LegacyFeatures);
        Add(AuxiliaryType.AT_PAGESZ, AddressSpace.PageBytes);
        Add(AuxiliaryType.AT_CLKTCK, ClockTicks);
        Add(AuxiliaryType.AT_FLAGS, 0);
        Add(AuxiliaryType.AT_UID, credentials.RealUser);
        Add(AuxiliaryType.AT_EUID, credentials.EffectiveUser);
        Add(AuxiliaryType.AT_GID, credentials.RealGroup);
        Add(AuxiliaryType.AT_EGID, credentials.EffectiveGroup);
        Add(AuxiliaryType.AT_SECURE, isSecure ? 1UL : 0);
        Add(AuxiliaryType.AT_HWCAP2, ProcessorIdentity.ExtraFeatures);
        Add(AuxiliaryType.AT_MINSIGSTKSZ, (ulong)(UserContext.ExtendedBytes + BareSignalFrame));
    }

    /// <summary>Maps the stack and writes everything.</summary>
    /// <param name="path">AT_EXECFN: the path as it was given to execve.</param>
    /// <returns>The stack pointer for the program's first instruction.</returns>
    internal Result<ulong> Build(AddressSpace space, ArgumentBlock arguments, ReadOnlySpan<byte> path, UserAccess access)
    {
        ReadOnlySpan<byte> platform = "x86_64\0"u8;
        ulong top = space.Layout.StackTop - sizeof(ulong);
        ulong pathAt = top - (ulong)path.Length - 1;
        ulong stringsAt = pathAt - (ulong)arguments.Length;
        ulong platformAt = stringsAt - (ulong)platform.Length;
        ulong randomAt = (platformAt & ~15UL) - RandomCount;
        Add(AuxiliaryType.AT_RANDOM, randomAt);
        Add(AuxiliaryType.AT_EXECFN, pathAt);
        Add(AuxiliaryType.AT_PLATFORM, platformAt);
        Add(AuxiliaryType.AT_NULL, 0);

        int pointers = 1 + arguments.ArgumentCount + 1 + arguments.EnvironmentCount + 1;
        ulong start = randomAt - (ulong)(_entries * EntryBytes) - (ulong)pointers * sizeof(ulong) & ~15UL;
        byte[] contents = new byte[(int)(space.Layout.StackTop - start)];
        WritePointers(contents, arguments, stringsAt, pointers);
        RandomBytes.Fill(contents.AsSpan((int)(randomAt - start), RandomCount));
        platform.CopyTo(contents.AsSpan((int)(platformAt - start)));
        arguments.Bytes.CopyTo(contents.AsSpan((int)(stringsAt - start)));
        path.CopyTo(contents.AsSpan((int)(pathAt - start)));

        AddressSpaceLayout layout = space.Layout;
        layout.StackStart = start;
        layout.ArgumentsStart = stringsAt;
        layout.ArgumentsEnd = stringsAt + (ulong)arguments.Arguments.Length;
        layout.EnvironmentStart = layout.ArgumentsEnd;
        layout.EnvironmentEnd = pathAt;
        layout.AuxiliaryVector = _auxiliary[..(_entries * EntryBytes)].ToArray();
        Errno error = Map(space, start, access);
        if (error == Errno.None)
            error = space.WriteForeign(new UserAddress(start), contents, out _);
        return error == Errno.None ? start : error;
    }

    private readonly void WritePointers(byte[] contents, ArgumentBlock arguments, ulong stringsAt, int pointers)
    {
        int at = 0;
        Write(contents, ref at, (ulong)arguments.ArgumentCount);
        ReadOnlySpan<byte> rest = arguments.Bytes;
        for (int i = 0; i < arguments.ArgumentCount + arguments.EnvironmentCount; i++)
        {
            if (i == arguments.ArgumentCount)
                Write(contents, ref at, 0);
            Write(contents, ref at, stringsAt + (ulong)(arguments.Length - rest.Length));
            rest = rest[(rest.IndexOf((byte)0) + 1)..];
        }
        _auxiliary[..(_entries * EntryBytes)].CopyTo(contents.AsSpan(pointers * sizeof(ulong)));
    }

    private static void Write(byte[] contents, ref int at, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(contents.AsSpan(at), value);
        at += sizeof(ulong);
    }

    private static Errno Map(AddressSpace space, ulong start, UserAccess access)
    {
        ulong bottom = start - InitialBytes & ~(AddressSpace.PageBytes - 1);
        MapParameters stack = new()
        {
            Address = new UserAddress(bottom),
            Bytes = (space.Layout.StackTop - bottom + AddressSpace.PageBytes - 1) & ~(AddressSpace.PageBytes - 1),
            Placement = MapPlacement.Replace,
            Access = access,
            Sharing = MapSharing.Private,
            Extra = MappingFlags.GrowsDown,
            Name = "[stack]",
        };
        return space.Map(in stack).Error;
    }
}
