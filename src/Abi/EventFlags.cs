using System;

namespace Diesis.Abi;

/// <summary>Flags of timerfd_create(2) and timerfd_settime(2).</summary>
[Flags]
public enum TimerFileFlags
{
    None = 0,
    TFD_TIMER_ABSTIME = 1,
    TFD_TIMER_CANCEL_ON_SET = 2,
    TFD_NONBLOCK = 0x800,
    TFD_CLOEXEC = 0x8_0000,
}

/// <summary>Flags of eventfd2(2).</summary>
[Flags]
public enum EventCounterFlags
{
    EFD_SEMAPHORE = 1,
    EFD_NONBLOCK = 0x800,
    EFD_CLOEXEC = 0x8_0000,
}
