using Diesis.Platform.Firmware;
using Diesis.Platform.Firmware.Tables;

namespace Diesis.Platform.Interrupts;

/// <summary>The sixteen lines of the old PC, wired as the firmware says.</summary>
public static class IsaInterrupts
{
    public const int LineCount = 16;

    /// <summary>Connects a handler to a line; the boot processor takes its interrupts. False when the line is in use.</summary>
    /// <param name="line">0 to 15.</param>
    public static bool Claim(int line, InterruptHandler handler)
    {
        if ((uint)line >= LineCount)
            return false;
        LineOverride wiring = Wiring(line);
        return InterruptLines.TryClaim(wiring.GlobalLine, wiring.Polarity, wiring.Trigger, handler, processor: 0);
    }

    /// <summary>Disconnects a handler, which is not running any more at return.</summary>
    public static void Release(InterruptHandler handler) => InterruptLines.Release(handler);

    /// <summary>Connects a handler of a PCI function to the line that the firmware routed its pin to: by level, shared.</summary>
    internal static bool TryClaimShared(int line, InterruptHandler handler)
    {
        if ((uint)line >= LineCount)
            return false;
        LineOverride wiring = Wiring(line);

        // Without an override the firmware's router still drives the line by level; what it asserts is high at these inputs.
        return InterruptLines.TryClaim(wiring.GlobalLine, wiring.Polarity, LineTrigger.Level, handler, processor: 0);
    }

    internal static LineOverride Wiring(int line) =>
        InterruptLines.UsesIoApics && MachineDescription.Topology is InterruptTopology topology
            ? topology.Wiring((byte)line)
            : new LineOverride((byte)line, (uint)line, LinePolarity.ActiveHigh, LineTrigger.Edge);
}
