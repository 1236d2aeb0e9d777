namespace Diesis.Platform.Time;

/// <summary>What KVM tells of a processor's time stamp counter (Linux' Documentation/virt/kvm/x86/msr.rst, MSR_KVM_SYSTEM_TIME_NEW).</summary>
/// <param name="TimeStamp">The counter when the hypervisor wrote this.</param>
/// <param name="SystemTime">Nanoseconds of guest time then.</param>
/// <param name="Multiplier">Nanoseconds for each shifted tick, as a fraction of 2^32.</param>
/// <param name="Shift">Ticks are shifted left by this, right where it is negative.</param>
internal readonly record struct ParavirtualTime(ulong TimeStamp, ulong SystemTime, uint Multiplier, sbyte Shift)
{
    /// <summary>Bytes of the shared structure.</summary>
    internal const int Bytes = 32;

    /// <summary>Nanoseconds of guest time at a value of the counter.</summary>
    internal ulong At(ulong timeStamp)
    {
        ulong ticks = timeStamp - TimeStamp;
        ticks = Shift >= 0 ? ticks << Shift : ticks >> -Shift;
        return SystemTime + (ticks >> 32) * Multiplier + ((ticks & uint.MaxValue) * Multiplier >> 32);
    }
}
