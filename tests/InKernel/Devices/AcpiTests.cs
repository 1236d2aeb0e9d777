using Diesis.Platform.Firmware;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;

namespace Diesis.Tests.InKernel;

/// <summary>What this machine's firmware tells. Without ACPI there is nothing to ask, but that the kernel got along.</summary>
internal static class AcpiTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Acpi.NoTableIsDamaged", static () => Check.Equal(0, MachineDescription.DamagedTables));
        tests.Add("Acpi.TheRootNamesTables", static () => Check.True(!MachineDescription.IsPresent || MachineDescription.TableCount >= 3));
        tests.Add("Acpi.WithoutTablesThereIsOneProcessor", static () => Check.True(MachineDescription.IsPresent || Processor.Count == 1));
        tests.Add("Acpi.TheRootIsWhereItWasFound", static () =>
        {
            if (!MachineDescription.IsPresent)
                throw new NotHereException();
            Check.True(MachineDescription.Root.Rsdt != 0 || MachineDescription.Root.Xsdt != 0);
        });
        AddTopology(tests);
        AddFixed(tests);
    }

    private static void AddTopology(TestList tests)
    {
        tests.Add("Acpi.ListsTheProcessorThatRunsThis", static () =>
        {
            if (MachineDescription.Topology is null || !LocalApic.IsPresent)
                throw new NotHereException();
            bool found = false;
            foreach (FirmwareProcessor processor in MachineDescription.Processors)
                found |= processor.ApicId == LocalInterrupts.ApicId(0);
            Check.True(found);
        });
        tests.Add("Acpi.ListsNoFewerProcessorsThanRun", static () =>
            Check.True(MachineDescription.Topology is null || MachineDescription.Processors.Count >= Processor.Count));
        tests.Add("Acpi.NoTwoProcessorsHaveOneNumber", static () =>
        {
            HashSet<uint> numbers = [];
            foreach (FirmwareProcessor processor in MachineDescription.Processors)
                Check.True(numbers.Add(processor.ApicId));
        });
        tests.Add("Acpi.TheLocalApicsAddressIsThePcs", static () =>
            Check.True(MachineDescription.Topology is null or { LocalApicAddress: 0xfee0_0000 }));
        tests.Add("Acpi.ListsAnIoApicThatBeginsAtLine0", static () =>
        {
            if (MachineDescription.Topology is not InterruptTopology topology)
                throw new NotHereException();
            Check.True(topology.IoApics.Count != 0);
            Check.Equal(0u, topology.IoApics[0].FirstLine);
        });
        tests.Add("Acpi.TheTimersLineIsWiredToInput2", static () =>
        {
            // So it is on every PC with an I/O APIC, QEMU's too: input 0 is the 8259s' own.
            if (MachineDescription.Topology is InterruptTopology topology)
                Check.Equal(2u, topology.Wiring(0).GlobalLine);
        });
        tests.Add("Acpi.TheManagementLineIsTriggeredByLevel", static () =>
        {
            // ACPI 6.5, section 5.2.9, wants it so; firmware that does not speak of the line at all exists.
            foreach (LineOverride wiring in MachineDescription.Topology?.Overrides ?? [])
                Check.True(wiring.IsaLine != 9 || wiring.Trigger == LineTrigger.Level);
        });
    }

    private static void AddFixed(TestList tests)
    {
        tests.Add("Acpi.NamesThePowerTimer", static () =>
        {
            if (MachineDescription.Fixed is FixedDescription description)
                Check.True(description.Timer.IsPresent);
        });
        tests.Add("Acpi.NamesTheOffRegister", static () =>
        {
            if (MachineDescription.Fixed is FixedDescription description)
                Check.True(description.Control1A.IsPresent);
        });
        tests.Add("Acpi.TheOffStateIsInTheDsdt", static () => Check.True(MachineDescription.Fixed is null || MachineDescription.OffState is not null));
        tests.Add("Acpi.TheDsdtIsWhole", static () =>
        {
            if (MachineDescription.Fixed is FixedDescription description)
                Check.True(TableHeader.IsWhole(FirmwareMemory.Table(description.Dsdt), TableSignature.Dsdt, out _));
        });
        tests.Add("Acpi.ReadsNothingWhereThereIsNoTable", static () =>
        {
            Check.True(FirmwareMemory.Table(0).IsEmpty);
            Check.True(FirmwareMemory.At(0x1000, 0).IsEmpty);
            Check.True(FirmwareMemory.At(ulong.MaxValue - 10, 36).IsEmpty);
        });
    }
}
