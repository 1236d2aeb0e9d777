using System;
using Diesis.Abi;

namespace Diesis.Core.Files.Archives;

/// <summary>What a header of a cpio archive says of one file.</summary>
public struct CpioEntry
{
    public uint Number;
    public FileMode Mode;
    public uint Owner;
    public uint Group;
    public uint Links;

    /// <summary>Seconds since 1970.</summary>
    public uint ModificationTime;

    /// <summary>Bytes of content.</summary>
    public uint Size;
    public uint DeviceMajor;
    public uint DeviceMinor;
    public uint SpecialMajor;
    public uint SpecialMinor;

    /// <summary>The path, without a zero at its end.</summary>
    public byte[] Name;
}

/// <summary>Whether an archive goes on.</summary>
public enum CpioStep
{
    Entry,

    /// <summary>The trailer was read: another archive may follow.</summary>
    End,
    Broken,
}

/// <summary>Reads an archive in cpio's "new ASCII" format (cpio(5)), as initial RAM file systems are.</summary>
/// <remarks>After an entry its content has to be read or skipped: <see cref="CpioEntry.Size"/> bytes, then <see cref="EndEntry"/>.</remarks>
public sealed class CpioReader(BufferedSource source)
{
    private const int HeaderBytes = 110;
    private const int MagicBytes = 6;
    private const int FieldDigits = 8;
    private const int Alignment = 4;

    private readonly long _start = source.Position;

    private static ReadOnlySpan<byte> Trailer => "TRAILER!!!"u8;

    /// <summary>Whether an archive begins here.</summary>
    public static bool IsNext(BufferedSource source)
    {
        ReadOnlySpan<byte> magic = source.Peek(MagicBytes);
        return magic.SequenceEqual("070701"u8) || magic.SequenceEqual("070702"u8);
    }

    /// <summary>Reads the next header.</summary>
    public CpioStep Next(out CpioEntry entry)
    {
        entry = default;
        if (!IsNext(source))
            return CpioStep.Broken;
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (source.ReadFully(header) != HeaderBytes)
            return CpioStep.Broken;
        Span<uint> fields = stackalloc uint[13];
        for (int i = 0; i < fields.Length; i++)
        {
            if (!TryReadHexadecimal(header.Slice(MagicBytes + i * FieldDigits, FieldDigits), out fields[i]))
                return CpioStep.Broken;
        }
        uint nameBytes = fields[11];
        if (nameBytes is 0 or > PathLimits.PATH_MAX)
            return CpioStep.Broken;
        byte[] name = new byte[nameBytes];
        if (source.ReadFully(name) != name.Length || !SkipPadding())
            return CpioStep.Broken;
        int length = name.AsSpan().IndexOf((byte)0);
        entry = new CpioEntry
        {
            Number = fields[0],
            Mode = (FileMode)fields[1],
            Owner = fields[2],
            Group = fields[3],
            Links = fields[4],
            ModificationTime = fields[5],
            Size = fields[6],
            DeviceMajor = fields[7],
            DeviceMinor = fields[8],
            SpecialMajor = fields[9],
            SpecialMinor = fields[10],
            Name = length < 0 ? name : name[..length],
        };
        return entry.Name.AsSpan().SequenceEqual(Trailer) ? CpioStep.End : CpioStep.Entry;
    }

    /// <summary>Passes over what pads the content. False if the archive is cut off.</summary>
    public bool EndEntry() => SkipPadding();

    private bool SkipPadding() => source.Skip(-(source.Position - _start) & (Alignment - 1));

    private static bool TryReadHexadecimal(ReadOnlySpan<byte> digits, out uint value)
    {
        value = 0;
        foreach (byte digit in digits)
        {
            int number = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (number < 0)
                return false;
            value = value << 4 | (uint)number;
        }
        return true;
    }
}
