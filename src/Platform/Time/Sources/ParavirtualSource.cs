using System.Runtime.Intrinsics.X86;
using System.Threading;
using Diesis.Platform.Devices;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>KVM's clock: the time stamp counter, with what the hypervisor tells about it (see <see cref="ParavirtualTime"/>).</summary>
/// <remarks>
/// Used only where the hypervisor promises that what it tells of one processor holds for all: then one shared structure serves them all.
/// SAFETY: the structure is within a page that is never given back; the hypervisor changes it, so each field is read by a volatile access.
/// </remarks>
internal sealed unsafe class ParavirtualSource : ClockSource
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;
    private const int SignatureLeaf = 0x4000_0000;
    private const int FeatureLeaf = 0x4000_0001;
    private const int HasNewClock = 1 << 3;
    private const int IsStable = 1 << 24;
    private const uint SystemTimeRegister = 0x4b56_4d01;
    private const ulong Enabled = 1;

    private readonly byte* _shared;

    private ParavirtualSource(byte* shared) : base("kvm-clock", 400, bits: 64)
    {
        _shared = shared;
        Scale = new TickScale(NanosecondsPerSecond);
    }

    /// <summary>Whether this is a machine of KVM that has a stable clock.</summary>
    internal static bool IsSupported
    {
        get
        {
            (int highest, int first, int second, int third) = X86Base.CpuId(SignatureLeaf, 0);
            bool isKvm = first == ('K' | 'V' << 8 | 'M' << 16 | 'K' << 24) && second == ('V' | 'M' << 8 | 'K' << 16 | 'V' << 24) && third == 'M';
            if (!isKvm || highest < FeatureLeaf)
                return false;
            int features = X86Base.CpuId(FeatureLeaf, 0).Eax;
            return (features & HasNewClock) != 0 && (features & IsStable) != 0;
        }
    }

    /// <summary>Tells the hypervisor where to write. The memory is aligned to 32 bytes, zeroed, and stays.</summary>
    internal static ParavirtualSource Start(byte* shared, ulong physicalAddress)
    {
        DeviceInstructions.WriteModelRegister(SystemTimeRegister, physicalAddress | Enabled);
        return new ParavirtualSource(shared);
    }

    internal override ulong Read()
    {
        while (true)
        {
            // Odd while the hypervisor writes, and changed when it has written.
            uint version = Volatile.Read(ref *(uint*)_shared);
            ParavirtualTime time = new(
                Volatile.Read(ref *(ulong*)(_shared + 8)), Volatile.Read(ref *(ulong*)(_shared + 16)),
                Volatile.Read(ref *(uint*)(_shared + 24)), Volatile.Read(ref *(sbyte*)(_shared + 28)));
            ulong now = time.At(DeviceInstructions.ReadOrderedTimeStamp());
            if ((version & 1) == 0 && Volatile.Read(ref *(uint*)_shared) == version)
                return now;
            Instructions.Pause();
        }
    }
}
