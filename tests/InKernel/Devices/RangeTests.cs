using Diesis.Platform.Devices;
using Diesis.Platform.Firmware;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Ports and registers in memory: what a driver may touch, and no more.</summary>
internal static class RangeTests
{
    private const ushort CmosPort = 0x70;

    internal static void Register(TestList tests)
    {
        tests.Add("PortRange.RefusesOffsetsBeyondIt", static () =>
        {
            Check.Throws<ArgumentOutOfRangeException>(static () => new PortRange(CmosPort, 2).Read8(2));
            Check.Throws<ArgumentOutOfRangeException>(static () => new PortRange(CmosPort, 2).Read16(1));
            Check.Throws<ArgumentOutOfRangeException>(static () => new PortRange(CmosPort, 2).Write32(0, 0));
        });
        tests.Add("PortRange.RefusesOffsetsBeforeIt", static () => Check.Throws<ArgumentOutOfRangeException>(static () => new PortRange(CmosPort, 2).Write8(-1, 0)));
        tests.Add("PortRange.RefusesPortsBeyondTheSpace", static () => Check.Throws<ArgumentOutOfRangeException>(static () => new PortRange(0xffff, 2)));
        tests.Add("PortRange.RefusesNoPorts", static () => Check.Throws<ArgumentOutOfRangeException>(static () => new PortRange(0x80, 0)));
        tests.Add("PortRange.ReachesTheLastPort", static () => Check.Equal(1, new PortRange(0xffff, 1).Count));
        tests.Add("PortRange.TheEmptyRangeReachesNothing", static () => Check.Throws<ArgumentOutOfRangeException>(static () => default(PortRange).Read8(0)));
        tests.Add("PortRange.WritesAndReadsARegister", static () =>
        {
            // The clock chip's last byte of memory, which nobody uses.
            PortRange cmos = new(CmosPort, 2);
            cmos.Write8(0, 0x7f);
            byte old = cmos.Read8(1);
            cmos.Write8(0, 0x7f);
            cmos.Write8(1, 0x5a);
            cmos.Write8(0, 0x7f);
            Check.Equal(0x5a, cmos.Read8(1));
            cmos.Write8(0, 0x7f);
            cmos.Write8(1, old);
        });
        AddMemory(tests);
    }

    private static MmioRegion? EventTimer() =>
        MachineDescription.EventTimer is EventTimerTable table ? MmioRegion.Map(table.Address, 1024) : null;

    private static void AddMemory(TestList tests)
    {
        tests.Add("MmioRegion.RefusesOffsetsBeyondIt", static () =>
        {
            MmioRegion region = MmioRegion.Map(0xfee0_0000, 64)!;
            Check.Throws<ArgumentOutOfRangeException>(() => region.Read32(64));
            Check.Throws<ArgumentOutOfRangeException>(() => region.Read64(60));
            Check.Throws<ArgumentOutOfRangeException>(() => region.Write8(uint.MaxValue, 0));
        });
        tests.Add("MmioRegion.RefusesOffsetsThatAreMisaligned", static () =>
        {
            MmioRegion region = MmioRegion.Map(0xfee0_0000, 64)!;
            Check.Throws<ArgumentOutOfRangeException>(() => region.Read32(2));
            Check.Throws<ArgumentOutOfRangeException>(() => region.Write16(1, 0));
        });
        tests.Add("MmioRegion.MapsNothingOfNoLength", static () => Check.Null(MmioRegion.Map(0xfee0_0000, 0)));
        tests.Add("MmioRegion.MapsNothingBeyondTheAddresses", static () => Check.Null(MmioRegion.Map(ulong.MaxValue - 100, 4096)));
        tests.Add("MmioRegion.MapsNoMemoryOfTheKernels", static () =>
        {
            // Where PVH, GRUB and our own loader put the kernel, and the page before.
            Check.Null(MmioRegion.Map(0x10_0000, 4096));
            Check.Null(MmioRegion.Map(0x10_0000 - 4, 8));
            Check.Null(MmioRegion.Map(0x20_0000, 0x1000_0000));
        });
        tests.Add("MmioRegion.TellsWhereItIs", static () =>
        {
            MmioRegion region = MmioRegion.Map(0xfed0_0000, 1024)!;
            Check.Equal(0xfed0_0000ul, region.PhysicalAddress);
            Check.Equal(1024u, region.Length);
        });
        tests.Add("MmioRegion.ReadsHalvesOfAWholeRegister", static () =>
        {
            if (EventTimer() is not MmioRegion timer)
                throw new NotHereException();
            ulong whole = timer.Read64(0);
            Check.Equal((uint)whole, timer.Read32(0));
            Check.Equal((uint)(whole >> 32), timer.Read32(4));
        });
        tests.Add("MmioRegion.IsReadAnewInALoop", static () =>
        {
            // The timer's counter changes by itself: a loop whose read was moved out of it would never end; time bounds it.
            if (EventTimer() is not MmioRegion timer)
                throw new NotHereException();
            const uint Counter = 0xf0;
            uint first = timer.Read32(Counter);
            long limit = Clock.Monotonic + 1_000_000_000;
            while (timer.Read32(Counter) == first)
                Check.True(Clock.Monotonic < limit, "the register changes");
        });
    }
}
