using Diesis.Core.Waiting;
using Diesis.Platform.Time;

namespace Diesis.Core.Time;

/// <summary>The date is set (clock_settime(2)), and who sleeps until a date learns of it.</summary>
public static class DateChanges
{
    private static WaitQueue? s_queue;

    /// <summary>Woken at each setting.</summary>
    internal static WaitQueue Queue => s_queue!;

    public static void Initialize() => s_queue = new WaitQueue();

    /// <param name="nanoseconds">Since 1970.</param>
    public static void Set(long nanoseconds)
    {
        Clock.SetUnix(nanoseconds);
        Queue.WakeAll();
    }
}
