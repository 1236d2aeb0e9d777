namespace Diesis.Platform.Interrupts;

/// <summary>What the 256 interrupt vectors are for.</summary>
internal static class Vector
{
    internal const int Count = 256;

    /// <summary>The 8259s' sixteen lines.</summary>
    internal const int FirstOldLine = 0x20;
    internal const int LastOldLine = 0x2f;

    /// <summary>Given out to lines and messages of devices.</summary>
    internal const int FirstDevice = 0x30;
    internal const int LastDevice = 0xef;

    // Above every device, so that they come first when several interrupts wait (Intel SDM, volume 3, section 11.8.3).
    internal const int Timer = 0xf0;
    internal const int CrossCall = 0xf1;
    internal const int Reschedule = 0xf2;
    internal const int CollectorStop = 0xf3;

    /// <summary>The local APIC noticed an error.</summary>
    internal const int ApicError = 0xfe;

    /// <summary>The local APIC interrupted for nothing; must not be acknowledged.</summary>
    internal const int Spurious = 0xff;

    internal const int FirstFixed = 0xf0;
}
