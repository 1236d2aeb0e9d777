using Diesis.Platform.Firmware.Tables;

namespace Diesis.Platform.Interrupts;

/// <summary>Where an I/O APIC's input goes: one of its redirection entries (82093AA data sheet, section 3.2.4).</summary>
/// <param name="Vector">32 to 254.</param>
/// <param name="ApicId">The processor, in 8 bits.</param>
/// <param name="Polarity">What asserts the line.</param>
/// <param name="Trigger">What of it interrupts.</param>
/// <param name="IsMasked">Whether it is kept off.</param>
internal readonly record struct LineRoute(int Vector, byte ApicId, LinePolarity Polarity, LineTrigger Trigger, bool IsMasked)
{
    private const int PolarityBit = 13;
    private const int TriggerBit = 15;
    private const int MaskBit = 16;
    private const int DestinationShift = 56;

    /// <summary>As the register has it: fixed delivery to one processor by its physical number.</summary>
    internal ulong Encoded =>
        (ulong)(byte)Vector
        | (Polarity == LinePolarity.ActiveLow ? 1UL << PolarityBit : 0)
        | (Trigger == LineTrigger.Level ? 1UL << TriggerBit : 0)
        | (IsMasked ? 1UL << MaskBit : 0)
        | (ulong)ApicId << DestinationShift;

    internal static LineRoute Decode(ulong value) => new(
        (byte)value,
        (byte)(value >> DestinationShift),
        (value & 1UL << PolarityBit) != 0 ? LinePolarity.ActiveLow : LinePolarity.ActiveHigh,
        (value & 1UL << TriggerBit) != 0 ? LineTrigger.Level : LineTrigger.Edge,
        (value & 1UL << MaskBit) != 0);
}
