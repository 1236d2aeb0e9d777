using System.Buffers.Binary;
using Diesis.Platform.Firmware.Tables;

namespace Diesis.Unit.Tests.Firmware;

/// <summary>Builds firmware tables as the ACPI specification lays them out.</summary>
internal sealed class TableBuilder
{
    private readonly List<byte> _bytes = [];

    /// <summary>Begins with a header, whose length and checksum are filled in by <see cref="Build"/>.</summary>
    internal TableBuilder(uint signature, byte revision = 1)
    {
        U32(signature).U32(0).U8(revision).U8(0);
        _bytes.AddRange("DIESISTESTTABLE"u8[..14]);
        U32(1).U32(0x20202020).U32(1);
    }

    internal TableBuilder U8(byte value)
    {
        _bytes.Add(value);
        return this;
    }

    internal TableBuilder U16(ushort value) => U8((byte)value).U8((byte)(value >> 8));

    internal TableBuilder U32(uint value) => U16((ushort)value).U16((ushort)(value >> 16));

    internal TableBuilder U64(ulong value) => U32((uint)value).U32((uint)(value >> 32));

    internal TableBuilder Bytes(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    internal TableBuilder PadTo(int length)
    {
        while (_bytes.Count < length)
            _bytes.Add(0);
        return this;
    }

    internal TableBuilder SetU8(int offset, byte value)
    {
        PadTo(offset + 1);
        _bytes[offset] = value;
        return this;
    }

    internal TableBuilder SetU16(int offset, ushort value) => SetU8(offset, (byte)value).SetU8(offset + 1, (byte)(value >> 8));

    internal TableBuilder SetU32(int offset, uint value) => SetU16(offset, (ushort)value).SetU16(offset + 2, (ushort)(value >> 16));

    internal TableBuilder SetU64(int offset, ulong value) => SetU32(offset, (uint)value).SetU32(offset + 4, (uint)(value >> 32));

    internal TableBuilder SetRegister(int offset, RegisterSpace space, byte bits, ulong address) =>
        SetU8(offset, (byte)space).SetU8(offset + 1, bits).SetU64(offset + 4, address);

    internal byte[] Build()
    {
        byte[] table = [.. _bytes];
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(4), table.Length);
        FixChecksum(table);
        return table;
    }

    /// <summary>Makes the whole sum to zero by the byte that every table has for this.</summary>
    internal static void FixChecksum(Span<byte> table, int checksumOffset = 9)
    {
        if (table.Length <= checksumOffset)
            return;
        table[checksumOffset] = 0;
        byte sum = 0;
        foreach (byte value in table)
            sum += value;
        table[checksumOffset] = (byte)-sum;
    }

    internal static byte[] OldRootPointer(uint rsdt)
    {
        byte[] bytes = new byte[20];
        "RSD PTR "u8.CopyTo(bytes);
        "DIESIS"u8.CopyTo(bytes.AsSpan(9));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), rsdt);
        FixChecksum(bytes, 8);
        return bytes;
    }

    internal static byte[] NewRootPointer(uint rsdt, ulong xsdt)
    {
        byte[] bytes = new byte[36];
        OldRootPointer(rsdt).CopyTo(bytes, 0);
        bytes[15] = 2;
        FixChecksum(bytes.AsSpan(0, 20), 8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), 36);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), xsdt);
        FixChecksum(bytes, 32);
        return bytes;
    }

    internal static TableBuilder Madt(uint apicAddress = 0xfee0_0000, uint flags = 1) =>
        new TableBuilder(TableSignature.Madt, 3).U32(apicAddress).U32(flags);

    internal TableBuilder LocalApic(byte firmwareId, byte apicId, uint flags = 1) => Bytes(0, 8, firmwareId, apicId).U32(flags);

    internal TableBuilder X2Apic(uint apicId, uint firmwareId, uint flags = 1) => Bytes(9, 16, 0, 0).U32(apicId).U32(flags).U32(firmwareId);

    internal TableBuilder IoApic(byte id, uint address, uint firstLine) => Bytes(1, 12, id, 0).U32(address).U32(firstLine);

    internal TableBuilder Override(byte line, uint globalLine, ushort flags) => Bytes(2, 10, 0, line).U32(globalLine).U16(flags);
}
