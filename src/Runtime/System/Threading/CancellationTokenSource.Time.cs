using Internal.Runtime;

namespace System.Threading;

/// <content>Cancellation after a time, and by other tokens.</content>
public partial class CancellationTokenSource
{
    private const long MaximumDelay = 0xFFFFFFFE;

    /// <summary>A source that is cancelled together with either token.</summary>
    public static CancellationTokenSource CreateLinkedTokenSource(CancellationToken token1, CancellationToken token2) =>
        new LinkedSource([token1, token2]);

    public static CancellationTokenSource CreateLinkedTokenSource(CancellationToken token) => new LinkedSource([token]);

    public static CancellationTokenSource CreateLinkedTokenSource(params CancellationToken[] tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Length == 0)
            throw new ArgumentException("No tokens were supplied.");
        return new LinkedSource(tokens);
    }

    public static CancellationTokenSource CreateLinkedTokenSource(params ReadOnlySpan<CancellationToken> tokens) => new LinkedSource(tokens);

    private static long Checked(TimeSpan delay)
    {
        long milliseconds = delay.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds < -1)
            throw new ArgumentOutOfRangeException(nameof(delay), delay, "delay must be greater than or equal to '-1'.");
        if (milliseconds > MaximumDelay)
            throw new ArgumentOutOfRangeException(nameof(delay), delay, "delay must be less than or equal to '4294967294'.");
        return milliseconds;
    }

    private void Arm(long milliseconds)
    {
        if (milliseconds == 0)
        {
            _timer?.Disarm();
            Notify(throwOnFirstException: false);
        }
        else if (milliseconds < 0)
        {
            _timer?.Disarm();
        }
        else
        {
            CancellationTimer timer = _timer ??= new CancellationTimer(this);
            timer.Arm(milliseconds);
        }
    }

    private sealed class LinkedSource : CancellationTokenSource
    {
        private readonly CancellationTokenRegistration[] _registrations;

        internal LinkedSource(ReadOnlySpan<CancellationToken> tokens)
        {
            _registrations = new CancellationTokenRegistration[tokens.Length];
            for (int i = 0; i < tokens.Length; i++)
            {
                _registrations[i] = tokens[i].UnsafeRegister(
                    static source => ((CancellationTokenSource)source!).Notify(throwOnFirstException: false), this);
            }
        }

        protected override void Dispose(bool disposing)
        {
            foreach (CancellationTokenRegistration registration in _registrations)
                registration.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class CancellationTimer(CancellationTokenSource source) : TimerNode
    {
        private readonly Executor _executor = Executor.Current;

        internal bool IsArmed { get; private set; }

        internal void Arm(long milliseconds)
        {
            IsArmed = true;
            _executor.Timers.Schedule(this, Home.MonotonicNanoseconds() + milliseconds * 1_000_000);
        }

        internal bool Disarm()
        {
            bool wasQueued = _executor.Timers.Cancel(this);
            IsArmed = IsArmed && !wasQueued;
            return wasQueued;
        }

        internal override void Fire() => _executor.Queue(new ActionWorkItem(Cancel));

        private void Cancel()
        {
            if (!source._isDisposed)
                source.Notify(throwOnFirstException: false);
        }
    }
}
