using Diesis.Platform.Firmware.Tables;

namespace Diesis.Unit.Tests.Firmware;

/// <summary>Parsers under valid tables with damage: none reads out of bounds (a span would throw) or returns nonsense.</summary>
public sealed class TableFuzzTests
{
    private const int Rounds = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NoParserFailsOnDamagedTables(int seed)
    {
        Random random = new(seed);
        byte[][] originals =
        [
            TableBuilder.NewRootPointer(0x1000, 0x2000),
            new TableBuilder(TableSignature.Xsdt).U64(0x1000).U64(0x2000).U64(0x3000).Build(),
            TableBuilder.Madt().LocalApic(0, 0).X2Apic(300, 1).IoApic(0, 0xfec0_0000, 0).Override(0, 2, 0).Bytes(4, 6, 0xff, 0, 0, 1).LocalApic(2, 2).Build(),
            new TableBuilder(TableSignature.Fadt).SetU32(64, 0x604).SetU32(76, 0x608).SetU8(91, 4).PadTo(276).Build(),
            new TableBuilder(TableSignature.Hpet).SetRegister(40, RegisterSpace.Memory, 64, 0xfed0_0000).PadTo(56).Build(),
            new TableBuilder(TableSignature.Mcfg).U64(0).U64(0xb000_0000).U16(0).U8(0).U8(255).U32(0).Build(),
            [.. new TableBuilder(TableSignature.Dsdt).Bytes(0x08).Bytes("_S5_"u8.ToArray()).Bytes(0x12, 0x06, 0x04, 0x0a, 0x05, 0, 0, 0).Build()],
        ];
        for (int round = 0; round < Rounds; round++)
        {
            byte[] table = Damage(originals[random.Next(originals.Length)], random);
            try
            {
                ParseAll(table);
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, round {round}: {exception}\n{Convert.ToHexString(table)}");
            }
        }
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        byte[] table = (byte[])original.Clone();
        if (random.Next(4) == 0)
            table = table[..random.Next(table.Length + 1)];
        else if (random.Next(4) == 0)
            table = [.. table, .. new byte[random.Next(64)]];
        int changes = random.Next(6);
        for (int i = 0; i < changes && table.Length != 0; i++)
            table[random.Next(table.Length)] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => 0xff, _ => 0 };

        // Half of the damage would only test the checksum.
        if (random.Next(2) == 0)
            TableBuilder.FixChecksum(table);
        else if (random.Next(2) == 0 && table.Length > 36)
            TableBuilder.FixChecksum(table, 32);
        return table;
    }

    private static void ParseAll(byte[] table)
    {
        RootPointer.TryParse(table, out _);
        Assert.InRange(RootPointer.Find(table), -1, table.Length);
        Assert.DoesNotContain(0ul, RootTable.Parse(table) ?? []);
        if (InterruptTopology.Parse(table) is InterruptTopology topology)
        {
            Assert.InRange(topology.Processors.Count, 0, InterruptTopology.MostProcessors);
            Assert.All(topology.Overrides, wiring => Assert.InRange(wiring.IsaLine, 0, 15));
            for (byte line = 0; line < 16; line++)
                Assert.Equal(line, topology.Wiring(line).IsaLine);
        }
        if (FixedDescription.Parse(table) is FixedDescription description)
            Assert.True(description.TimerBits is 24 or 32);
        EventTimerTable.TryParse(table, out _);
        Assert.All(ConfigurationWindow.Parse(table), window => Assert.True(window.FirstBus <= window.LastBus));
        if (SleepState.TryFind(table, out SleepState state))
            Assert.True(state.TypeA <= 7 && state.TypeB <= 7);
    }
}
