namespace Diesis.Platform.Firmware.Tables;

/// <summary>The voltage that asserts an interrupt line.</summary>
internal enum LinePolarity
{
    ActiveHigh,
    ActiveLow,
}

/// <summary>What of a line is an interrupt: its change, or its being asserted.</summary>
internal enum LineTrigger
{
    Edge,
    Level,
}
