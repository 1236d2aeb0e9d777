using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Does something in interrupt context, at a time.</summary>
internal sealed class ActingTimer(Action action) : KernelTimer
{
    protected internal override void OnTimer() => action();
}
