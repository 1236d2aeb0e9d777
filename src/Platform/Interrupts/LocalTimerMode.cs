namespace Diesis.Platform.Interrupts;

/// <summary>Modes of the local APIC's timer, as bits 17 and 18 of its entry have them.</summary>
internal enum LocalTimerMode
{
    /// <summary>Counts down once.</summary>
    OneShot = 0,

    /// <summary>Interrupts when the time stamp counter reaches a value.</summary>
    Deadline = 2,
}
